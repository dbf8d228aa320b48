"""The frame: how many people each school has, and which of them are invited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.models import TeamMembership
from network.access import standing_of
from network.models import Person
from surveys.collection import services
from surveys.collection.forms import InviteesForm, PasteForm
from surveys.collection.frame_page import frame_rows, schools_of
from surveys.collection.models import Administration
from surveys.collection.refusals import Refusal
from surveys.collection.services import FrameRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from django.http import HttpResponse

    from core.http import PageRequest
    from surveys.collection.models import FrameUnit


@require_http_methods(["GET", "POST"])
def frame(request: PageRequest, pk: int) -> HttpResponse:
    administration = _run(request, pk)
    rows = frame_rows(administration, request.POST or None)
    # Every row is checked, not only up to the first fault.
    faults = sum(row.form.is_bound and not row.form.is_valid() for row in rows)
    if request.method == "POST" and not faults:
        _save(request, administration, [row.wanted for row in rows])
        return redirect("surveys:frame", pk=pk)
    return _page(request, administration, rows=rows, faults=faults)


@require_POST
def paste(request: PageRequest, pk: int) -> HttpResponse:
    administration = _run(request, pk)
    schools, roles = schools_of(administration), administration.version.roles
    form = PasteForm(request.POST, schools=schools, roles=roles)
    if form.is_valid():
        wanted = {row.school.pk: row.known for row in frame_rows(administration)}
        for school, staff, by_role in form.cleaned_data["lines"]:
            wanted[school.pk] = FrameRow(school, staff, by_role)
        _save(request, administration, wanted.values())
        return redirect("surveys:frame", pk=pk)
    return _page(request, administration, form=form)


@require_http_methods(["GET", "POST"])
def invitees(request: PageRequest, pk: int, unit_pk: int) -> HttpResponse:
    administration = _run(request, pk)
    unit = get_object_or_404(administration.units.filter(children=None), pk=unit_pk)
    source = request.POST.get("source", "")
    typed = request.POST if request.method == "POST" and not source else None
    form = InviteesForm(typed)
    try:
        added = _invite(source, administration, unit, form)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        added = None
    if added is not None:
        messages.success(request, f"{added} more invited at {unit}.")
        return redirect("surveys:invitees", pk=pk, unit_pk=unit_pk)
    context = {
        "administration": administration,
        "unit": unit,
        "form": form,
        "invited": list(unit.invitations.order_by("email")),
        "team_size": _team(administration, unit).count(),
        "roster_size": _roster(unit).count(),
    }
    return render(request, "surveys/invitees.html", context)


def _run(request: PageRequest, pk: int) -> Administration:
    mine = Administration.objects.run_by(request.user).select_related("version", "cohort")
    return get_object_or_404(mine, pk=pk)


def _save(request: PageRequest, administration: Administration, rows: Iterable[FrameRow]) -> None:
    """Set the frame, or tell the reason why not; either is said on the next page."""
    try:
        services.set_school_frame(
            administration, rows=list(rows), by=standing_of(request.user).person
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The frame is saved. It can be changed until the survey opens.")


def _page(request: PageRequest, administration: Administration, **context: Any) -> HttpResponse:
    schools, roles = schools_of(administration), administration.version.roles
    context.setdefault("rows", frame_rows(administration))
    context.setdefault("form", PasteForm(schools=schools, roles=roles))
    return render(
        request,
        "surveys/frame.html",
        {"administration": administration, "roles": roles, **context},
    )


def _invite(
    source: str, administration: Administration, unit: FrameUnit, form: InviteesForm
) -> int | None:
    """How many are new; None when nothing was asked, or what was typed has to be corrected."""
    if source == "team":
        return services.invite(administration, unit=unit, people=_team(administration, unit))
    if source == "roster":
        return services.invite(administration, unit=unit, people=_roster(unit))
    if not form.is_valid():
        return None
    addresses = form.cleaned_data["addresses"]
    return services.invite_addresses(administration, unit=unit, addresses=addresses)


def _team(administration: Administration, unit: FrameUnit) -> QuerySet[Person]:
    """Members of the school's design teams in the survey's cohort, today."""
    members = TeamMembership.objects.current().filter(
        team__school=unit.organization_id, team__cohort=administration.cohort_id
    )
    return Person.objects.filter(pk__in=members.values("person_id")).exclude(email="")


def _roster(unit: FrameUnit) -> QuerySet[Person]:
    """Everybody known to work at the school."""
    return Person.objects.filter(organization=unit.organization_id).exclude(email="")
