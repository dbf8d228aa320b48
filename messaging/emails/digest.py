"""One message that tells what several would have told, in its person's day or week."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings

from core import clock, mail, offers
from messaging.emails.words import LINK_LINE, PLACEHOLDER, words_of
from messaging.models import Message, Wishes
from messaging.models.message import DIGEST
from network.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from messaging.emails.words import Words

AT_MOST = 3
# SECURITY: a survey to answer that is among them tells that it is not answered. So they are put in
# when the digest goes and stored nowhere, and their place is there also when there are none.
NEXT_THINGS, NEXT_THINGS_FILLER = "next.things", "next_things"


class Line(NamedTuple):
    """What a carried message has to say, and its link."""

    words: str
    link: str


class NothingLeft(Exception):
    """Everything a digest would tell has been done, or withdrawn."""


def still_told(carried: Iterable[Message]) -> list[Message]:
    """Those of them that are still worth telling, asked now."""
    return [one for one in carried if one.is_open and mail.is_still_due(one.still_due)]


def digest_words(person: Person, messages: Iterable[Message]) -> tuple[Words, dict[str, list[str]]]:
    """Subject and body, and the secrets of all links in it. The body holds only their places."""
    in_order = sorted(messages, key=_kind_then_due)
    groups = [
        {"title": title, "lines": [_line(one) for one in ones]}
        for title, ones in groupby(in_order, key=_title)
    ]
    secrets = {
        f"{one.pk}.{name}": secret for one in in_order for name, secret in one.secrets.items()
    }
    is_weekly = any(one.waits_for == Message.Waits.WEEKLY for one in in_order)
    context: dict[str, Any] = {
        "tag": "Your week" if is_weekly else "Your day",
        "counts": _counts(in_order),
        "groups": groups,
    }
    if is_weekly and _wants_next_things(person):
        secrets[NEXT_THINGS] = [NEXT_THINGS_FILLER, str(person.pk)]
        context["next_things"] = f"[[{NEXT_THINGS}]]"
    return words_of(DIGEST, context), secrets


def compose_again(digest: Message) -> None:
    """Write a digest anew from what is still due, just before it goes.

    Raises NothingLeft when nothing is. Only the words of this moment change, no row.
    """
    carried = list(digest.carried.order_by("pk"))
    told = still_told(carried)
    if not told or digest.person is None:
        raise NothingLeft("Nothing in it was still due.")
    words, digest.secrets = digest_words(digest.person, told)
    digest.subject, digest.body = words.subject, words.body
    digest.told = tuple(one.pk for one in told)


def next_things_of(key: str) -> str:
    """The mail port's filler: the first to-dos of the day of the person with this id."""
    user = Person.objects.select_related("user").get(pk=int(key)).user
    todos = offers.todos_for(user)[:AT_MOST] if user is not None and user.is_active else []
    lines = [f"{' '.join(todo.title.split())}\n{settings.SITE_URL}{todo.url}" for todo in todos]
    return "\n- ".join(lines) or "Nothing is waiting for you."


def _wants_next_things(person: Person) -> bool:
    return Wishes.objects.filter(person=person, wants_next_things=True).exists()


def _line(message: Message) -> Line:
    link = next((line for line in map(str.strip, message.body.splitlines()) if _is_link(line)), "")
    return Line(message.subject, PLACEHOLDER.sub(f"[[{message.pk}.{link[2:]}", link))


def _is_link(line: str) -> bool:
    return LINK_LINE.fullmatch(line) is not None


def _counts(messages: list[Message]) -> str:
    """In words: "1 overdue, 2 due, 3 to know"; what has no date is only to know."""
    now = clock.now()
    dated = [one.due_at for one in messages if one.due_at]
    overdue = sum(due < now for due in dated)
    counts = {
        "overdue": overdue,
        "due": len(dated) - overdue,
        "to know": len(messages) - len(dated),
    }
    return ", ".join(f"{number} {words}" for words, number in counts.items() if number)


def _kind_then_due(message: Message) -> tuple[str, float, int]:
    due = message.due_at.timestamp() if message.due_at else float("inf")
    return (_title(message), due, message.pk)


def _title(message: Message) -> str:
    return message.kind_title
