"""Learners who are not asked, kept by their school in codes of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.shortcuts import page_of
from network.access import standing_of
from surveys.collection import services
from surveys.collection.forms import OptOutForm
from surveys.collection.models import Administration, FrameUnit
from surveys.collection.refusals import Refusal

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@never_cache
@require_GET
def schools(request: PageRequest, pk: int) -> HttpResponse:
    """The schools whose list one keeps."""
    visible = Administration.objects.visible_to(request.user)
    administration = get_object_or_404(visible.select_related("version"), pk=pk)
    units = FrameUnit.objects.opt_outs_kept_by(request.user).filter(administration=administration)
    get_object_or_404(units[:1])
    rows = units.annotate(left_out=Count("opt_outs")).order_by("name", "pk")
    context = {"administration": administration, "page": page_of(request, rows)}
    return render(request, "surveys/opt_out_schools.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def opt_outs(request: PageRequest, pk: int, unit_pk: int) -> HttpResponse:
    unit = _kept(request, pk, unit_pk)
    form = OptOutForm(request.POST or None)
    if form.is_valid() and _add(request, unit, form):
        return redirect("surveys:opt-outs", pk=pk, unit_pk=unit_pk)
    context = {
        "unit": unit,
        "administration": unit.administration,
        "form": form,
        "codes": list(unit.opt_outs.order_by("code").values_list("code", flat=True)),
    }
    return render(request, "surveys/opt_outs.html", context)


@require_POST
def take_back(request: PageRequest, pk: int, unit_pk: int) -> HttpResponse:
    unit = _kept(request, pk, unit_pk)
    code = request.POST.get("code", "")
    try:
        gone = services.take_back_opt_out(unit, code=code, by=standing_of(request.user).person)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        if gone:
            messages.success(request, f"{code} is asked after all. Add the code again to undo it.")
    return redirect("surveys:opt-outs", pk=pk, unit_pk=unit_pk)


@never_cache
@require_GET
def sheet(request: PageRequest, pk: int, unit_pk: int) -> HttpResponse:
    """On paper, for whoever hands out the tablets."""
    unit = _kept(request, pk, unit_pk)
    codes = unit.opt_outs.order_by("code").values_list("code", flat=True)
    context = {"unit": unit, "administration": unit.administration, "codes": list(codes)}
    return render(request, "surveys/opt_out_sheet.html", context)


def _kept(request: PageRequest, pk: int, unit_pk: int) -> FrameUnit:
    mine = FrameUnit.objects.opt_outs_kept_by(request.user).filter(administration=pk)
    return get_object_or_404(mine.select_related("administration__version"), pk=unit_pk)


def _add(request: PageRequest, unit: FrameUnit, form: OptOutForm) -> bool:
    """Whether they could be added; else the form tells why."""
    codes = form.cleaned_data["codes"]
    try:
        added = services.add_opt_outs(unit, codes=codes, by=standing_of(request.user).person)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, f"{added} more left out at {unit}.")
    return True
