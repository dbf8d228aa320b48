"""Materials of a convening, and everything that somebody may open in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenings.forms.material import MaterialChangeForm, MaterialForm
from convenings.models import Material
from convenings.pages.head import head_of
from convenings.search import materials_named
from convenings.services import material as services
from convenings.views.scope import convening_run_by
from core.shortcuts import attachment, form_page, page_of
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from core.http import PageRequest


@login_not_required
@require_GET
def material_list(request: PageRequest) -> HttpResponse:
    """Everything one may open; signed out, what is for everybody."""
    typed = request.GET.get("q", "").strip()
    rows = materials_named(typed).visible_to(request.user).select_related("convening__cohort")
    page = page_of(request, rows.order_by("-added_at", "-pk"))
    return render(request, "convenings/material_list.html", {"page": page, "q": typed})


@require_GET
def of_convening(request: PageRequest, pk: int) -> HttpResponse:
    head = head_of(request.user, pk, "materials")
    materials = Material.objects.visible_to(request.user).filter(convening=pk)
    context = {"head": head, "materials": materials, "may_run": head.may_run}
    return render(request, "convenings/materials.html", context)


@require_http_methods(["GET", "POST"])
def new(request: PageRequest, pk: int) -> HttpResponse:
    convening = convening_run_by(request, pk)
    form = MaterialForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            material = services.add_material(
                convening, **form.cleaned_data, by=standing_of(request.user).person
            )
        except services.FileRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, f"{material} is added.")
            return redirect("convenings:materials", pk)
    context = {"form": form, "convening": convening}
    return form_page(request, "convenings/material_form.html", context)


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, pk: int) -> HttpResponse:
    material = _run_by(request, pk)
    form = MaterialChangeForm(request.POST or None, instance=material)
    if form.is_valid():
        known = get_object_or_404(Material, pk=pk)  # as it was, for the log
        services.change_material(known, **form.cleaned_data, by=standing_of(request.user).person)
        messages.success(request, f"{material} is changed.")
        return redirect("convenings:materials", material.convening_id)
    context = {"form": form, "convening": material.convening, "material": material}
    return form_page(request, "convenings/material_form.html", context)


@require_POST
def remove(request: PageRequest, pk: int) -> HttpResponse:
    material = _run_by(request, pk)
    services.remove_material(material, by=standing_of(request.user).person)
    undo = reverse("convenings:material-restore", args=[pk])
    messages.success(request, f"{material} is removed.", extra_tags=undo)
    return redirect("convenings:materials", material.convening_id)


@require_POST
def restore(request: PageRequest, pk: int) -> HttpResponse:
    material = _run_by(request, pk)
    services.bring_back_material(material, by=standing_of(request.user).person)
    messages.success(request, f"{material} is back.")
    return redirect("convenings:materials", material.convening_id)


@login_not_required
@never_cache
@require_GET
def download(request: PageRequest, pk: int) -> HttpResponseBase:
    """A file, always as an attachment: a browser must not run what somebody uploaded."""
    files = Material.objects.visible_to(request.user).exclude(file="")
    if not request.user.is_authenticated and not files.filter(pk=pk).exists():
        # Whether there is one or not: signing in may show it.
        return redirect_to_login(request.get_full_path())
    material = get_object_or_404(files, pk=pk)
    return attachment(material.file, name=material.file_name, content_type=material.content_type)


def _run_by(request: PageRequest, pk: int) -> Material:
    mine = Material.objects.run_by(request.user).select_related("convening")
    return get_object_or_404(mine, pk=pk)
