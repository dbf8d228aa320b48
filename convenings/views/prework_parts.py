"""Writing the parts of pre-work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from convenings.forms.prework import Options, PartForm, as_typed
from convenings.models import PreWork, PreWorkPart
from convenings.services import prework as services
from core.shortcuts import form_page
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def new(request: PageRequest, pk: int) -> HttpResponse:
    mine = PreWork.objects.run_by(request.user).select_related("convening")
    return _write(request, get_object_or_404(mine, convening=pk), None)


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, pk: int) -> HttpResponse:
    part = _run_by(request, pk)
    return _write(request, part.prework, part)


@require_POST
def move(request: PageRequest, pk: int) -> HttpResponse:
    part = _run_by(request, pk)
    is_up = request.POST.get("to") == "up"
    services.move_part(part, up=is_up, by=standing_of(request.user).person)
    return redirect("convenings:prework-change", part.prework.convening_id)


@require_POST
def remove(request: PageRequest, pk: int) -> HttpResponse:
    part = _run_by(request, pk)
    try:
        services.remove_part(part, by=standing_of(request.user).person)
    except services.PartAnswered as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"“{part.title}” is taken out.")
    return redirect("convenings:prework-change", part.prework.convening_id)


def _write(request: PageRequest, prework: PreWork, part: PreWorkPart | None) -> HttpResponse:
    form = PartForm(request.POST or None, instance=part)
    options = _options(request, part)
    if form.is_valid() and options.is_valid():
        by = standing_of(request.user).person
        try:
            services.write_part(
                prework, part=part, options=options.rows(), by=by, **form.cleaned_data
            )
        except services.PartAnswered as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"“{form.cleaned_data['title']}” is saved.")
            return redirect("convenings:prework-change", prework.convening_id)
    elif request.method == "POST" and options.total_error_count():
        form.add_error(None, "Look at the options below: something in them is to be corrected.")
    context = {"prework": prework, "part": part, "form": form, "options": options}
    return form_page(request, "convenings/prework_part.html", context)


def _options(request: PageRequest, part: PreWorkPart | None) -> Any:
    there = list(part.options.all()) if part else []
    initial = [as_typed(option) for option in there]
    options: Any = Options(request.POST or None, initial=initial, prefix="options")
    options.known = frozenset(option.pk for option in there)
    return options


def _run_by(request: PageRequest, pk: int) -> PreWorkPart:
    mine = PreWorkPart.objects.run_by(request.user).select_related("prework__convening")
    return get_object_or_404(mine, pk=pk)
