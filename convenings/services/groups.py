"""Groups in the room: formed from what teams chose in their pre-work, then changed by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from django.db import transaction

from cohorts.models import DesignTeam, TeamMembership
from convenings.models import BreakoutGroup, PartAnswer, PartOption, PreWorkPart, Session
from convenings.rules.groups import groups_from
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db import models

    from network.models import Person


class NothingChosen(Exception):
    """No team of the session has chosen anything yet."""


@transaction.atomic
def form_groups(session: Session, *, by: Person | None) -> list[BreakoutGroup]:
    """One group per choice, as even as the choices allow; what was there before is replaced.

    Raises NothingChosen.
    """
    session = Session.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)
    teams = set(teams_of(session).values_list("pk", flat=True))
    wishes = {pk: picks for pk, picks in choices_of(session).items() if pk in teams}
    formed = groups_from(wishes)
    if not formed:
        raise NothingChosen(f"No team of {session.region} has finished its choices yet.")
    titles = dict(PartOption.objects.filter(pk__in=formed).values_list("pk", "title"))
    rows = [(titles[option], members) for option, members in formed.items()]
    activity.record(session.convening, "changed", f"Groups were formed for {session}.", by=by)
    return _write(session, rows)


@transaction.atomic
def arrange_groups(
    session: Session, *, titles: Sequence[str], places: Mapping[int, int], by: Person | None
) -> list[BreakoutGroup]:
    """Write the groups as they were arranged by hand; `places` holds the place by team.

    A title without teams and without words is dropped.
    """
    session = Session.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for team, place in places.items():
        members[place].append(team)
    rows = [(title, members[place]) for place, title in enumerate(titles) if title]
    activity.record(session.convening, "changed", f"Groups of {session} were changed.", by=by)
    return _write(session, rows)


def choices_of(session: Session) -> dict[int, list[int]]:
    """What each team of the cohort that is ready chose from the first list of the pre-work."""
    lists = PreWorkPart.objects.filter(
        prework__convening=session.convening_id, kind=PreWorkPart.Kind.CHOOSE
    )
    part = lists.prefetch_related("options").first()
    if part is None:
        return {}
    offered = [option.pk for option in part.options.all()]
    answers = PartAnswer.objects.filter(part=part, submission__is_done=True)
    chosen: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for team, picks in answers.values_list("submission__team", "picks"):
        chosen[team].update(pick for pick in picks if pick in offered)
    return {team: sorted(counts, key=offered.index) for team, counts in chosen.items()}


def teams_of(session: Session) -> models.QuerySet[DesignTeam]:
    """Teams of the cohort with somebody registered for this session; all where there is but one."""
    teams = DesignTeam.objects.filter(cohort=session.convening.cohort_id)
    others = session.convening.sessions.filter(is_cancelled=False).exclude(pk=session.pk)
    if not others.exists():
        return teams
    coming = session.registrations.taking().values("person")
    here = teams.filter(memberships__in=TeamMembership.objects.current().filter(person__in=coming))
    return teams.filter(pk__in=here.values("pk"))


def _write(session: Session, rows: Sequence[tuple[str, Sequence[int]]]) -> list[BreakoutGroup]:
    session.breakouts.all().delete()
    groups = []
    for position, (title, teams) in enumerate(rows, start=1):
        group = session.breakouts.create(position=position, title=title)
        group.teams.set(teams)
        groups.append(group)
    return groups
