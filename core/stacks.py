"""Bars of answers none of which is for or against: one stretch each, from 0 to 100, light to dark.

For lists such as stages, where no answer counts as agreement and so nothing is left of a zero.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import charts

if TYPE_CHECKING:
    from collections.abc import Sequence

TONES = 6  # classes pl-tone-1 … pl-tone-6 of the theme


def stacked(options: Sequence[str], rows: Sequence[Sequence[int]]) -> list[charts.AnswersBar]:
    """Bars of one list; each row holds a whole percent per answer, adding up to 100."""
    return [_stack(options, row) for row in rows]


def legend(options: Sequence[str]) -> list[charts.LegendEntry]:
    """The color of each answer."""
    tones = _tones(len(options))
    return [
        charts.LegendEntry(_css(tone), label) for tone, label in zip(tones, options, strict=True)
    ]


def _stack(options: Sequence[str], row: Sequence[int]) -> charts.AnswersBar:
    at = 0
    segments = []
    for tone, percent in zip(_tones(len(options)), row, strict=True):
        if percent:
            label = str(percent) if percent > charts.LABEL_FROM else ""
            segments.append(charts.Segment(_css(tone), at, percent, label, False))
        at += percent
    return charts.AnswersBar(
        segments=tuple(segments),
        gaps=tuple(segment.x for segment in segments[1:]),
        zero=None,
        neutral=None,
        sentence=charts.spread_in_words(options, row),
    )


def _tones(answers: int) -> list[int]:
    """The tone of each answer, spread from the lightest to the darkest."""
    if answers < 2:
        return [TONES] * answers
    return [1 + (2 * n * (TONES - 1) + answers - 1) // (2 * (answers - 1)) for n in range(answers)]


def _css(tone: int) -> str:
    return f"pl-tone-{tone}"
