"""What applying offers: to-dos, mails with their links and checks, and a place in the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from cohorts import application_links as links
from cohorts.models import Application, InformationRequest
from cohorts.rules import states
from core import clock, mail, offers
from core.offers import Place, ToDo
from network.access import standing_of
from network.roles import SEES_THE_WHOLE_NETWORK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accounts.models import User
    from network.models import Person

AT_MOST = 5
RELATED = ("offering", "school__agency", "district")
_WRITES = "You get this because you write an application."
# Name, what it is for, why it came. Drafts are nobody's but their writers', so staff does not read
# in the outbox what goes to and fro about them.
KINDS = [
    ("application-invitation", "Invitations to write an application", ""),
    ("consent-asked", "Consents asked for", ""),
    ("consent-answered", "Answers to consents", _WRITES),
    ("application-asks", "Colleagues who want to write along", _WRITES),
    ("application-receipt", "Receipts of applications", _WRITES),
    ("application-withdrawn", "Applications withdrawn", _WRITES),
]


def todos_for(user: User) -> Iterable[ToDo]:
    """What somebody who writes an application has to do about it."""
    person = standing_of(user).person
    if person is None:
        return []
    return [*_to_answer(person), *_to_send(user)]


def _to_answer(person: Person) -> Iterator[ToDo]:
    """What was asked for, until its day."""
    asked = InformationRequest.objects.filter(
        answered_at=None,
        due_on__gte=clock.today(),
        application__state=states.INFORMATION,
        application__editors__person=person,
    )
    for one in asked.select_related("application__school", "application__district")[:AT_MOST]:
        yield ToDo(
            f"Send what was asked of {one.application.place}",
            one.application.get_absolute_url(),
            "Open the application",
            "Reviewers wait for it",
            one.due_on,
        )


def _to_send(user: User) -> Iterator[ToDo]:
    """Drafts, while they can be sent."""
    drafts = Application.objects.written_by(user).filter(state=states.DRAFT)
    for one in drafts.select_related(*RELATED, "offering__form")[:AT_MOST]:
        if one.offering.takes_applications:
            yield ToDo(
                f"Finish the application of {one.place}",
                reverse("cohorts:application-check", args=[one.pk]),
                "See what is missing",
                f"For {one.offering}",
                one.offering.apply_until,
            )


def _may_write(user: User) -> bool:
    """Whoever is known and does not look at the whole network; asked on every page, so no query."""
    standing = standing_of(user)
    return standing.person is not None and not standing.holds(*SEES_THE_WHOLE_NETWORK)


def offer_applying() -> None:
    """Called once, by offers.py."""
    for name, title, why in KINDS:
        mail.offer_kind(
            mail.Kind(
                f"cohorts/{name}",
                title,
                why or "You get this because a colleague entered your address.",
                is_private=True,
            )
        )
    mail.offer_filler(links.WRITE_LINK, links.fill_write_link)
    mail.offer_filler(links.CONSENT_LINK, links.fill_consent_link)
    mail.offer_check(links.INVITED, links.is_invited_still)
    mail.offer_check(links.CONSENT_ASKED, links.is_consent_asked)
    offers.offer_todos(todos_for)
    offers.offer_place(
        Place("My applications", "cohorts:my-applications", _may_write, 79, is_in_menu=True)
    )
