"""The page of one person, and what may be changed about people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from core import offers
from core.shortcuts import id_in
from network.access import standing_of
from network.forms.people import OwnContactForm, PersonForm
from network.models import Activity, Organization, Person, RoleGrant, RoleInvitation
from network.querysets.person import adds_people
from network.services import activity, people

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from core.http import PageRequest

LINES_OF_ACTIVITY = 12


@require_GET
def person(request: PageRequest, pk: int) -> HttpResponse:
    visible = Person.objects.visible_to(request.user)
    if kept := visible.filter(merged_from=pk).first():
        return redirect(kept)  # of two records that were one person
    found = get_object_or_404(visible.select_related("organization", "user"), pk=pk)
    viewer = standing_of(request.user).person
    if viewer != found:
        activity.record_view(found, f"The page of {found} was opened.", by=viewer)
    changes = Activity.objects.filter(kind=Activity.Kind.CHANGE)
    context = {
        "person": found,
        "is_own": viewer == found,
        "may_view_as": Person.objects.viewable_by(request.user).filter(pk=found.pk).exists(),
        "may_edit": viewer == found or _may_edit(request, found),
        "may_merge": Person.objects.merged_by(request.user).filter(pk=found.pk).exists(),
        "may_give": viewer != found and bool(standing_of(request.user).gives()),
        "roles": _roles(found),
        "run": set(found.grants.run_by(request.user).values_list("pk", flat=True)),
        "invitations": _invitations(request, found),
        "supports": found.support_assignments.select_related("organization"),
        "openable": _organizations_open_to(request, found),
        "panels": offers.panels_on("person"),
        "activity": changes.on_page_of(found, request.user, lines=LINES_OF_ACTIVITY),
    }
    return render(request, "network/person.html", context)


@require_http_methods(["GET", "POST"])
def person_edit(request: PageRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    me = standing_of(request.user).person
    is_whole = _may_edit(request, found)
    if not is_whole and found != me:
        raise Http404
    form_class = PersonForm if is_whole else OwnContactForm
    form = form_class(request.POST or None, user=request.user, person=found)
    context: dict[str, Any] = {"person": found, "form": form}
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            changed = people.edit_person(found, values=form.values, by=me, version=version)
        except people.ChangedMeanwhile as faster:
            form.with_version(people.version_of(found)).add_error(None, str(faster))
        except people.AddressTaken as taken:
            form.add_error("email", str(taken))
            context["owner"] = _if_visible(request, taken.person)
        else:
            messages.success(request, f"{changed} saved.")
            return redirect(changed)
    return render(request, "network/person_edit.html", context)


@require_http_methods(["GET", "POST"])
def person_new(request: PageRequest) -> HttpResponse:
    if not adds_people(request.user):
        raise Http404
    asked = id_in(request.GET.get("organization", ""))
    places = Organization.objects.contacts_edited_by(request.user)
    place = places.filter(pk=asked).first() if asked is not None else None
    form = PersonForm(request.POST or None, user=request.user, initial={"organization": place})
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            added = people.add_person(values=form.values, by=standing_of(request.user).person)
        except people.AddressTaken as taken:
            form.add_error("email", str(taken))
            context["owner"] = _if_visible(request, taken.person)
        else:
            messages.success(request, f"{added} is added.")
            return redirect(added)
    return render(request, "network/person_edit.html", context)


def _may_edit(request: PageRequest, person: Person) -> bool:
    return Person.objects.edited_by(request.user).filter(pk=person.pk).exists()


def _if_visible(request: PageRequest, person: Person) -> Person | None:
    return Person.objects.visible_to(request.user).filter(pk=person.pk).first()


def _roles(person: Person) -> dict[str, list[RoleGrant]]:
    """The roles of today, those that begin later, and those that are over, newest first."""
    grants = person.grants.select_related("organization", "granted_by").order_by("-starts_on")
    sorted_by_time: dict[str, list[RoleGrant]] = {"now": [], "coming": [], "past": []}
    for grant in grants:
        when = "past" if grant.is_over else "coming" if grant.is_coming else "now"
        sorted_by_time[when].append(grant)
    return sorted_by_time


def _organizations_open_to(request: PageRequest, person: Person) -> set[int]:
    """Of the organizations named on the page, those that whoever looks may open too."""
    named = Q(pk=person.organization_id) | Q(grants__person=person)
    named |= Q(support_assignments__specialist=person)
    visible = Organization.objects.visible_to(request.user).filter(named)
    return set(visible.values_list("pk", flat=True))


def _invitations(request: PageRequest, person: Person) -> QuerySet[RoleInvitation]:
    """What this person was invited to and has not answered, for those who may take it back."""
    mine = RoleInvitation.objects.run_by(request.user).waiting().select_related("organization")
    return mine.filter(email__iexact=person.email) if person.email else mine.none()
