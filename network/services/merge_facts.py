"""Which value of two records goes on when they become one, and how the former ones come back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from core.rows import facts_of_row, from_facts
from network.models import Organization, Person
from network.services.organizations import CONTACT_FIELDS, IDENTITY_FIELDS, KIND_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import Model

    from core.rows import Facts

Side = Literal["kept", "gone"]
PERSON_FIELDS = (
    "first_name",
    "last_name",
    "email",
    "phone",
    "job_title",
    "organization",
    "time_zone",
)
# By these imports and invitations find a record: whichever goes on, the other stays on the alias.
TRADED = frozenset({"email", "irn", "nces_id", "mail_refused_at", "mail_refusal"})
# Facts that mean nothing without another one.
FOLLOWERS = {
    "email": ("mail_refused_at", "mail_refusal"),
    "lowest_grade": ("highest_grade",),
    "typology": ("typology_version",),
    "latitude": ("longitude",),
}
# Nobody else may have the same, so they are emptied before they are written.
UNIQUE: dict[str, Any] = {"email": "", "nces_id": "", "user_id": None}


def fields_of(record: Model) -> tuple[str, ...]:
    """The fields that are chosen one by one, in the order of the page."""
    if isinstance(record, Person):
        return PERSON_FIELDS
    kind = KIND_FIELDS[record.kind] if isinstance(record, Organization) else ()
    led = {follower for followers in FOLLOWERS.values() for follower in followers}
    names = (*IDENTITY_FIELDS, *CONTACT_FIELDS, "state", *kind)
    return tuple(name for name in names if name not in led)


def chosen(kept: Model, gone: Model, values: Mapping[str, Side]) -> tuple[Facts, Facts]:
    """The columns of both records once the chosen values of the one that goes are taken over."""
    ours, theirs = facts_of_row(kept), facts_of_row(gone)
    after, left = dict(ours), dict(theirs)
    for name in fields_of(kept):
        if values.get(name) != "gone":
            continue
        for column in _columns(kept, name):
            after[column] = theirs[column]
            if column in TRADED:
                left[column] = ours[column]
    return after, left


def write_both(pair: Iterable[tuple[Model, Facts]]) -> None:
    """Write some columns of two records, of which both may want what the other has now."""
    pair = tuple(pair)
    for record, facts in pair:
        empty = {name: UNIQUE[name] for name in facts if name in UNIQUE}
        _update(record, empty)
    for record, facts in pair:
        _update(record, from_facts(type(record), facts))


def differing(before: Facts, after: Facts) -> Facts:
    """The columns of `after` that differ from before."""
    return {name: value for name, value in after.items() if before[name] != value}


def changed_since(record: Model, before: Facts, after: Facts) -> tuple[Facts, list[str]]:
    """What goes back to `before`, and the names of what somebody changed after the merge."""
    now = facts_of_row(record)
    back: Facts = {}
    changed = []
    for name in differing(before, after):
        if now[name] == after[name]:
            back[name] = before[name]
        else:
            changed.append(label_of(record, name))
    return back, changed


def without_taken(record: Model, facts: Facts, other: Model, others: Facts) -> list[str]:
    """Take out of `facts` what somebody else has by now; the names of what was taken out."""
    lost = []
    held = {**facts_of_row(other), **others}
    for name in [name for name in facts if name in UNIQUE and facts[name]]:
        everybody = type(record)._base_manager.exclude(pk__in=[record.pk, other.pk])
        taken = everybody.filter(**from_facts(type(record), {name: facts[name]})).exists()
        if taken or held[name] == facts[name]:
            facts[name] = UNIQUE[name]
            lost.append(label_of(record, name))
    return lost


def label_of(record: Model, column: str) -> str:
    """A field's name for people."""
    name = column.removesuffix("_id") if column in ("organization_id", "agency_id") else column
    return str(getattr(record._meta.get_field(name), "verbose_name", name))


def _columns(record: Model, name: str) -> list[str]:
    names = [name, *FOLLOWERS.get(name, ())]
    known = {field.name: field.attname for field in record._meta.concrete_fields}
    return [known[name] for name in names if name in known]


def _update(record: Model, values: dict[str, Any]) -> None:
    if values:
        type(record)._base_manager.filter(pk=record.pk).update(**values)
