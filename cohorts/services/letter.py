"""Writing to the people of several teams at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction

from cohorts.models import Cohort, TeamMembership
from core import mail
from core.words import lines_in
from messaging.models import Message
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cohorts.models import DesignTeam
    from network.models import Person

LETTER = "cohorts/letter"


class Receivers(NamedTuple):
    """Who gets a message, each person once, and who has no address."""

    people: list[Person]
    without_address: list[Person]


def receivers_in(teams: Collection[DesignTeam], *, only_leads: bool) -> Receivers:
    """The people of teams today, by name; somebody in two of them gets one message."""
    places = TeamMembership.objects.current().filter(team__in=teams)
    if only_leads:
        places = places.filter(role=TeamMembership.Role.LEAD)
    ordered = places.select_related("person").order_by("person__last_name", "person__first_name")
    everybody = {place.person_id: place.person for place in ordered}.values()
    return Receivers(
        [person for person in everybody if person.email],
        [person for person in everybody if not person.email],
    )


@transaction.atomic
def write_to(
    cohort: Cohort,
    *,
    teams: Collection[DesignTeam],
    people: Sequence[Person],
    subject: str,
    words: str,
    key: str,
    by: Person,
) -> bool:
    """Put one message for each of these people into the outbox; whether it was new.

    Safe to repeat: with the same `key` nobody gets it twice.
    """
    # A second click waits here, and finds what the first one wrote.
    Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
    sent = f"{LETTER}:{by.pk}:{key}:"
    if not people or Message.objects.filter(dedupe_key__startswith=sent).exists():
        return False
    letters = [
        mail.Letter(
            to=person.email,
            dedupe_key=f"{sent}{person.pk}",
            secrets={},
            person_id=person.pk,
            organization_id=cohort.home_id,
        )
        for person in people
    ]
    context = _context(cohort, subject=subject, words=words, by=by)
    mail.queue_many(LETTER, letters, context=context)
    said = f"{by} wrote to {len(letters)} people of {len(teams)} teams: “{subject}”."
    activity.record(cohort, "wrote", said, by=by)
    return True


def _context(cohort: Cohort, *, subject: str, words: str, by: Person) -> dict[str, Any]:
    """What the template says; every line of the words stays one."""
    return {
        "subject": subject,
        "lines": lines_in(words),
        "cohort": str(cohort),
        "path": cohort.get_absolute_url(),
        "sender": str(by),
        "answer_to": by.email,
    }
