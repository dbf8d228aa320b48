"""Turns figures into the pieces that templates draw: positions in percent, labels, sentences.

Pure functions; nothing here knows what is measured, and nothing here rounds a figure that is shown
except the texts named below. Geometry is rounded to two places, which is finer than a screen.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOM = 3  # points left free beside the longest bar of a list
LABEL_FROM = 5  # percent of the bar's width from which a segment carries its number
TICKS = (0, 25, 50, 75, 100)

# Colours of each side of zero by its number of options, in the order of the scale.
Side = dict[int, tuple[str, ...]]
LEFT: Side = {0: (), 1: ("pl-sd",), 2: ("pl-sd", "pl-d"), 3: ("pl-sd", "pl-md", "pl-d")}
RIGHT: Side = {0: (), 1: ("pl-sa",), 2: ("pl-a", "pl-sa"), 3: ("pl-a", "pl-ma", "pl-sa")}
DARK = {"pl-sd", "pl-sa", "pl-md", "pl-ma", "pl-tone-5", "pl-tone-6"}


@dataclass(frozen=True)
class Scale:
    """The options of a question from least to most favourable, and how many count as agreeing."""

    options: tuple[str, ...]
    agree: int
    neutral: bool = False

    @property
    def disagree(self) -> int:
        """How many options stand left of zero."""
        return len(self.options) - self.agree - self.neutral

    @property
    def classes(self) -> tuple[str, ...]:
        """One CSS class per option."""
        middle = ("pl-n",) if self.neutral else ()
        return (*_side(LEFT, self.disagree), *middle, *_side(RIGHT, self.agree))


@dataclass(frozen=True)
class LegendEntry:
    """A colour and the option it stands for."""

    css: str
    label: str


@dataclass(frozen=True)
class Segment:
    """One coloured stretch of a bar; `label` is empty where it would not fit."""

    css: str
    x: float
    width: float
    label: str
    hatched: bool

    @property
    def middle(self) -> float:
        """Where the label stands."""
        return round(self.x + self.width / 2, 2)

    @property
    def on_dark(self) -> bool:
        """Whether the label must be white."""
        return self.css in DARK


@dataclass(frozen=True)
class AnswersBar:
    """One bar of answers around a zero line that is at the same place in its whole list.

    Without a zero line it fills the track from 0 to 100 (core.stacks).
    """

    segments: tuple[Segment, ...]
    gaps: tuple[float, ...]
    zero: float | None
    neutral: int | None
    sentence: str


def legend(scale: Scale) -> list[LegendEntry]:
    """The colours of a scale; the neutral option stands in a column of its own."""
    pairs = zip(scale.classes, scale.options, strict=True)
    return [LegendEntry(css, label) for css, label in pairs if css != "pl-n"]


def diverging(scale: Scale, rows: Sequence[Sequence[int]]) -> list[AnswersBar]:
    """Bars of one list. Each row holds a whole percent per option, adding up to 100.

    The percents are the largest-remainder labels, so what is drawn is what is written.
    """
    start = scale.disagree
    lefts = [sum(row[:start]) for row in rows]
    rights = [sum(row[start + scale.neutral :]) for row in rows]
    left, right = max(lefts, default=0) + ROOM, max(rights, default=0) + ROOM
    return [_around_zero(scale, row, left, left + right) for row in rows]


def _around_zero(scale: Scale, row: Sequence[int], left: int, domain: int) -> AnswersBar:
    position = left - sum(row[: scale.disagree])
    segments = []
    for index, (css, percent) in enumerate(zip(scale.classes, row, strict=True)):
        if css == "pl-n" or not percent:
            continue
        width = percent / domain * 100
        label = str(percent) if width > LABEL_FROM else ""
        hatched = index < scale.disagree
        x = round(position / domain * 100, 2)
        segments.append(Segment(css, x, round(width, 2), label, hatched))
        position += percent
    return AnswersBar(
        segments=tuple(segments),
        gaps=tuple(segment.x for segment in segments[1:]),
        zero=round(left / domain * 100, 2),
        neutral=row[scale.disagree] if scale.neutral else None,
        sentence=spread_in_words(scale.options, row),
    )


def spread_in_words(options: Sequence[str], row: Sequence[int]) -> str:
    """The sentence of a bar: every answer with its percent, also those without a label."""
    words = ", ".join(f"{o.lower()} {p}%" for o, p in zip(options, row, strict=True))
    return f"{words[:1].upper()}{words[1:]}."


def _side(colours: Side, steps: int) -> tuple[str, ...]:
    """The colours of a side; from four steps on the middle colour repeats."""
    if steps in colours:
        return colours[steps]
    first, middle, last = colours[3]
    return (first, *[middle] * (steps - 2), last)


@dataclass(frozen=True)
class Rate:
    """A part of a whole, as text and as a bar; `goal` is the place of the mark."""

    part: int
    whole: int
    text: str
    width: float
    goal: float | None


def rate(part: int, whole: int, goal: float | None = None) -> Rate:
    """482 of 700 with a goal of 70 is "68.9%"; nothing of nothing is "none yet"."""
    share = Decimal(part) * 100 / Decimal(whole) if whole else Decimal(0)
    text = f"{_half_up(share, '0.1')}%" if whole else "none yet"
    return Rate(part, whole, text, min(100.0, round(float(share), 2)), goal)


def bars(values: Sequence[float]) -> list[float]:
    """The width of each bar when the longest fills its track."""
    longest = max(values, default=0)
    return [round(value / longest * 100, 2) if longest else 0.0 for value in values]


@dataclass(frozen=True)
class Interval:
    """A dot on 0–100 with its line; `low` is None where everyone answered."""

    x: float
    percent: str
    low: float | None
    high: float | None
    text: str
    compare: float | None
    ticks: tuple[int, ...] = TICKS


def interval(
    value: float, low: float | None, high: float | None, compare: float | None = None
) -> Interval:
    """The percent as whole number and its interval "42–47"; without one, a full census."""
    text = "everyone answered"
    if low is not None and high is not None:
        text = f"{whole_number(low)}–{whole_number(high)}"
    percent = f"{whole_number(value)}%"
    return Interval(round(value, 2), percent, low, high, text, compare)


@dataclass(frozen=True)
class Tick:
    """A place on an axis and its words; `anchor` keeps the ends inside."""

    x: float
    label: str
    anchor: str


def axis(start: int = 0, end: int = 100, steps: int = 4) -> list[Tick]:
    """The words under an axis of percents."""
    ticks = []
    for step in range(steps + 1):
        anchor = "start" if step == 0 else "end" if step == steps else "middle"
        label = f"{whole_number(start + (end - start) * step / steps)}%"
        ticks.append(Tick(round(100 / steps * step, 2), label, anchor))
    return ticks


@dataclass(frozen=True)
class RangeDots:
    """The same percent on several occasions, on an axis that may be cut."""

    dots: tuple[float, ...]
    low: float
    high: float
    text: str
    sentence: str
    axis: tuple[Tick, ...]
    axis_note: str
    ticks: tuple[int, ...] = TICKS


def range_dots(values: Sequence[float], axis_start: int = 0) -> RangeDots:
    """97, 98 and 98 on an axis from 50: text "97%–98%", sentence "97%, 98%, 98%"."""
    places = tuple(round((v - axis_start) / (100 - axis_start) * 100, 2) for v in values)
    low, high = whole_number(min(values)), whole_number(max(values))
    return RangeDots(
        dots=places,
        low=min(places),
        high=max(places),
        text=f"{low}%" if low == high else f"{low}%–{high}%",
        sentence=", ".join(f"{whole_number(value)}%" for value in values),
        axis=tuple(axis(axis_start, 100, 2)),
        axis_note=f"Axis starts at {axis_start}%." if axis_start else "",
    )


@dataclass(frozen=True)
class Change:
    """Two percents of the same question, before and now."""

    before: float
    after: float
    text: str
    interval: str
    may_be_chance: bool
    sentence: str


def change(
    before: float, after: float, low: float | None = None, high: float | None = None
) -> Change:
    """From 36 to 44 with 2 to 15: "+8" and "(+2 to +15)". An interval with 0 may be chance."""
    points = whole_number(after) - whole_number(before)
    spread, chance = "", False
    if low is not None and high is not None:
        spread = f"({signed(whole_number(low))} to {signed(whole_number(high))})"
        chance = low <= 0 <= high
    sentence = f"From {whole_number(before)}% to {whole_number(after)}%."
    return Change(before, after, signed(points), spread, chance, sentence)


def signed(number: int) -> str:
    """With plus or a real minus; zero has no sign."""
    if number == 0:
        return "0"
    return f"+{number}" if number > 0 else f"−{-number}"


def whole_number(value: float) -> int:
    """Rounded half up, as all percents are (not to the even neighbour)."""
    return int(_half_up(Decimal(str(value)), "1"))


def _half_up(value: Decimal, places: str) -> Decimal:
    return value.quantize(Decimal(places), rounding=ROUND_HALF_UP)
