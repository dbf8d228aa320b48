"""Whom a survey asks at one school: personal links, or the open one with its poster."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohorts.models import TeamMembership
from core.csv import csv_response
from core.personal import personal
from core.qr import svg_of
from network.access import standing_of
from network.models import Person
from network.services import activity
from surveys.collection import open_links, services
from surveys.collection.forms import InviteesForm
from surveys.collection.invitees_page import file_rows, invitees_of
from surveys.collection.models import Administration, FrameUnit, OpenLink
from surveys.collection.posters import PAPERS, poster_pdf, posters_of
from surveys.collection.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import StreamingHttpResponse

    from core.http import PageRequest

ONE = {
    "renew": (services.renew_link, "has a new link. The old one leads nowhere."),
    "revoke": (services.revoke, "has no valid link any more."),
    "put-back": (services.put_back, "may use the link again."),
    "again": (services.send_again, "gets the invitation again."),
}


@require_http_methods(["GET", "POST"])
def invitees(request: PageRequest, pk: int, unit_pk: int) -> HttpResponse:
    unit = _unit(request, pk, unit_pk)
    source = request.POST.get("source", "")
    form = InviteesForm(request.POST if request.method == "POST" and not source else None)
    try:
        added = _invite(source, unit, form)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        added = None
    if added is not None:
        messages.success(request, f"{added} more invited at {unit}.")
        return redirect("surveys:invitees", pk=pk, unit_pk=unit_pk)
    link = OpenLink.objects.filter(unit=unit).first()
    address = open_links.short_address_for(link) if link else ""
    context = {
        "administration": unit.administration,
        "unit": unit,
        "form": form,
        "invited": invitees_of(unit),
        "team_size": _team(unit).count(),
        "roster_size": _roster(unit).count(),
        "link": link,
        "address": address,
        "code": svg_of(address) if address else "",
    }
    return render(request, "surveys/invitees.html", context)


@personal
@require_GET
def invitees_csv(request: PageRequest, pk: int, unit_pk: int) -> StreamingHttpResponse:
    unit = _unit(request, pk, unit_pk)
    by = standing_of(request.user).person
    words = f"The invitees of {unit} were downloaded."
    activity.record_export(unit.administration, words, by=by)
    return csv_response(file_rows(unit), f"invitees-{unit.pk}.csv")


@require_POST
def one(request: PageRequest, pk: int, invitation_pk: int) -> HttpResponse:
    """A button beside one address."""
    administration = get_object_or_404(Administration.objects.run_by(request.user), pk=pk)
    personal_ones = administration.invitations.by_address()
    invitation = get_object_or_404(personal_ones, pk=invitation_pk)
    if request.POST.get("go") not in ONE:
        return _unknown(request, invitation.unit)
    service, done = ONE[request.POST["go"]]
    act = partial(service, invitation, by=standing_of(request.user).person)
    return _told(request, invitation.unit, act, f"{invitation.email} {done}")


@require_POST
def link(request: PageRequest, pk: int, unit_pk: int) -> HttpResponse:
    """A button of the school's open link."""
    unit = _unit(request, pk, unit_pk)
    by = standing_of(request.user).person
    go = request.POST.get("go", "")
    known = OpenLink.objects.filter(unit=unit).first()
    act: Callable[[], object]
    if go in ("open", "withdraw"):
        act = partial(services.open_a_link, unit, withdraw=go == "withdraw", by=by)
        return _told(request, unit, act, f"{unit} answers through its open link.")
    if known is not None and go == "revoke":
        act = partial(services.revoke_link, known, by=by)
        return _told(request, unit, act, f"The open link of {unit} is withdrawn.")
    if known is not None and go == "replace":
        act = partial(services.replace_link, known, by=by)
        return _told(request, unit, act, f"{unit} has a new link. Print the poster again.")
    return _unknown(request, unit)


@personal
@require_GET
def posters(request: PageRequest, pk: int, unit_pk: int | None = None) -> HttpResponse:
    """One school's poster, or those of all in one file."""
    administration = get_object_or_404(
        Administration.objects.run_by(request.user).select_related("version"), pk=pk
    )
    links = [one for one in posters_of(administration) if unit_pk in (None, one.unit_id)]
    paper = request.GET.get("paper", "letter")
    if not links or paper not in PAPERS:
        raise Http404
    whose = str(links[0].unit) if unit_pk else "all schools"
    words = f"The poster of {whose} was downloaded."
    activity.record_export(administration, words, by=standing_of(request.user).person)
    made = poster_pdf(administration, links, paper=paper)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="poster-{unit_pk or "all"}.pdf"'
    return response


def _unit(request: PageRequest, pk: int, unit_pk: int) -> FrameUnit:
    mine = Administration.objects.run_by(request.user).select_related("version", "cohort")
    administration = get_object_or_404(mine, pk=pk)
    unit = get_object_or_404(administration.units.filter(children=None), pk=unit_pk)
    unit.administration = administration
    return unit


def _told(
    request: PageRequest, unit: FrameUnit, act: Callable[[], object], done: str
) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("surveys:invitees", pk=unit.administration_id, unit_pk=unit.pk)


def _unknown(request: PageRequest, unit: FrameUnit) -> HttpResponse:
    messages.error(request, "Nothing was changed. Load the page again and choose a button.")
    return redirect("surveys:invitees", pk=unit.administration_id, unit_pk=unit.pk)


def _invite(source: str, unit: FrameUnit, form: InviteesForm) -> int | None:
    """How many are new; None when nothing was asked, or what was typed has to be corrected."""
    administration = unit.administration
    if source == "team":
        return services.invite(administration, unit=unit, people=_team(unit))
    if source == "roster":
        return services.invite(administration, unit=unit, people=_roster(unit))
    if not form.is_valid():
        return None
    addresses = form.cleaned_data["addresses"]
    return services.invite_addresses(administration, unit=unit, addresses=addresses)


def _team(unit: FrameUnit) -> QuerySet[Person]:
    """Members of the school's design teams in the survey's cohort, today."""
    members = TeamMembership.objects.current().filter(
        team__school=unit.organization_id, team__cohort=unit.administration.cohort_id
    )
    return Person.objects.filter(pk__in=members.values("person_id")).exclude(email="")


def _roster(unit: FrameUnit) -> QuerySet[Person]:
    """Everybody known to work at the school."""
    return Person.objects.filter(organization=unit.organization_id).exclude(email="")
