"""Who is invited at one school, and how it stands with their links.

SECURITY: in anonymous surveys nothing here depends on who has answered (disclosure.md 7).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from messaging.models import Message
from surveys.collection import emails
from surveys.collection.models import Administration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.collection.models import FrameUnit, Invitation

STATE = Message.State
MAILS = {
    STATE.DRAFT: "mail waits",
    STATE.QUEUED: "mail waits",
    STATE.SENDING: "mail is on its way",
    STATE.SENT: "mail sent",
    STATE.FAILED: "mail came back",
    STATE.CANCELLED: "mail stopped",
}


@dataclass(frozen=True, slots=True)
class Invitee:
    """One person with a personal link."""

    invitation: Invitation
    mail: str
    trouble: str
    answered: str  # empty in anonymous surveys

    @property
    def has_trouble(self) -> bool:
        """Whether the mail did not reach them."""
        return bool(self.trouble)


def invitees_of(unit: FrameUnit) -> list[Invitee]:
    """By address, in two queries; who began at an open link is nobody's."""
    invited = list(unit.invitations.by_address().order_by("email"))
    mails = _newest_mails(invited)
    tells = unit.administration.mode != Administration.Mode.ANONYMOUS
    rows = []
    for invitation in invited:
        message = mails.get(invitation.pk)
        words = MAILS[STATE(message.state)] if message else "no mail yet"
        trouble = message.trouble if message and message.state == STATE.FAILED else ""
        answered = ("answered" if invitation.is_completed else "not yet") if tells else ""
        rows.append(Invitee(invitation, words, trouble, answered))
    return rows


def file_rows(unit: FrameUnit) -> Iterator[list[object]]:
    """The same as a file."""
    tells = unit.administration.mode != Administration.Mode.ANONYMOUS
    yield ["address", "school", "link", "mail", *(["answered"] if tells else [])]
    for row in invitees_of(unit):
        link = "withdrawn" if row.invitation.is_revoked else "valid"
        told = [row.answered] if tells else []
        yield [row.invitation.email, unit.name, link, row.mail, *told]


def _newest_mails(invited: list[Invitation]) -> dict[int, Message]:
    """The last invitation mail of each; a resent one has a longer key."""
    people = {one.email.lower() for one in invited}
    messages = Message.objects.filter(kind=emails.INVITATION, to__in=people).order_by("pk")
    wanted = {one.pk for one in invited}
    newest = {}
    for message in messages.only("dedupe_key", "state", "trouble", "kind"):
        pk = int(message.dedupe_key.split(":")[1])
        if pk in wanted:
            newest[pk] = message
    return newest
