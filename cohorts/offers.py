"""What cohorts offers to lower apps: places in the navigation, to-dos, and its mail's link."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from cohorts import application_offers, links, merging, reaching, review_todos, search
from cohorts.models import Cohort, DesignTeam, Enrollment, TeamInvitation
from cohorts.pages import due
from cohorts.pages.milestone_todos import milestone_todos, todos_of_team
from cohorts.querysets import place_seen
from cohorts.services.letter import LETTER
from cohorts.team_todos import offer_team_todos
from core import clock, mail, offers
from core.offers import Facet, SearchGroup, ToDo
from network.access import standing_of
from network.roles import ESC_STAFF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accounts.models import User

NEARLY_OVER = dt.timedelta(days=5)
LONG_OVER = dt.timedelta(days=14)  # an invitation that nobody sent again by then is forgotten
AT_MOST = 5


def _has_a_role(user: User) -> bool:
    return bool(standing_of(user).grants)


def _is_only_in_a_team(user: User) -> bool:
    standing = standing_of(user)
    if standing.grants or standing.person is None:
        return False
    return standing.person.team_memberships.current().exists()


def todos_of_staff(user: User) -> Iterator[ToDo]:
    """For ESC staff: cohorts without schools, schools without a team."""
    standing = standing_of(user)
    if not standing.holds(*ESC_STAFF):
        return
    mine = Cohort.objects.filter(home__in=standing.places(*ESC_STAFF), ends_on__gte=clock.today())
    for cohort in mine.without_schools()[:AT_MOST]:
        url = reverse("cohorts:enroll", args=[cohort.pk])
        yield ToDo(
            f"Enroll the schools of {cohort}", url, "Enroll", "No school yet", cohort.starts_on
        )
    waiting = Enrollment.objects.staying().without_team().filter(place_seen(user))
    running = waiting.filter(cohort__ends_on__gte=clock.today())
    for place in running.select_related("cohort", "school", "district")[:AT_MOST]:
        url = reverse("cohorts:form-team", args=[place.cohort_id]) + f"?place={place.place.pk}"
        why = f"No design team yet in {place.cohort}"
        yield ToDo(f"Form the team of {place.place}", url, "Form the team", why)


def todos_of_invitations(user: User) -> Iterator[ToDo]:
    """For ESC staff and team leads: invitations whose time runs out unanswered."""
    teams = DesignTeam.objects.led_by(user)
    if standing_of(user).holds(*ESC_STAFF):
        teams = DesignTeam.objects.invited_to_by(user)
    now = clock.now()
    unanswered = TeamInvitation.objects.filter(
        team__in=teams,
        accepted_at=None,
        revoked_at=None,
        expires_at__range=(now - LONG_OVER, now + NEARLY_OVER),
    )
    for invitation in unanswered.select_related("team").order_by("expires_at")[:AT_MOST]:
        yield ToDo(
            f"Ask {invitation.name} again",
            reverse("cohorts:team-people", args=[invitation.team_id]),
            "See the invitation",
            f"Invited to the {invitation.team}, no answer yet",
            timezone.localdate(invitation.expires_at),
        )


def todos_for(user: User) -> Iterable[ToDo]:
    """Everything that cohorts would put on somebody's day."""
    return [*todos_of_staff(user), *todos_of_invitations(user)]


mail.offer_kind(
    mail.Kind(
        "cohorts/team-invitation",
        "Invitations to design teams",
        "You get this because you were invited to a design team.",
        may_wait=True,
    )
)
mail.offer_kind(
    mail.Kind(
        LETTER,
        "Words to design teams",
        "You get this because you are in a design team.",
        may_wait=True,
    )
)
mail.offer_filler("team_invitation_link", links.fill_link)
mail.offer_check("team_invitation", links.is_still_due)
offers.offer_place(offers.Place("Cohorts", "cohorts:list", _has_a_role, order=20))
offers.offer_place(offers.Place("My team", "cohorts:my-team", _is_only_in_a_team, order=20))
offers.offer_panel("person", offers.Panel("Teams", "cohorts:of-person"))
offers.offer_panel("organization", offers.Panel("Cohorts and teams", "cohorts:of-organization"))
offers.offer_todos(todos_for)
offers.offer_todos(milestone_todos)
offers.offer_todos(due.todos_for)
offer_team_todos(due.charter_todos)
offer_team_todos(todos_of_team)
merging.offer_rules()
application_offers.offer_applying()
review_todos.offer_reviewing()
reaching.offer_rules()
offers.offer_facet("directory", Facet("pathway", "Pathway", search.pathways, search.in_pathway))
offers.offer_facet("directory", Facet("cohort", "Cohort", search.cohorts, search.in_cohort))
offers.offer_search(SearchGroup("Cohorts", search.find_cohorts, 30))
offers.offer_search(SearchGroup("Teams", search.find_teams, 40))
offers.offer_search(SearchGroup("Applications", search.find_applications, 45))
