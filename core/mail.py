"""The port every app mails through. `messaging` registers itself as the one that answers.

No mail is sent inside a request: `queue` writes a row, a worker sends it. Secrets (links, codes)
are named by a *filler* and put in when the message is sent, so that no stored body holds one.
Files are named by a *maker* and made at the same moment, so that they tell what is true then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True)
class Secret:
    """A value made at sending time: `filler` is a registered name, `key` what it is made from."""

    filler: str
    key: str


@dataclass(frozen=True)
class File:
    """A text that goes along with a message.

    `beside` is the type under which it stands beside the words too, for programs that look there.
    """

    name: str
    text: str
    mime_type: str
    beside: str = ""


@dataclass(frozen=True)
class Kind:
    """What a message is for; `name` is "<app>/<template>".

    `title` is read on the preferences page; `why` is the sentence under each message that says why
    it came. Optional kinds may be switched off and carry one-click unsubscribe (RFC 8058); kinds
    that may wait can be gathered into a daily or weekly digest. A private kind is seen in the
    outbox by state administrators alone, whatever organization it is about; an unlisted one by
    nobody, since getting it tells something about somebody.
    """

    name: str
    title: str
    why: str
    is_optional: bool = False
    may_wait: bool = False
    is_private: bool = False
    is_unlisted: bool = False


@dataclass(frozen=True)
class Letter:
    """One of the messages with the same words; as the arguments of `queue`."""

    to: str
    dedupe_key: str
    secrets: Mapping[str, Secret]
    still_due: str = ""
    person_id: int | None = None
    organization_id: int | None = None
    attachment: str = ""


class PostOffice(Protocol):
    """What messaging promises."""

    def queue(
        self,
        kind: str,
        letters: Sequence[Letter],
        *,
        context: Mapping[str, Any],
        send_after: dt.datetime | None,
        due_at: dt.datetime | None,
    ) -> None: ...

    def send_now(self, kind: str, *, to: str, context: Mapping[str, Any]) -> None: ...


_offices: list[PostOffice] = []
_fillers: dict[str, Callable[[str], str]] = {}
_checks: dict[str, Callable[[str], bool]] = {}
_makers: dict[str, Callable[[str], File | None]] = {}
_kinds: dict[str, Kind] = {}


def register(office: PostOffice) -> None:
    """Called once, by messaging."""
    _offices[:] = [office]


def queue(
    kind: str,
    *,
    to: str,
    context: Mapping[str, Any],
    dedupe_key: str,
    secrets: Mapping[str, Secret] | None = None,
    send_after: dt.datetime | None = None,
    still_due: str = "",
    person_id: int | None = None,
    organization_id: int | None = None,
    due_at: dt.datetime | None = None,
    attachment: str = "",
) -> None:
    """Write one message to the outbox; a second call with the same `dedupe_key` does nothing.

    `kind` names the template `<app>/emails/<name>.txt` as "<app>/<name>". `still_due` is
    "check:key" of a check registered with `offer_check`: false at sending time cancels the message.
    `person_id` is who gets it, where that is known: preferences and quiet hours are theirs.
    `organization_id` says whose staff see it in their outbox; without it, the person's own.
    After `due_at` it is too late: neither a digest nor quiet hours hold a message longer.
    `attachment` is "maker:key" of a maker registered with `offer_attachment`.
    """
    letter = Letter(
        to, dedupe_key, secrets or {}, still_due, person_id, organization_id, attachment
    )
    queue_many(kind, [letter], context=context, send_after=send_after, due_at=due_at)


def queue_many(
    kind: str,
    letters: Sequence[Letter],
    *,
    context: Mapping[str, Any],
    send_after: dt.datetime | None = None,
    due_at: dt.datetime | None = None,
) -> None:
    """As `queue`, for many people at once: the words are made once, the rows written together."""
    _offices[0].queue(kind, letters, context=context, send_after=send_after, due_at=due_at)


def send_now(kind: str, *, to: str, context: Mapping[str, Any]) -> None:
    """Send at once, for sign-in codes; the row kept says that it was sent, never what."""
    _offices[0].send_now(kind, to=to, context=context)


def offer_filler(name: str, filler: Callable[[str], str]) -> None:
    """Register how a secret of this name is made from its key."""
    _fillers[name] = filler


def fill(secret: Secret) -> str:
    """The secret itself; only the sender calls this."""
    return _fillers[secret.filler](secret.key)


def offer_check(name: str, check: Callable[[str], bool]) -> None:
    """Register whether a waiting message of this name is still due, given its key."""
    _checks[name] = check


def offer_attachment(name: str, maker: Callable[[str], File | None]) -> None:
    """Register how the file of this name is made from its key; None when none goes along."""
    _makers[name] = maker


def attached(name_and_key: str) -> File | None:
    """The file of a message, made now; only the sender calls this."""
    if not name_and_key:
        return None
    name, _, key = name_and_key.partition(":")
    return _makers[name](key)


def offer_kind(kind: Kind) -> None:
    """Register a kind of message, so that people can say how they want it."""
    _kinds[kind.name] = kind


def kind_named(name: str) -> Kind | None:
    """The registered kind, None when nobody registered it: such a message always goes at once."""
    return _kinds.get(name)


def kinds() -> list[Kind]:
    """Every registered kind, by name."""
    return [_kinds[name] for name in sorted(_kinds)]


def unlisted_kinds() -> list[str]:
    """The kinds that no page lists."""
    return [kind.name for kind in kinds() if kind.is_unlisted]


def private_kinds() -> list[str]:
    """The kinds that only state administrators see, if anybody does."""
    return [kind.name for kind in kinds() if kind.is_private or kind.is_unlisted]


def is_still_due(name_and_key: str) -> bool:
    """True when the message names no check or its check agrees."""
    if not name_and_key:
        return True
    name, _, key = name_and_key.partition(":")
    return _checks[name](key)
