"""Times as people write and read them, in the network's zone, on both sides of a clock change."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

FIRST_MONTH = 7  # of a school year
EARLIER, LATER = 1, 2  # of two hours with the same name


class TimeSkipped(ValueError):
    """The clocks jump over this time of the day."""


class TimeDoubled(ValueError):
    """The clocks show this time twice on the day."""


def moment(day: dt.date, time: dt.time, *, which: int | None = None) -> dt.datetime:
    """That time of that day in the network's zone; `which` is 1 or 2 of an hour that comes twice.

    Raises TimeSkipped or TimeDoubled in the nights when clocks change, with a sentence for the
    person: guessing would put somebody's meeting an hour off.
    """
    naive = dt.datetime.combine(day, time)
    first, second = _both(naive)
    if first.utcoffset() == second.utcoffset():
        return first
    zone = timezone.get_default_timezone()
    words = f"{clock_words(naive)} {{}} on {day:%B} {day.day}, {day.year}, because clocks go {{}}."
    if first.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != naive:
        raise TimeSkipped(words.format("does not exist", "forward") + " Choose another time.")
    if which is None:
        raise TimeDoubled(words.format("happens twice", "back") + " Choose another time.")
    return second if which == LATER else first


def both_times(day: dt.date, time: dt.time) -> tuple[str, str]:
    """What to call the two hours of the same name: "1:30 AM EDT", "1:30 AM EST"."""
    first, second = _both(dt.datetime.combine(day, time))
    return _with_zone(first), _with_zone(second)


def is_doubled(day: dt.date, time: dt.time) -> bool:
    """Whether the clocks show this time twice on the day."""
    try:
        moment(day, time)
    except TimeDoubled:
        return True
    except TimeSkipped:
        return False
    return False


def _both(naive: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    zone = timezone.get_default_timezone()
    return naive.replace(tzinfo=zone, fold=0), naive.replace(tzinfo=zone, fold=1)


def zone_words(year: int) -> str:
    """ "New York time: EST, in summer EDT"; what stands beside fields for date and time."""
    zone = timezone.get_default_timezone()
    place = timezone.get_default_timezone_name().rpartition("/")[2].replace("_", " ")
    winter, summer = (dt.datetime(year, month, 1, tzinfo=zone).tzname() for month in (1, 7))
    if winter == summer:
        return f"{place} time: {winter}"
    return f"{place} time: {winter}, in summer {summer}"


def school_year(day: dt.date) -> str:
    """ "2023-24" for every day from July 1, 2023 to June 30, 2024."""
    first = day.year if day.month >= FIRST_MONTH else day.year - 1
    return f"{first}-{(first + 1) % 100:02}"


def school_year_bounds(year: str) -> tuple[dt.datetime, dt.datetime]:
    """The first moment of "2023-24" and the first moment after it."""
    first = int(year.partition("-")[0])
    start, end = (dt.date(number, FIRST_MONTH, 1) for number in (first, first + 1))
    return moment(start, dt.time()), moment(end, dt.time())


def days(starts_at: dt.datetime, ends_at: dt.datetime) -> str:
    """ "February 13, 2024", "February 13–20, 2024", "January 30 to February 2, 2024"."""
    first, last = timezone.localtime(starts_at).date(), timezone.localtime(ends_at).date()
    ending = f"{last:%B} {last.day}, {last.year}"
    if first == last:
        return ending
    if first.year != last.year:
        return f"{first:%B} {first.day}, {first.year} to {ending}"
    if first.month != last.month:
        return f"{first:%B} {first.day} to {ending}"
    return f"{first:%B} {first.day}–{last.day}, {last.year}"


def span(starts_at: dt.datetime, ends_at: dt.datetime, zone: dt.tzinfo | None = None) -> str:
    """ "Tue, Feb 13, 9:00 AM–3:00 PM EST"; both days and zones where they differ.

    In the network's zone, or in another one.
    """
    start, end = timezone.localtime(starts_at, zone), timezone.localtime(ends_at, zone)
    if start.date() != end.date():
        return f"{_day(start)}, {clock_words(start)} {start:%Z}–{_day(end)}, {_with_zone(end)}"
    if start.tzname() != end.tzname():
        return f"{_day(start)}, {clock_words(start)} {start:%Z}–{_with_zone(end)}"
    return f"{_day(start)}, {clock_words(start)}–{_with_zone(end)}"


def span_elsewhere(starts_at: dt.datetime, ends_at: dt.datetime, zone: dt.tzinfo) -> str:
    """The same span by the clocks of another zone; empty where they show the same."""
    if all(m.astimezone(zone).utcoffset() == _offset(m) for m in (starts_at, ends_at)):
        return ""
    return span(starts_at, ends_at, zone)


def clock_words(value: dt.datetime) -> str:
    """ "9:00 AM"."""
    return f"{value.hour % 12 or 12}:{value:%M %p}"


def _offset(moment: dt.datetime) -> dt.timedelta | None:
    return timezone.localtime(moment).utcoffset()


def _with_zone(value: dt.datetime) -> str:
    return f"{clock_words(value)} {value:%Z}"


def _day(value: dt.datetime) -> str:
    year = "" if value.year == timezone.localdate().year else f", {value.year}"
    return f"{value:%a}, {value:%b} {value.day}{year}"
