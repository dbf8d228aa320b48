"""What an accepted application becomes, at once and only once: a place, a team, invitations."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from accounts.models import User
from accounts.services import confirmed
from cohorts.models import TeamMembership
from cohorts.rules import states
from cohorts.services import decision_mail
from cohorts.services.application import move
from cohorts.services.cohort import enroll
from cohorts.services.invitation import AlreadyMember, invite_member
from cohorts.services.team import form_team
from core import clock
from network.models import Organization, Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cohorts.models import Application, Cohort, ProposedMember
    from network.models import District, School


class PlaceClosed(Exception):
    """The school or district has closed, or was merged into another."""


class Invited(NamedTuple):
    """Whom an accepted application invites, the lead first, and what to know about them."""

    people: list[ProposedMember]
    remarks: list[str]


def refuse_closed(place: School | District) -> None:
    """Raise PlaceClosed for a place that works no more."""
    if not Organization.objects.open().filter(pk=place.pk).exists():
        status = place.get_status_display().lower()
        raise PlaceClosed(
            f"{place} is {status} in the directory. Decline the application, or mend the directory."
        )


def team_name(place: School | District) -> str:
    """How the team is called until somebody calls it otherwise."""
    return f"{place} design team"[:120]


def join_cohort(
    application: Application, *, cohort: Cohort, letter: str, note: str, by: Person | None
) -> Application:
    """Give an application its place, its team and its invitations. The cohort must be locked.

    Raises PlaceClosed, CohortFull, or NotPossible.
    """
    refuse_closed(application.place)
    # First: a place that was held for it is then free for it.
    application = move(
        application,
        to=states.ACCEPTED,
        by=by,
        note=note,
        cohort=cohort,
        letter=letter,
        decided_at=clock.now(),
        decided_by=application.decided_by or by,
    )
    place = application.place
    enroll(cohort, place=place, by=by, application=application)
    team = form_team(cohort, place=place, name=team_name(place), by=by)
    for number, member in enumerate(who_is_invited(application).people):
        role = TeamMembership.Role.LEAD if number == 0 else TeamMembership.Role.MEMBER
        try:
            invite_member(
                team,
                email=member.email,
                first_name=member.first_name,
                last_name=member.last_name,
                role=role,
                job=member.job,
                position=member.position,
                by=application.decided_by,
            )
        except AlreadyMember:  # the team is of a former time, and this one never left it
            continue
    decision_mail.accepted(application, team)
    return application


def who_is_invited(application: Application) -> Invited:
    """One invitation for each human being; the first on the list leads where nobody else is named.

    Two addresses of one person, as accounts and merges know them, are one invitation to the first.
    """
    proposed = list(application.proposed.standing().order_by("-is_lead", "pk"))
    people: list[ProposedMember] = []
    remarks: list[str] = []
    seen: dict[int, ProposedMember] = {}
    names: dict[str, ProposedMember] = {}
    for member in proposed:
        known = person_behind(member.email)
        first = seen.get(known.pk) if known else None
        if first is not None:
            remarks.append(
                f"{member} stands on the list twice, as {first.email} and {member.email}: "
                f"one invitation goes to {first.email}."
            )
            continue
        if known:
            seen[known.pk] = member
            remarks += _elsewhere(member, known, application)
        if same := names.get(str(member).lower()):
            remarks.append(
                f"Two people are called {member}, {same.email} and {member.email}. Ask whether "
                "they are one; each gets an invitation."
            )
        names[str(member).lower()] = member
        people.append(member)
    if people and not people[0].is_lead:
        remarks.append(f"Nobody was named to lead the team: {people[0]} does, being first.")
    return Invited(people, remarks)


def person_behind(email: str) -> Person | None:
    """Whose address this is, among people's own and those that accounts have confirmed."""
    address = email.strip().lower()
    if known := Person.objects.by_email(address):
        return known
    users = User.objects.filter(emailaddress__in=confirmed().filter(email__iexact=address))
    return Person.objects.known().filter(user__in=users).first()


def _elsewhere(member: ProposedMember, person: Person, application: Application) -> Sequence[str]:
    teams = TeamMembership.objects.current().filter(person=person).select_related("team__cohort")
    return [
        f"{member} is in the {one.team} of {one.team.cohort} too, and stays in it." for one in teams
    ]
