"""Why two records cannot be merged, or a merge not undone: in words, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import clock
from core.merging import CannotMerge
from network.access import standing_of
from network.models import Organization, Person
from network.models.merge import UNDO_WITHIN
from network.roles import Role

if TYPE_CHECKING:
    from network.models import Merge
    from network.services.merge_facts import Side


class SameRecord(CannotMerge):
    """A record cannot be merged with itself."""


class AlreadyMerged(CannotMerge):
    """One of the two became an alias meanwhile."""


class OwnRecord(CannotMerge):
    """Nobody merges their own record: it could raise their own rights."""


class OutOfReach(CannotMerge):
    """One of the two holds rights that this person could not grant."""


class DifferentKinds(CannotMerge):
    """A district cannot become a school."""


class AccountNotChosen(CannotMerge):
    """Both sign in, and nobody said with which account from now on."""


class CannotUndo(CannotMerge):
    """A merge cannot be undone, or not yet."""


def refuse_pair(kept: Person | Organization, gone: Person | Organization) -> None:
    """Refuse what can never be one."""
    if kept.pk == gone.pk:
        raise SameRecord("This is one record. Choose another one to merge it with.")
    for one in (kept, gone):
        if one.merged_into_id is not None:
            raise AlreadyMerged(f"{one} was merged meanwhile. Open the record that goes on.")


def refuse_kinds(kept: Organization, gone: Organization) -> None:
    """Refuse organizations of two kinds."""
    if kept.kind != gone.kind:
        one, other = kept.get_kind_display(), gone.get_kind_display()
        raise DifferentKinds(f"Only two of a kind can be merged, not {one} and {other}.")


def refuse_editors(by: Person | None) -> None:
    """Organizations are merged by those who may edit them wholly. None is the system."""
    if by is not None and not (by.user and standing_of(by.user).holds(Role.STATE_ADMIN)):
        raise OutOfReach("Only a state administrator can merge organizations.")


def refuse_reach(*people: Person, by: Person | None) -> None:
    """Nobody merges themselves, nor somebody whose rights they could not give. None: the system.

    An alias has no rights of its own any more; those of the record that goes on are looked at.
    """
    if by is None:
        return
    if by in people:
        raise OwnRecord("Nobody can merge their own record. Ask another administrator.")
    user = by.user
    for one in people:
        in_reach = Person.objects.merged_by(user) if user else Person.objects.none()
        if one.merged_into_id is None and not in_reach.filter(pk=one.pk).exists():
            raise OutOfReach(
                f"{one} works outside your service center, or holds a role that you cannot give. "
                "Ask a state administrator to merge."
            )


def refuse_account(kept: Person, gone: Person, account: Side | None) -> None:
    """Where both sign in, somebody says with which account from now on; it has to work."""
    if kept.user is None or gone.user is None:
        return
    if account is None:
        raise AccountNotChosen(
            f"Both have an account. Choose whether {kept} signs in as {kept.user} or {gone.user}."
        )
    one, other = (kept.user, gone.user) if account == "kept" else (gone.user, kept.user)
    if other.is_active and not one.is_active:
        raise AccountNotChosen(f"{one} cannot sign in. Choose the account of {other}.")


def refuse_undo(merge: Merge, kept: Person | Organization, gone: Person | Organization) -> None:
    """Refuse to undo what was undone, is too long ago, or lies under a later merge."""
    if merge.undone_at is not None:
        raise CannotUndo("This merge was undone already.")
    if clock.now() > merge.undo_until:
        raise CannotUndo(f"A merge can be undone for {UNDO_WITHIN.days} days. This one is older.")
    if kept.merged_into is not None:
        raise CannotUndo(f"{kept} was merged into {kept.merged_into} since. Undo that merge first.")
    if gone.merged_into_id != kept.pk:
        raise CannotUndo(f"{gone} is no alias of {kept} anymore.")
