"""Agreements on rows: the list, one of them, and what administrators do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.proof import recent_proof_required
from core.content import FileRefused
from core.personal import personal
from core.shortcuts import attachment, form_page, page_of
from core.templatetags.house import long_day
from network.access import standing_of
from network.roles import Role
from surveys.results.evaluators.terms import LABELS
from surveys.results.forms.agreements import AgreementForm, SignForm
from surveys.results.models import Agreement, Extract
from surveys.results.querysets import sees_agreements
from surveys.results.services import agreements

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def agreement_list(request: PageRequest) -> HttpResponse:
    """All of them for state staff; evaluators find theirs as "data you may take"."""
    if not sees_agreements(request.user):
        raise Http404
    context = {
        "page": page_of(request, Agreement.objects.visible_to(request.user)),
        "may_make": standing_of(request.user).holds(Role.STATE_ADMIN),
        "takes": standing_of(request.user).holds(Role.EVALUATOR),
    }
    return render(request, "surveys/agreements/list.html", context)


@require_GET
def agreement(request: PageRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    extracts = Extract.objects.visible_to(request.user).filter(agreement=found)
    context = {
        "agreement": found,
        "facts": [LABELS[name] for name in found.variables],
        "administrations": found.administrations.select_related("version__instrument"),
        "page": page_of(request, extracts.select_related("person", "administration")),
        "runs": Agreement.objects.run_by(request.user).filter(pk=pk).exists(),
        "may_take": Agreement.objects.used_by(request.user).filter(pk=pk).exists(),
        "names_people": not standing_of(request.user).holds(Role.EVALUATOR),
    }
    return render(request, "surveys/agreements/agreement.html", context)


@require_http_methods(["GET", "POST"])
def agreement_new(request: PageRequest) -> HttpResponse:
    if not standing_of(request.user).holds(Role.STATE_ADMIN):
        raise Http404
    form = AgreementForm(request.POST or None, user=request.user)
    if form.is_valid():
        by = standing_of(request.user).person
        made = agreements.make_agreement(**form.cleaned_data, by=by)
        messages.success(request, f"“{made}” is made. Upload the signed copy to begin.")
        return redirect(made)
    return form_page(request, "surveys/agreements/form.html", {"form": form})


@require_http_methods(["GET", "POST"])
def agreement_change(request: PageRequest, pk: int) -> HttpResponse:
    """Only before it is signed."""
    found = _run(request, pk)
    if found.is_signed:
        raise Http404
    form = AgreementForm(request.POST or None, user=request.user, instance=found)
    if form.is_valid():
        by = standing_of(request.user).person
        agreements.change_agreement(found, **form.cleaned_data, by=by)
        messages.success(request, f"“{found}” is changed.")
        return redirect(found)
    return form_page(request, "surveys/agreements/form.html", {"form": form, "agreement": found})


@recent_proof_required
@require_http_methods(["GET", "POST"])
def agreement_sign(request: PageRequest, pk: int) -> HttpResponse:
    found = _run(request, pk)
    form = SignForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            agreements.sign_agreement(
                found, **form.cleaned_data, by=standing_of(request.user).person
            )
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
        except agreements.AgreementRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            until = f"Rows may be taken until {long_day(found.ends_on)}."
            messages.success(request, f"The signed copy is kept. {until}")
            return redirect(found)
    return form_page(request, "surveys/agreements/sign.html", {"form": form, "agreement": found})


@personal
@require_GET
@never_cache
def signed_copy(request: PageRequest, pk: int) -> FileResponse:
    """Always as an attachment: a browser must not run what somebody uploaded."""
    found = _run(request, pk)
    if not found.is_signed:
        raise Http404
    return attachment(
        found.signed_copy, name=found.signed_copy_name, content_type="application/octet-stream"
    )


@require_POST
def agreement_end(request: PageRequest, pk: int) -> HttpResponse:
    found = _run(request, pk)
    try:
        agreements.end_agreement(found, by=standing_of(request.user).person)
    except agreements.AgreementRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        undo = reverse("surveys:agreement-resume", args=[pk])
        messages.success(request, f"“{found}” is ended. No rows leave.", extra_tags=undo)
    return redirect(found)


@require_POST
def agreement_resume(request: PageRequest, pk: int) -> HttpResponse:
    found = _run(request, pk)
    try:
        agreements.resume_agreement(found, by=standing_of(request.user).person)
    except agreements.AgreementRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"“{found}” goes on.")
    return redirect(found)


def _run(request: PageRequest, pk: int) -> Agreement:
    return get_object_or_404(Agreement.objects.run_by(request.user), pk=pk)
