"""One link for a whole school instead of personal ones: opening, withdrawing, replacing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from core.nonce import new_nonce
from network.services import activity
from surveys.collection.models import Administration, FrameUnit, OpenLink
from surveys.collection.refusals import NotOpen, OnlyAnonymous, OnlyInSchools, PersonalLinksThere
from surveys.collection.services.administrations import hold

if TYPE_CHECKING:
    from network.models import Person


@transaction.atomic
def open_a_link(unit: FrameUnit, *, withdraw: bool = False, by: Person | None) -> OpenLink:
    """The school's open link; a second call changes nothing, a withdrawn one works again.

    `withdraw` takes back personal invitations that have not gone yet. Raises OnlyAnonymous,
    OnlyInSchools, NotOpen, or PersonalLinksThere: once links have gone out, who had one cannot be
    told from who had none, so it would depend on who answered.
    """
    administration = _hold_unit(unit)
    if administration.mode != Administration.Mode.ANONYMOUS:
        raise OnlyAnonymous("Only an anonymous survey can have open links.")
    if unit.kind != FrameUnit.Kind.SCHOOL or unit.children.exists():
        raise OnlyInSchools("An open link belongs to one school.")
    known = OpenLink.objects.filter(unit=unit).first()
    if known is not None:
        return _turn(known, is_revoked=False, by=by) if known.is_revoked else known
    _free_of_personal(administration, unit, withdraw=withdraw)
    link = OpenLink.objects.create(unit=unit, is_revoked=False)
    words = f"{unit} answers through an open link."
    activity.record(administration, "opened link", words, by=by)
    return link


@transaction.atomic
def revoke_link(link: OpenLink, *, by: Person | None) -> None:
    """Nobody can begin any more; who has begun may finish. Before opening the link is gone.

    A second call changes nothing.
    """
    administration = _hold_unit(link.unit)
    held = OpenLink.objects.filter(pk=link.pk).first()
    if held is None or held.is_revoked:
        return
    if administration.is_draft:
        held.delete()
        words = f"{link.unit} answers through personal links again."
        activity.record(administration, "revoked link", words, by=by)
    else:
        _turn(held, is_revoked=True, by=by)


@transaction.atomic
def replace_link(link: OpenLink, *, by: Person | None) -> OpenLink:
    """A new link for the school; posters with the old one lead nowhere from now on."""
    administration = _hold_unit(link.unit)
    held = OpenLink.objects.select_for_update().get(pk=link.pk)
    held.nonce = new_nonce()
    held.is_revoked = False
    held.save(update_fields=["nonce", "is_revoked"])
    words = f"The open link of {link.unit} was replaced."
    activity.record(administration, "replaced link", words, by=by)
    return held


def _hold_unit(unit: FrameUnit) -> Administration:
    """The unit's survey, locked; raises NotOpen after close."""
    administration = hold(unit.administration)
    if not (administration.is_draft or administration.is_open):
        raise NotOpen("This survey has closed; its links no longer matter.")
    return administration


def _free_of_personal(administration: Administration, unit: FrameUnit, *, withdraw: bool) -> None:
    personal = unit.invitations.by_address()
    if administration.is_open:
        if personal.exists():
            raise PersonalLinksThere(
                f"People at {unit} got personal links. A school has one or the other."
            )
        return
    waiting = personal.filter(is_revoked=False)
    if withdraw:
        waiting.update(is_revoked=True)
    elif how_many := waiting.count():
        people = "1 person is" if how_many == 1 else f"{how_many} people are"
        raise PersonalLinksThere(
            f"{people} invited personally at {unit}. Take these invitations back first: "
            "a school has one or the other."
        )


def _turn(link: OpenLink, *, is_revoked: bool, by: Person | None) -> OpenLink:
    link.is_revoked = is_revoked
    link.save(update_fields=["is_revoked"])
    verb, words = (
        ("revoked link", "was withdrawn") if is_revoked else ("opened link", "works again")
    )
    about = link.unit.administration
    activity.record(about, verb, f"The open link of {link.unit} {words}.", by=by)
    return link
