"""Modules: what there is, one of them, and the paper at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from core import offers
from core.personal import personal
from core.ratelimit import too_many
from core.shortcuts import form_page
from library.documents import certificate_pdf, issuer
from library.forms.lesson import TellForm
from library.models import Module, ModuleCompletion
from library.pages.module import course_of, courses_of, finished, learner_of
from library.querysets.module import follows_modules
from library.services.progress import tell_about

if TYPE_CHECKING:
    from django.http import HttpRequest

    from core.http import PageRequest

# A human resources office checks a staff's certificates one by one.
CHECKS = {"limit": 120, "seconds": 3600}


@login_not_required
@require_GET
def module_list(request: PageRequest) -> HttpResponse:
    courses = courses_of(request.user, Module.objects.visible_to(request.user))
    context = {
        "courses": courses,
        "finished": finished(courses),
        "learner": learner_of(request.user),
        "follows": follows_modules(request.user),
        "may_change": Module.objects.run_by(request.user).exists(),
    }
    return render(request, "library/modules.html", context)


@login_not_required
@require_GET
def detail(request: PageRequest, code: str) -> HttpResponse:
    module = get_object_or_404(Module.objects.visible_to(request.user), code=code)
    context = {
        "course": course_of(request.user, module),
        "module": module,
        "learner": learner_of(request.user),
        "may_change": Module.objects.run_by(request.user).exists(),
        "panels": offers.panels_on("module"),
    }
    return render(request, "library/module.html", context)


@personal
@never_cache
@require_http_methods(["GET", "POST"])
def done(request: PageRequest, code: str) -> HttpResponse:
    """For who has finished it: the certificate, and a few questions. May be changed later."""
    mine = ModuleCompletion.objects.of(request.user).select_related("module")
    completion = get_object_or_404(mine, module__code=code)
    said = {name: getattr(completion, name) for name in TellForm.base_fields}
    form = TellForm(request.POST or None, initial=said)
    if form.is_valid():
        tell_about(completion, **form.cleaned_data)
        messages.success(request, "Thank you. What you said is kept; you can change it here.")
        return redirect("library:done", code)
    context = {"form": form, "completion": completion}
    return form_page(request, "library/done.html", context)


@personal
@never_cache
@require_GET
def paper(request: PageRequest, code: str) -> HttpResponse:
    mine = ModuleCompletion.objects.of(request.user).select_related("person")
    completion = get_object_or_404(mine, module__code=code)
    disposition = f'attachment; filename="certificate-{code}.pdf"'
    return HttpResponse(
        certificate_pdf(completion),
        content_type="application/pdf",
        headers={"Content-Disposition": disposition},
    )


@login_not_required
@never_cache
@require_safe
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Says to whoever knows the code what was issued, or that there is none."""
    is_too_often = too_many(request, "module-certificate", **CHECKS)
    completions = ModuleCompletion.objects.select_related("person")
    found = None if is_too_often else completions.filter(code=code).first()
    context = {"completion": found, "is_too_often": is_too_often, "issuer": issuer()}
    status = 429 if is_too_often else 200 if found else 404
    response = render(request, "library/certificate.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
