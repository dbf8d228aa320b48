"""Two records become one, in one transaction, and two again within 30 days."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.utils.text import get_text_list

from accounts.models import User
from core import clock
from core.merging import Moves, move_back, move_rows
from core.rows import facts_of_row
from network.models import Merge, Organization, Person, StatusEvent
from network.services import activity
from network.services import merge_facts as facts
from network.services import merge_refusals as refusals
from network.services.activity import Change
from network.services.organizations import whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from core.rows import Facts
    from network.services.merge_facts import Side


class Undone(NamedTuple):
    """A merge that was taken back, and in words what could not be as it was."""

    merge: Merge
    complaints: list[str]


@transaction.atomic
def merge_people(
    kept: Person,
    gone: Person,
    *,
    values: Mapping[str, Side],
    account: Side | None = None,
    by: Person | None,
) -> Merge:
    """Let everything of `gone` belong to `kept`; `gone` stays as an alias with its address.

    `values` says field by field whose value goes on; what is not named stays as `kept` has it.
    Where both have an account, `account` says which one signs in; the other is deactivated.
    Raises CannotMerge with the reason in words.
    """
    kept, gone = _locked_people(kept.pk, gone.pk)
    refusals.refuse_pair(kept, gone)
    refusals.refuse_reach(kept, gone, by=by)
    refusals.refuse_account(kept, gone, account)
    before = _both(kept, gone)
    after, left = facts.chosen(kept, gone, values)
    left["merged_into_id"] = str(kept.pk)
    off = _choose_account(after, left, account)
    moves = move_rows(Person, kept=kept.pk, gone=gone.pk)
    return _write(kept, gone, before, after, left, moves, by, deactivated=off)


@transaction.atomic
def merge_organizations(
    kept: Organization, gone: Organization, *, values: Mapping[str, Side], by: Person | None
) -> Merge:
    """Let everything of `gone` belong to `kept`; `gone` stays as history, with the status merged.

    Only two of one kind. Raises CannotMerge with the reason in words.
    """
    kept, gone = _locked_organizations(kept.pk, gone.pk)
    refusals.refuse_pair(kept, gone)
    refusals.refuse_kinds(kept, gone)
    refusals.refuse_editors(by)
    before = _both(kept, gone)
    after, left = facts.chosen(kept, gone, values)
    by_hand = {*kept.edited_by_hand, *(name for name, side in values.items() if side == "gone")}
    kept.edited_by_hand = sorted(by_hand)  # a list does not overwrite what somebody chose
    after["edited_by_hand"] = facts_of_row(kept)["edited_by_hand"]
    left |= {"merged_into_id": str(kept.pk), "status": Organization.Status.MERGED}
    moves = move_rows(Organization, kept=kept.pk, gone=gone.pk)
    event = StatusEvent.objects.create(
        organization_id=gone.pk,
        event=StatusEvent.Event.MERGED,
        on=clock.today(),
        before=gone.name,
        after=kept.name,
    )
    return _write(kept, gone, before, after, left, moves, by, event=event.pk)


@transaction.atomic
def undo_merge(merge: Merge, *, by: Person | None) -> Undone:
    """Make two of one again: rows, values and accounts as they were before the merge.

    What came after the merge stays with the kept record; so does what was changed since, and the
    answer says so. Raises CannotUndo, OwnRecord or OutOfReach.
    """
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    kept, gone = pair_of(merge, lock=True)
    refusals.refuse_undo(merge, kept, gone)
    if isinstance(kept, Person) and isinstance(gone, Person):
        refusals.refuse_reach(kept, gone, by=by)
    else:
        refusals.refuse_editors(by)
    complaints = move_back(Moves(merge.moved, merge.set_aside))
    complaints += _values_back(merge, kept, gone)
    User.objects.filter(pk__in=merge.before["deactivated"]).update(is_active=True)
    StatusEvent.objects.filter(pk=merge.before["event"]).delete()
    merge.undone_by, merge.undone_at = by, clock.now()
    merge.save(update_fields=["undone_by", "undone_at"])
    for one, other in ((kept, gone), (gone, kept)):
        activity.record(one, "separated", f"The merge with {_named(other)} was undone.", by=by)
    return Undone(merge, complaints)


def pair_of(
    merge: Merge, *, lock: bool = False
) -> tuple[Person, Person] | tuple[Organization, Organization]:
    """The two records of a merge, the one that goes on first."""
    if merge.kind == Merge.Kind.PERSON:
        return _locked_people(merge.kept_id, merge.gone_id, lock=lock)
    return _locked_organizations(merge.kept_id, merge.gone_id, lock=lock)


def _locked_people(kept: int, gone: int, *, lock: bool = True) -> tuple[Person, Person]:
    rows = Person.objects.filter(pk__in=[kept, gone]).order_by("pk")
    # In the order of their ids, so that two merges wait for each other instead of forever.
    found = {row.pk: row for row in (rows.select_for_update() if lock else rows)}
    return found[kept], found[gone]


def _locked_organizations(
    kept: int, gone: int, *, lock: bool = True
) -> tuple[Organization, Organization]:
    rows = Organization.objects.filter(pk__in=[kept, gone]).order_by("pk")
    found = {row.pk: whole(row) for row in (rows.select_for_update() if lock else rows)}
    return found[kept], found[gone]


def _both(kept: Person | Organization, gone: Person | Organization) -> dict[str, Facts]:
    return {"kept": facts_of_row(kept), "gone": facts_of_row(gone)}


def _choose_account(after: Facts, left: Facts, account: Side | None) -> list[int]:
    """Put the account that goes on into `after`; the ids of accounts to deactivate."""
    if left["user_id"] is None:
        return []
    if after["user_id"] is None:
        after["user_id"], left["user_id"] = left["user_id"], None
        return []
    if account == "gone":
        after["user_id"], left["user_id"] = left["user_id"], after["user_id"]
    return list(
        User.objects.filter(pk=left["user_id"], is_active=True).values_list("pk", flat=True)
    )


def _write(
    kept: Person | Organization,
    gone: Person | Organization,
    before: dict[str, Facts],
    after: Facts,
    left: Facts,
    moves: Moves,
    by: Person | None,
    *,
    deactivated: list[int] | None = None,
    event: int | None = None,
) -> Merge:
    """Write both records, the merge itself, and a line about each of the two."""
    summary = f"{_named(gone)} was merged into {_named(kept)}."
    here = facts.differing(before["kept"], after)
    facts.write_both([(kept, here), (gone, facts.differing(before["gone"], left))])
    User.objects.filter(pk__in=deactivated or []).update(is_active=False)
    merge = Merge.objects.create(
        kind=Merge.Kind.PERSON if isinstance(kept, Person) else Merge.Kind.ORGANIZATION,
        kept_id=kept.pk,
        gone_id=gone.pk,
        moved=moves.moved,
        set_aside=moves.set_aside,
        before={
            **before,
            "after": {"kept": after, "gone": left},
            "deactivated": deactivated or [],
            "event": event,
        },
        summary=summary[:300],
        merged_by=by,
    )
    changes = _changes(kept, before["kept"], here)
    activity.record(kept, "merged", summary, by=by, changes=changes)
    activity.record(gone, "merged", summary, by=by)
    return merge


def _changes(kept: Person | Organization, before: Facts, here: Facts) -> list[Change]:
    """From what to what, but for accounts and keys, which are no words."""
    names = [name for name in here if not name.endswith("_id") or name == "nces_id"]
    said = [name for name in names if name != "edited_by_hand"]
    return [
        Change(facts.label_of(kept, name), str(before[name] or ""), str(here[name] or ""))
        for name in said
    ]


def _values_back(
    merge: Merge, kept: Person | Organization, gone: Person | Organization
) -> list[str]:
    before, after = merge.before, merge.before["after"]
    here, changed = facts.changed_since(kept, before["kept"], after["kept"])
    there: dict[str, Any] = facts.differing(after["gone"], before["gone"])
    lost = facts.without_taken(kept, here, gone, there)
    lost += facts.without_taken(gone, there, kept, here)
    facts.write_both([(kept, here), (gone, there)])
    complaints = []
    if changed:
        words = get_text_list(changed, "and")
        complaints.append(f"Changed since the merge and kept: {words} of {kept}.")
    if lost:
        words = get_text_list(lost, "and")
        complaints.append(f"Somebody else has it by now, so it stays empty: {words}.")
    return complaints


def _named(one: Person | Organization) -> str:
    """A name that tells namesakes apart."""
    detail = one.email if isinstance(one, Person) else one.irn and f"IRN {one.irn}"
    return f"{one} ({detail})" if detail and detail != str(one) else str(one)
