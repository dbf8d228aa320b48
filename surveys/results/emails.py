"""What agreements on rows say by mail, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import mail
from core.templatetags.house import day, long_day
from network.emails import address_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from network.models import Person
    from surveys.results.models import Agreement

ENDS_SOON = "surveys/agreement-ends-soon"
IS_OVER = "surveys/agreement-is-over"


def queue_ends_soon(agreement: Agreement, people: Iterable[Person]) -> int:
    """Tell those who may take rows that this ends; once for each last day. How many were told."""
    return _queue(ENDS_SOON, agreement, people, still_due=f"agreement_in_force:{agreement.pk}")


def queue_is_over(agreement: Agreement, people: Iterable[Person]) -> int:
    """Tell those who answer for it that it is over; once."""
    return _queue(IS_OVER, agreement, people)


def _queue(kind: str, agreement: Agreement, people: Iterable[Person], still_due: str = "") -> int:
    told = 0
    for person in people:
        if not (to := address_of(person)):
            continue
        mail.queue(
            kind,
            to=to,
            context={
                "first_name": person.first_name,
                "title": agreement.title,
                "due": day(agreement.ends_on),
                "last_day": long_day(agreement.ends_on),
                "path": agreement.get_absolute_url(),
            },
            dedupe_key=f"{kind}:{agreement.pk}:{person.pk}:{agreement.ends_on}",
            still_due=still_due,
            person_id=person.pk,
        )
        told += 1
    return told
