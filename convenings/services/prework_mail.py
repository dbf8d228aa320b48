"""Telling teams that pre-work is open, and reminding those whose answers are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse

from cohorts.models import TeamMembership
from convenings.models import PreWork, PreWorkSubmission
from convenings.rules.prework import REMINDED_BEFORE
from core import clock, mail
from core.templatetags.house import long_day
from messaging.models import Message
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from network.models import Person

OPENED, REMINDER = "convenings/prework-opened", "convenings/prework-reminder"
CHECK = "prework-missing"


@transaction.atomic
def tell_that_open(prework: PreWork) -> int:
    """Tell everybody on a team that it is open, once; how many were told.

    The caller holds the row. From then on it stays open, whatever happens to the dates.
    """
    if prework.announced_at is not None:
        return 0
    people = list(_missing(prework))
    _send(OPENED, prework, people, "opened")
    prework.announced_at = clock.now()
    prework.save(update_fields=["announced_at"])
    words = f"The pre-work was opened and {len(people)} people were told."
    activity.record(prework.convening, "opened", words, by=None)
    return len(people)


@transaction.atomic
def remind_missing(prework: PreWork, *, by: Person | None) -> int:
    """Write to those whose answers are missing, nobody twice a day; how many were written to.

    `by` None is the clock, which reminds once.
    """
    PreWork.objects.select_for_update(of=("self",)).get(pk=prework.pk)
    if not prework.is_open:
        return 0
    occasion = "week-before" if by is None else f"{clock.today()}"
    keys = {_key(REMINDER, prework, one, occasion): one for one in _missing(prework)}
    told = Message.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True)
    people = [one for key, one in keys.items() if key not in set(told)]
    if people:
        _send(REMINDER, prework, people, occasion)
        words = f"{len(people)} people were reminded of the pre-work."
        activity.record(prework.convening, "reminded", words, by=by)
    return len(people)


def is_reminder_due(prework: PreWork) -> bool:
    """Whether the one reminder that goes by itself is due: a week before the answers are."""
    due = prework.due
    return prework.is_open and due is not None and clock.now() >= due - REMINDED_BEFORE


def is_still_missing(key: str) -> bool:
    """Whether a waiting message is still wanted: not done, on the team, and still to come."""
    prework_pk, person_pk = (int(part) for part in key.split("-"))
    prework = PreWork.objects.with_dates().filter(pk=prework_pk).first()
    if prework is None or not prework.is_open:
        return False
    return any(membership.person_id == person_pk for membership in _missing(prework))


def _missing(prework: PreWork) -> Iterable[TeamMembership]:
    """One membership of each person whose answer, or whose team's answer, is not done."""
    done = set(
        PreWorkSubmission.objects.filter(prework=prework, is_done=True).values_list(
            "team", "person"
        )
    )
    by_team = prework.answered_by == PreWork.AnsweredBy.TEAM
    members = TeamMembership.objects.current().filter(team__cohort=prework.convening.cohort_id)
    seen: set[int] = set()
    for one in members.select_related("person", "team").order_by("team__name", "pk"):
        answer = (one.team_id, None if by_team else one.person_id)
        if answer in done or one.person_id in seen or not one.person.email:
            continue
        seen.add(one.person_id)
        yield one


def _send(kind: str, prework: PreWork, members: Iterable[TeamMembership], occasion: str) -> None:
    for one in members:
        mail.queue(
            kind,
            to=one.person.email,
            context=_facts(prework, one),
            dedupe_key=_key(kind, prework, one, occasion),
            still_due=f"{CHECK}:{prework.pk}-{one.person_id}",
            person_id=one.person_id,
            organization_id=prework.convening.cohort.home_id,
            due_at=prework.due,
        )


def _key(kind: str, prework: PreWork, one: TeamMembership, occasion: str) -> str:
    return f"{kind}:{prework.pk}:{one.person_id}:{occasion}"


def _facts(prework: PreWork, member: TeamMembership) -> dict[str, Any]:
    return {
        "first_name": member.person.first_name,
        "team": str(member.team),
        "by_team": prework.answered_by == PreWork.AnsweredBy.TEAM,
        "convening": str(prework.convening),
        "title": prework.title,
        "least": prework.least_minutes,
        "most": prework.most_minutes,
        "due": long_day(prework.due),
        "asks_slide": prework.asks_slide,
        "path": reverse("convenings:prework-answer", args=[prework.convening_id, member.team_id]),
    }
