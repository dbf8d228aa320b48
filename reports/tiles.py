"""The row of large figures: who is in, who came, who answered, what was held, what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from core import charts
from reports.headlines import RESPONSE_GOAL

if TYPE_CHECKING:
    import datetime as dt

    from reports.finding import Finding
    from reports.reach import Came, Enrolled


@dataclass(frozen=True)
class Tile:
    """Label, value, what it rests on, and what to compare it with, in this order."""

    label: str
    value: str
    unit: str = ""
    n: str = ""
    compare: str = ""
    is_hidden: bool = False


def tiles(finding: Finding, members: Enrolled, people: Came, surveyed: int) -> list[Tile]:
    """The five figures of a released wave."""
    return [
        who_is_in(members, _surveyed(finding, surveyed)),
        who_came(people),
        _who_answered(finding),
        what_was_held(people),
        _what_changed(finding),
    ]


def who_is_in(members: Enrolled, compare: str = "") -> Tile:
    """Enrolled schools."""
    number, where = members.schools, _many(members.districts, "district")
    if members.centers > 1:
        where = f"{members.centers} centers, {where}"
    return Tile("Who is in", str(number), _noun(number, "school"), where, compare)


def who_came(people: Came) -> Tile:
    """Educators, each counted once, and their attendances."""
    if not people.attendances:
        return Tile("Who came", "none yet", n="attendance is marked at each session")
    held = people.network.convenings
    regulars = people.network.times(held)
    compare = f"of {people.network.educators} in the network"
    if people.educators == people.network.educators:
        compare = f"{regulars} came all {_number(held)} times" if held > 1 else ""
    return Tile(
        "Who came",
        str(people.educators),
        _noun(people.educators, "educator"),
        _many(people.attendances, "attendance"),
        compare,
    )


def what_was_held(people: Came) -> Tile:
    """Convenings with attendance."""
    reach = people.network
    if not reach.convenings:
        return Tile("What was held", "none yet", n="no convening has attendance")
    came = [str(convening.attended) for convening in reach.attended_by_convening]
    listed = " and ".join([", ".join(came[:-1]), came[-1]] if len(came) > 1 else came)
    return Tile(
        "What was held",
        str(reach.convenings),
        _noun(reach.convenings, "convening"),
        f"in {_many(reach.sessions, 'session')}",
        f"{listed} came" if len(came) <= 4 else f"{reach.attendances} attendances",
    )


def _who_answered(finding: Finding) -> Tile:
    base = finding.now.own.base
    if base is None:
        return Tile("Who answered", "", is_hidden=True)
    frozen = finding.now.administration.frozen_at
    of = f", frame of {month_day(frozen)}" if frozen else ""
    # Whole numbers: 70% of 700 is 490 and not a hair more.
    short = -(-base.staff * RESPONSE_GOAL // 100) - base.submitted
    reached = f"Goal {RESPONSE_GOAL}%: reached"
    missed = f"Goal {RESPONSE_GOAL}%: {_many(short, 'answer')} short"
    return Tile(
        "Who answered",
        f"{base.rate_1}%",
        n=f"{base.submitted} of {base.staff}{of}",
        compare=missed if short > 0 else reached,
    )


def _what_changed(finding: Finding) -> Tile:
    if finding.before is None:
        return Tile("What changed", "none yet", n="the next wave will tell")
    if not finding.is_comparable:
        return Tile("What changed", "not told", n="the question was another one before")
    if finding.change is None or finding.cell is None:
        return Tile("What changed", "", is_hidden=True)
    low, high = finding.change.interval.whole
    points = finding.change.points
    return Tile(
        "What changed",
        charts.signed(points),
        "point" if abs(points) == 1 else "points",
        f"{_lower(finding.headline.short)}, n {finding.cell.n}",
        f"95% interval {charts.signed(low)} to {charts.signed(high)}",
    )


def month_day(moment: dt.datetime) -> str:
    """ "Apr 8"; the page's title says the year."""
    local = timezone.localtime(moment)
    return f"{local:%b} {local.day}"


def _surveyed(finding: Finding, now: int) -> str:
    before = finding.before
    if before is None or before.unit.parent_id is not None:
        return f"{now} in the survey"
    then = before.release.summary.get("school", {}).get("all", 0)
    if now == then:
        return f"{now} surveyed, as in {before.year}"
    return f"{abs(now - then)} {'more' if now > then else 'fewer'} surveyed than in {before.year}"


def _many(number: int, noun: str) -> str:
    return f"{number} {_noun(number, noun)}"


def _noun(number: int, noun: str) -> str:
    return noun if number == 1 else f"{noun}s"


def _number(number: int) -> str:
    words = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
    return words.get(number, str(number))


def _lower(words: str) -> str:
    return f"{words[0].lower()}{words[1:]}"
