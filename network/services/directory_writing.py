"""Writing thousands of organizations in a few statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from network.models import (
    Activity,
    Alignment,
    District,
    Organization,
    School,
    ServiceCenter,
)
from network.querysets.activity import log_type
from network.services.directory_matching import BASE_FIELDS, OWN_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from network.models import Person
    from network.services.directory_entries import Entry
    from network.services.directory_matching import Known

MODELS: dict[str, type[ServiceCenter | District | School]] = {
    "esc": ServiceCenter,
    "district": District,
    "school": School,
}
# The words of coded values, so that a change reads "Open" and not "open".
CODES: dict[str, dict[str, str]] = {
    "status": dict(Organization.Status.choices),
    "kind": dict(Organization.Kind.choices),
    "agency_type": dict(District.AgencyType.choices),
    "locale": dict(District.Locale.choices),
    "school_type": dict(School.SchoolType.choices),
}
LABELS = {
    "nces_id": "NCES id",
    "irn": "IRN",
    "agency_id": "agency",
    "postal_code": "ZIP code",
    "email": "e-mail",
}
# bulk_update builds one CASE per column; larger batches make PostgreSQL plan longer than it writes.
BATCH = 250


class HasAlignments(Exception):
    """A district with alignments cannot become a service center."""


def write(entries: Sequence[Entry], *, source: str, by: Person | None) -> None:
    """Write what is new and what differs, and log each organization once."""
    added = [entry for entry in entries if entry.what == "added"]
    changed = [entry for entry in entries if entry.what in ("changed", "closed")]
    _insert(added)
    _convert([entry for entry in changed if "kind" in entry.differences])
    for kind in MODELS:
        _update(kind, [entry for entry in changed if entry.kind == kind])
    _give_up_edits([entry for entry in changed if entry.accepted])
    _log([*added, *changed], source=source, by=by)


def _insert(entries: Sequence[Entry]) -> None:
    parents = Organization.objects.bulk_create(
        [
            Organization(kind=entry.kind, **{name: entry.facts[name] for name in BASE_FIELDS})
            for entry in entries
        ],
        batch_size=1000,
    )
    for entry, parent in zip(entries, parents, strict=True):
        entry.pk = parent.pk
    for kind in MODELS:
        _insert_children(kind, [entry for entry in entries if entry.kind == kind])


def _insert_children(kind: str, entries: Sequence[Entry]) -> None:
    """Insert the rows of a child table, whose parents exist.

    Django's bulk_create refuses models with a parent table, because the keys of the parents must
    come first; here they have. The names come from the model, the values go as parameters, and
    columns not named take the database's defaults.
    """
    meta = MODELS[kind]._meta
    columns = {field.attname: field.column for field in meta.local_concrete_fields}
    names = ["organization_ptr_id", *OWN_FIELDS[kind]]
    quoted = ", ".join(connection.ops.quote_name(str(columns[name])) for name in names)
    places = ", ".join(["%s"] * len(names))
    table = connection.ops.quote_name(meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({quoted}) VALUES ({places})",  # noqa: S608  names of our own model
            [[entry.pk, *(entry.facts[name] for name in OWN_FIELDS[kind])] for entry in entries],
        )


def _convert(entries: Sequence[Entry]) -> None:
    """Give organizations another kind: the operator decided that a guess was wrong."""
    for entry in entries:
        old = MODELS[entry.differences["kind"][0]].objects.get(pk=entry.pk)
        old.delete(keep_parents=True)
        Organization.objects.filter(pk=entry.pk).update(kind=entry.kind)
        own = {name: entry.facts.get(name, "") for name in OWN_FIELDS[entry.kind]}
        entry.facts = {**entry.facts, **own}
        _insert_children(entry.kind, [entry])


def refuse_conversion(entry: Entry) -> None:
    """Raise HasAlignments when history hangs on the kind that an organization would lose."""
    if "kind" in entry.differences:
        center = Alignment.objects.filter(service_center=entry.pk).exists()
        if center or Alignment.objects.filter(district=entry.pk).exists():
            raise HasAlignments(
                f"{entry.facts['name']} has alignments as a {entry.differences['kind'][0]}; "
                "end and remove them before it becomes something else."
            )


def _update(kind: str, entries: Sequence[Entry]) -> None:
    names = sorted({name for entry in entries for name in entry.differences} - {"kind"})
    if not names:
        return
    model = MODELS[kind]
    rows = []
    for entry in entries:
        now = entry.known.facts if entry.known else {}
        values = {name: entry.facts.get(name, now.get(name, "")) for name in names}
        rows.append(model(pk=entry.pk, **values))
    fields = [name.removesuffix("_id") if name == "agency_id" else name for name in names]
    model.objects.bulk_update(rows, fields, batch_size=BATCH)  # type: ignore[arg-type]  # one kind


def _give_up_edits(entries: Sequence[Entry]) -> None:
    """Fields for which the file's value was taken are no longer edited here."""
    for entry in entries:
        edited = entry.known.edited if entry.known else frozenset()
        given_up = entry.accepted | {name.removesuffix("_id") for name in entry.accepted}
        Organization.objects.filter(pk=entry.pk).update(edited_by_hand=sorted(edited - given_up))


def close_missing(missing: Sequence[Known], *, source: str, by: Person | None) -> None:
    """Close organizations that a list no longer names, and log each."""
    Organization.objects.filter(pk__in=[known.pk for known in missing]).update(status="closed")
    about = log_type(Organization())
    Activity.objects.bulk_create(
        [
            Activity(
                actor=by,
                verb="closed",
                summary=f"{known.facts['name']} was closed: {source} no longer names it."[:300],
                changes=[change_of("status", known.facts["status"], "closed")],
                content_type=about,
                object_id=known.pk,
            )
            for known in missing
        ],
        batch_size=1000,
    )


def _log(entries: Iterable[Entry], *, source: str, by: Person | None) -> None:
    about = log_type(Organization())
    Activity.objects.bulk_create(
        [
            Activity(
                actor=by,
                verb=entry.what,
                summary=_summary(entry, source),
                changes=[change_of(name, *values) for name, values in entry.differences.items()],
                content_type=about,
                object_id=entry.pk,
            )
            for entry in entries
        ],
        batch_size=1000,
    )


def _summary(entry: Entry, source: str) -> str:
    name = entry.facts["name"]
    if entry.what == "added":
        return f"{name} was added from {source}."[:300]
    if entry.what == "closed":
        return f"{name} was closed by {source}."[:300]
    fields = " and ".join(label(name) for name in entry.differences)
    return f"{name}: {fields} changed by {source}."[:300]


def change_of(name: str, old: str, new: str) -> dict[str, str]:
    """One field of a log line, in words."""
    return {"label": sentence_case(label(name)), "old": words(name, old), "new": words(name, new)}


def words(name: str, value: str) -> str:
    """A value as people read it: "Open", not "open"; the agency's name, not its key."""
    return CODES.get(name, {}).get(value, value)


def sentence_case(text: str) -> str:
    """Only its first letter changed: "NCES id" stays."""
    return text[:1].upper() + text[1:]


def label(field: str) -> str:
    """The word people read for a field."""
    return LABELS.get(field, field.replace("_", " "))
