"""Parts that pages of lower apps show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.db.models import F
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from cohorts.models import Cohort, DesignTeam
from convenings.dosage import dosage_of
from convenings.models import Attendance, Convening, Session
from convenings.pages.grid import grid_of
from core.shortcuts import render_page
from network.access import standing_of
from network.models import Organization, Person

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest

ROWS_SHOWN = 20
EACH_WAY = 5  # so many to come, and so many that are over


@require_GET
def of_cohort(request: PageRequest, pk: int) -> HttpResponse:
    cohort = get_object_or_404(Cohort.objects.visible_to(request.user), pk=pk)
    convenings = Convening.objects.filter(cohort=cohort).with_dates().with_figures()
    context = {
        "cohort": cohort,
        "convenings": convenings.order_by("number"),
        "may_run": Cohort.objects.run_by(request.user).filter(pk=pk).exists(),
        "dosage": dosage_of(Attendance.objects.filter(session__convening__cohort=cohort)),
    }
    return render_page(request, "convenings/of_cohort.html", context, fragment="panel")


@login_not_required
@require_GET
def with_peers(request: PageRequest, pk: int) -> HttpResponse:
    """Beside every module alike: open sessions to come, in which people learn with each other."""
    sessions = Session.objects.open_to_everybody().upcoming().select_related("convening")
    context = {
        "sessions": sessions.order_by("starts_at")[:EACH_WAY],
        "may_register": standing_of(request.user).person is not None,
    }
    return render_page(request, "convenings/with_peers.html", context, fragment="panel")


@require_GET
def of_team(request: PageRequest, pk: int) -> HttpResponse:
    visible = DesignTeam.objects.visible_to(request.user).select_related("cohort")
    team = get_object_or_404(visible, pk=pk)
    [row] = grid_of(team.cohort, [team]).rows
    is_member = DesignTeam.objects.joined_by(request.user).filter(pk=pk).exists()
    dosage = dosage_of(Attendance.objects.filter(team=team))
    context = {"team": team, "row": row, "is_member": is_member, "dosage": dosage}
    return render_page(request, "convenings/of_team.html", context, fragment="panel")


@require_GET
def of_organization(request: PageRequest, pk: int) -> HttpResponse:
    """What is to come and what was lately, in the cohorts of an organization's branch."""
    found = get_object_or_404(Organization.objects.visible_to(request.user), pk=pk)
    theirs = Cohort.objects.at(found).values("pk")
    convenings = Convening.objects.visible_to(request.user).filter(cohort__in=theirs)
    rows = convenings.select_related("cohort")
    to_come = rows.upcoming().with_dates()
    past = rows.past().with_dates()
    context = {
        "organization": found,
        "upcoming": to_come.order_by(F("first_at").asc(nulls_last=True), "cohort", "number")[
            :EACH_WAY
        ],
        "past": past.order_by(F("last_at").desc(), "cohort", "number")[:EACH_WAY],
        "limit": EACH_WAY,
    }
    return render_page(request, "convenings/of_organization.html", context, fragment="panel")


@require_GET
def of_person(request: PageRequest, pk: int) -> HttpResponse:
    """Where somebody was, of the convenings that one sees."""
    found = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    convenings = Convening.objects.visible_to(request.user).values("pk")
    marks = Attendance.objects.filter(person=found, session__convening__in=convenings)
    rows = marks.select_related("session__convening", "team").order_by("-session__starts_at")
    context = {"person": found, "dosage": dosage_of(marks), "marks": rows[:ROWS_SHOWN]}
    return render_page(request, "convenings/of_person.html", context, fragment="panel")
