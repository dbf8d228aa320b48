"""The list of surveys, preparing one, and the page of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from core.csv import csv_response
from core.lists import without
from core.shortcuts import page_of, render_page
from network.access import standing_of
from network.models import Activity
from network.roles import ESC_STAFF, STATE_STAFF, Role
from surveys.collection.board_page import board_context
from surveys.collection.filters import SurveyFilter
from surveys.collection.forms import ExtendForm
from surveys.collection.list_file import list_rows
from surveys.collection.models import Administration, FrameUnit
from surveys.collection.readiness import readiness_of

if TYPE_CHECKING:
    from django.http import HttpResponse, StreamingHttpResponse

    from core.http import PageRequest


LINES_OF_ACTIVITY = 12


@require_GET
def survey_list(request: PageRequest) -> HttpResponse:
    narrowed = _narrowed(request)
    rows = narrowed.qs.with_invited().select_related("version__instrument", "cohort")
    is_admin = standing_of(request.user).holds(Role.STATE_ADMIN)
    context = {
        "filter": narrowed,
        "page": page_of(request, rows.order_by("-opens_at", "-pk")),
        "is_narrowed": any(request.GET.get(name) for name in narrowed.filters),
        "query": without(request.GET),
        "may_prepare": is_admin,
        # The network's total is for those who run the survey; others see their own branch inside.
        "sees_totals": is_admin,
    }
    return render_page(request, "surveys/list.html", context, fragment="rows")


@require_GET
def survey_file(request: PageRequest) -> StreamingHttpResponse:
    """The same rows and columns as on the screen, all pages of them."""
    sees_totals = standing_of(request.user).holds(Role.STATE_ADMIN)
    return csv_response(list_rows(_narrowed(request).qs, sees_totals=sees_totals), "surveys.csv")


@require_GET
def detail(request: PageRequest, pk: int) -> HttpResponse:
    visible = Administration.objects.visible_to(request.user)
    administration = get_object_or_404(
        visible.select_related("version__instrument", "cohort"), pk=pk
    )
    standing = standing_of(request.user)
    may_run = Administration.objects.run_by(request.user).filter(pk=pk).exists()
    activity = Activity.objects.none()
    if standing.holds(*STATE_STAFF, *ESC_STAFF):
        activity = Activity.objects.about(administration).read_by(request.user)
    context = {
        "administration": administration,
        "readiness": readiness_of(administration),
        **board_context(request, administration),
        "may_run": may_run,
        "has_interim": not administration.is_draft and administration.releases.exists(),
        "extend_form": ExtendForm(initial={"closes_at": administration.closes_at}),
        "keeps_opt_outs": _keeps_opt_outs(request, administration),
        "activity": activity[:LINES_OF_ACTIVITY],
    }
    return render(request, "surveys/detail.html", context)


def _narrowed(request: PageRequest) -> SurveyFilter:
    return SurveyFilter(request.GET, visible=Administration.objects.visible_to(request.user))


def _keeps_opt_outs(request: PageRequest, administration: Administration) -> bool:
    kept = FrameUnit.objects.opt_outs_kept_by(request.user)
    return kept.filter(administration=administration).exists()
