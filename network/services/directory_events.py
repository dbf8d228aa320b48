"""What a list tells about the life of organizations: listed, renamed, closed, missing, returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from core import clock
from network.models import Organization, StatusEvent
from network.querysets.organization import OPERATING
from network.services.directory_entries import is_reopening

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from network.services.directory_entries import Entry
    from network.services.directory_matching import Directory, Known

Event = StatusEvent.Event
STATUS_WORDS = dict(Organization.Status.choices)


def record_entries(entries: Sequence[Entry], directory: Directory, *, source: str) -> None:
    """Write what a list tells of the organizations it names, and that it names them."""
    newest: dict[tuple[str, int], int | None] = {}
    events = []
    for entry in entries:
        if entry.is_older:
            continue
        earlier = None
        if entry.year is not None:
            key = (entry.kind, entry.year)
            if key not in newest:
                newest[key] = directory.newest_list(entry.kind, before=entry.year)
            earlier = newest[key]
        events += [
            event(entry.pk, what, before, after, year=entry.year, source=source)
            for what, before, after in _of_entry(entry, earlier)
        ]
    _take_back_missing(entries)
    write_events(events)
    advance(entries)


def _take_back_missing(entries: Sequence[Entry]) -> None:
    """An earlier, shorter file of the same year may have left them out."""
    for year in {entry.year for entry in entries if entry.is_listed_anew}:
        named = [entry.pk for entry in entries if entry.is_listed_anew and entry.year == year]
        found = StatusEvent.objects.filter(event=Event.MISSING, school_year=year)
        found.filter(organization__in=named).delete()


def _of_entry(entry: Entry, newest_list: int | None) -> Iterator[tuple[Event, str, str]]:
    name, known = entry.facts["name"], entry.known
    if known is None or (known.listed_to is None and entry.year is not None):
        yield Event.LISTED, "", name
    elif entry.is_listed_anew and newest_list and (known.listed_to or 0) < newest_list:
        yield Event.RETURNED, "", name
    differences = entry.differences
    if "name" in differences:
        yield Event.RENAMED, *differences["name"]
    before = known.facts["status"] if known else ""
    after = entry.facts.get("status") or before
    if before != after and (what := of_status(before, after)):
        yield what, STATUS_WORDS.get(before, ""), STATUS_WORDS[after]


def of_status(before: str, after: str) -> Event | None:
    """What a change of status is called; None where nothing happened that people would tell."""
    if after in ("closed", "inactive"):
        return Event.CLOSED if after == "closed" else Event.INACTIVE
    if after in OPERATING and is_reopening(before, after):
        return Event.REOPENED
    if after == "new" or (after in OPERATING and before == "future"):
        return Event.OPENED
    return Event.CHANGED if after == "changed" else None


def not_told_before(missing: Sequence[Known], *, year: int) -> list[Known]:
    """Those whom no list before this year left out already."""
    told = StatusEvent.objects.filter(
        event=Event.MISSING, organization__in=[known.pk for known in missing], school_year__lt=year
    )
    last = dict(told.order_by("school_year").values_list("organization_id", "school_year"))
    return [known for known in missing if (last.get(known.pk) or 0) <= (known.listed_to or 0)]


def record_missing(
    missing: Iterable[Known], *, year: int, source: str, closing: Iterable[Known]
) -> None:
    """Write that a list no longer names organizations, and that some are closed for it."""
    events = [event(known.pk, Event.MISSING, "", "", year=year, source=source) for known in missing]
    for known in closing:
        before = STATUS_WORDS[known.facts["status"]]
        closed = STATUS_WORDS["closed"]
        events.append(event(known.pk, Event.CLOSED, before, closed, year=year, source=source))
    write_events(events)


def event(
    pk: int, what: Event, before: str, after: str, *, year: int | None, source: str
) -> StatusEvent:
    """An event that is not saved yet; of a list without a year it bears today's date."""
    return StatusEvent(
        organization_id=pk,
        event=what,
        school_year=year,
        on=None if year else clock.today(),
        before=before,
        after=after,
        source=source[:200],
    )


def write_events(events: Sequence[StatusEvent]) -> None:
    """Write events; of a year told before, a corrected file says what came of it."""
    StatusEvent.objects.bulk_create(
        events,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["organization", "event", "school_year"],
        update_fields=["after", "source"],
    )


def advance(entries: Sequence[Entry]) -> None:
    """Remember the newest list that names each organization."""
    by_year: dict[int, list[int]] = {}
    for entry in entries:
        if entry.year is not None and entry.is_listed_anew:
            by_year.setdefault(entry.year, []).append(entry.pk)
    for year, pks in by_year.items():
        earlier = Q(listed_to=None) | Q(listed_to__lt=year)
        Organization.objects.filter(earlier, pk__in=pks).update(listed_to=year)
