"""The lists of many years at once: every agency once, with what each year's list tells of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from network.models import StatusEvent
from network.services.directory_events import (
    STATUS_WORDS,
    Event,
    advance,
    event,
    of_status,
    write_events,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from network.directory.rows import Listing, Reading
    from network.services.directory_entries import Entry

# One event as it is compared: whose, what, in which year.
Key = tuple[int, str, int]


@dataclass
class Before:
    """What earlier lists than those of the file tell of an organization."""

    was_listed: bool = False
    is_listed: bool = False
    name: str = ""


@dataclass
class Told:
    """How many events a history added, corrected and took back."""

    added: int = 0
    corrected: int = 0
    taken_back: int = 0
    by_event: dict[str, int] = field(default_factory=dict)


def record_history(
    entries: Sequence[Entry], reading: Reading, *, closed_at_end: frozenset[int]
) -> Told:
    """Make the events of the file's years exactly what its lists tell. Safe to repeat.

    Events typed by hand and those of other years stay, so do organizations not in the file.
    """
    years = sorted({listing.year for told in reading.history.values() for listing in told})
    if not years:
        return Told()
    listings = {entry.pk: reading.history[entry.nces_id] for entry in entries}
    earlier = _before(list(listings), first=years[0])
    wanted: dict[Key, StatusEvent] = {}
    for pk, told in listings.items():
        closes = pk in closed_at_end
        for what, year, before, after in _life(told, years, earlier.get(pk, Before()), closes):
            found = event(pk, what, before, after, year=year, source=reading.file)
            wanted[pk, what, year] = found
    last = {pk: told[-1].year for pk, told in listings.items()}
    result = _agree(wanted, last, first=years[0], until=years[-1])
    _mend_later(listings, after=years[-1])
    advance(entries)
    return result


def _life(
    told: Sequence[Listing], years: Sequence[int], earlier: Before, closes: bool
) -> Iterator[tuple[Event, int, str, str]]:
    """The events of one agency's years."""
    place = {year: at for at, year in enumerate(years)}
    name, status = earlier.name, ""
    expected = 0 if earlier.was_listed else None
    if earlier.is_listed and place[told[0].year] > 0:
        yield Event.MISSING, years[0], "", ""
    for listing in told:
        at = place[listing.year]
        if expected is None:
            yield Event.LISTED, listing.year, "", listing.name
        elif at > expected or (at == 0 and not earlier.is_listed):
            if at > expected and expected > 0:
                yield Event.MISSING, years[expected], "", ""
            yield Event.RETURNED, listing.year, "", listing.name or name
        if name and listing.name and listing.name != name:
            yield Event.RENAMED, listing.year, name, listing.name
        if listing.status and listing.status != status:
            if what := of_status(status, listing.status):
                before = STATUS_WORDS.get(status, "")
                yield what, listing.year, before, STATUS_WORDS[listing.status]
            status = listing.status
        name = listing.name or name
        expected = at + 1
    if expected is not None and expected < len(years):
        yield Event.MISSING, years[expected], "", ""
        if closes:
            before = STATUS_WORDS.get(status, "")
            yield Event.CLOSED, years[expected], before, STATUS_WORDS["closed"]


def _before(pks: Sequence[int], *, first: int) -> dict[int, Before]:
    """Presence and name at the end of the year before the file's first."""
    found: dict[int, Before] = {}
    rows = StatusEvent.objects.filter(organization__in=pks, school_year__lt=first)
    for row in rows.order_by("school_year", "pk"):
        known = found.setdefault(row.organization_id, Before())
        if row.event in (Event.LISTED, Event.RETURNED):
            known.was_listed = known.is_listed = True
        if row.event == Event.MISSING:
            known.is_listed = False
        if row.event in (Event.LISTED, Event.RETURNED, Event.RENAMED):
            known.name = row.after or known.name
    return found


def _agree(wanted: dict[Key, StatusEvent], last: dict[int, int], *, first: int, until: int) -> Told:
    rows = StatusEvent.objects.filter(
        organization__in=list(last), school_year__gte=first, school_year__lte=until, on=None
    )
    result, gone, known = Told(), [], set()
    changed: list[StatusEvent] = []
    for row in rows.exclude(event=Event.MERGED):
        key = (row.organization_id, row.event, row.school_year or 0)
        known.add(key)
        if key not in wanted:
            # Who was closed for being missing stays closed.
            if row.event != Event.CLOSED or key[2] <= last[row.organization_id]:
                gone.append(row.pk)
        elif (row.before, row.after) != (wanted[key].before, wanted[key].after):
            row.before, row.after = wanted[key].before, wanted[key].after
            changed.append(row)
    StatusEvent.objects.filter(pk__in=gone).delete()
    StatusEvent.objects.bulk_update(changed, ["before", "after"], batch_size=250)
    new = [found for key, found in wanted.items() if key not in known]
    write_events(new)
    result.added, result.corrected, result.taken_back = len(new), len(changed), len(gone)
    for _, what, _ in wanted:
        result.by_event[what] = result.by_event.get(what, 0) + 1
    return result


def _mend_later(listings: Mapping[int, Sequence[Listing]], *, after: int) -> None:
    """A list imported before its past called organizations new that the past knows."""
    later = StatusEvent.objects.filter(
        event=Event.LISTED, organization__in=list(listings), school_year__gt=after
    )
    for row in later:
        told = listings[row.organization_id]
        former = next((listing.name for listing in reversed(told) if listing.name), row.after)
        events = [(Event.RETURNED, "", row.after)] if told[-1].year < after else []
        events += [(Event.RENAMED, former, row.after)] if row.after != former else []
        row.delete()
        write_events(
            [
                event(row.organization_id, *found, year=row.school_year, source=row.source)
                for found in events
            ]
        )
