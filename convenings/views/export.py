"""Hours for other systems: of a convening or a period, in the columns that each wants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenings.exports import hours_earned, lines_of, sample_of, standard_layout
from convenings.forms.export import HoursForm, LayoutForm
from convenings.models import Convening, ExportLayout
from convenings.querysets.certificate import exports_hours
from convenings.services import layout as services
from core import clock, local_time
from core.csv import csv_response
from core.personal import personal
from core.shortcuts import form_page
from network.access import standing_of
from network.services import activity

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from convenings.models import Attendance
    from core.http import PageRequest

LINES_SHOWN = 5


@require_GET
def hours_export(request: PageRequest) -> HttpResponse:
    """Choose, look at the first lines, download."""
    layouts = _layouts(request)
    form = HoursForm(request.GET or _this_year(), user=request.user)
    context: dict[str, Any] = {"form": form, "layouts": layouts, "query": request.GET.urlencode()}
    if form.is_valid():
        marks = _marks(request, form)
        shown = lines_of(_layout(form), marks[:LINES_SHOWN])
        context |= {"count": len(marks), "head": next(shown), "lines": list(shown)}
        context |= {"people": len({mark.person_id for mark in marks})}
    return form_page(request, "convenings/hours_export.html", context)


@personal
@never_cache
@require_GET
def hours_csv(request: PageRequest) -> HttpResponseBase:
    _layouts(request)
    form = HoursForm(request.GET or _this_year(), user=request.user)
    if not form.is_valid():  # the page says what is wrong with it
        return redirect(f"{reverse('convenings:hours-export')}?{request.GET.urlencode()}")
    marks = _marks(request, form)
    me = standing_of(request.user).person
    about = form.cleaned_data["convening"] or me
    if about is not None:
        words = f"{len(marks)} lines of contact hours were exported as {_layout(form)}."
        activity.record_export(about, words, by=me)
    return csv_response(lines_of(_layout(form), marks), "contact-hours.csv")


@require_http_methods(["GET", "POST"])
def layout_new(request: PageRequest) -> HttpResponse:
    _layouts(request)
    return _layout_page(request, None)


@require_http_methods(["GET", "POST"])
def layout_change(request: PageRequest, pk: int) -> HttpResponse:
    mine = ExportLayout.objects.changed_by(request.user)
    return _layout_page(request, get_object_or_404(mine, pk=pk))


@require_POST
def layout_remove(request: PageRequest, pk: int) -> HttpResponse:
    mine = ExportLayout.objects.changed_by(request.user)
    layout = get_object_or_404(mine, pk=pk)
    services.remove_layout(layout)
    messages.success(request, f"The layout {layout} is removed.")
    return redirect("convenings:hours-export")


def _layout_page(request: PageRequest, layout: ExportLayout | None) -> HttpResponse:
    form = LayoutForm(request.POST or None, layout=layout)
    context: dict[str, Any] = {"form": form, "layout": layout}
    if form.is_valid() and "preview" in request.POST:
        context["preview"] = sample_of(ExportLayout(**form.layout))
    elif form.is_valid():
        try:
            by = standing_of(request.user).person
            saved = services.save_layout(layout, **form.layout, by=by)
        except services.LayoutNameTaken as taken:
            form.add_error("name", str(taken))
        else:
            messages.success(request, f"The layout {saved} is saved.")
            return redirect("convenings:hours-export")
    return form_page(request, "convenings/export_layout.html", context)


def _layouts(request: PageRequest) -> list[tuple[ExportLayout, bool]]:
    """The layouts and whether one may change each; absent for those who run no convenings."""
    if not exports_hours(request.user):
        raise Http404
    mine = set(ExportLayout.objects.changed_by(request.user).values_list("pk", flat=True))
    return [(one, one.pk in mine) for one in ExportLayout.objects.visible_to(request.user)]


def _marks(request: PageRequest, form: HoursForm) -> list[Attendance]:
    runs, asked = Convening.objects.run_by(request.user), form.cleaned_data
    if asked["convening"]:
        return hours_earned(runs.filter(pk=asked["convening"].pk))
    return hours_earned(runs, first=asked["first"], last=asked["last"])


def _layout(form: HoursForm) -> ExportLayout:
    chosen: ExportLayout | None = form.cleaned_data["layout"]
    return chosen or standard_layout()


def _this_year() -> dict[str, str]:
    today = clock.today()
    starts_at, _ = local_time.school_year_bounds(local_time.school_year(today))
    first = timezone.localdate(starts_at)
    return {"first": first.isoformat(), "last": today.isoformat()}
