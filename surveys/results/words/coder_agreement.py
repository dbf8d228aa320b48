"""How far two coders agree who tagged the same answers without seeing each other's tags.

Cohen's kappa compares the share on which they agree with the share that chance would give if each
kept their own habits: (observed - expected) / (1 - expected). Jacob Cohen, "A coefficient of
agreement for nominal scales", Educational and Psychological Measurement 20 (1960), 37-46. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from surveys.results.engine.statistics import round_half_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# Landis and Koch, Biometrics 33 (1977), 159-174, who call their own limits arbitrary.
SIZES = ((0.8, "almost perfect"), (0.6, "substantial"), (0.4, "moderate"), (0.2, "fair"))
FEW = 30  # judgments below which the number says little


@dataclass(frozen=True, slots=True)
class TagAgreement:
    """Judgments of two coders on one tag, or on all: did the answer get it or not."""

    name: str
    both: int
    only_first: int
    only_second: int
    neither: int

    @property
    def judgments(self) -> int:
        """Answers that both coded; over all tags, answers times tags."""
        return self.both + self.only_first + self.only_second + self.neither

    @property
    def only_one(self) -> int:
        """Judgments on which they differ."""
        return self.only_first + self.only_second

    @property
    def percent(self) -> int | None:
        """Share of judgments on which they agree."""
        if not self.judgments:
            return None
        return round_half_up(Fraction(100 * (self.both + self.neither), self.judgments))

    @property
    def kappa(self) -> float | None:
        """None where both judged everything alike in one way: there was nothing to disagree on."""
        n = self.judgments
        first, second = self.both + self.only_first, self.both + self.only_second
        expected = first * second + (n - first) * (n - second)  # times n²
        if expected == n * n:
            return None
        return (n * (self.both + self.neither) - expected) / (n * n - expected)

    @property
    def kappa_words(self) -> str:
        """ "0.62", or why there is none."""
        return "not defined" if self.kappa is None else f"{self.kappa:.2f}".replace("-", "−")

    @property
    def size_words(self) -> str:
        """The usual word for its size, and a warning where it rests on little."""
        if self.kappa is None:
            return "both gave it always, or never" if self.judgments else "nothing coded by both"
        if self.kappa <= 0:
            words = "no better than chance"
        else:
            words = next((word for limit, word in SIZES if self.kappa > limit), "slight")
        return f"{words}; few judgments" if self.judgments < FEW else words


def agreement_by_tag(
    tags: Mapping[int, str], first: Mapping[str, set[int]], second: Mapping[str, set[int]]
) -> list[TagAgreement]:
    """One row per tag over the answers that both coded; each maps an answer to its tags."""
    shared = [answer for answer in first if answer in second]
    return [
        _of_tag(name, [(tag in first[a], tag in second[a]) for a in shared])
        for tag, name in tags.items()
    ]


def in_all(rows: Sequence[TagAgreement]) -> TagAgreement:
    """All judgments of all tags together."""
    return TagAgreement(
        "All tags",
        both=sum(row.both for row in rows),
        only_first=sum(row.only_first for row in rows),
        only_second=sum(row.only_second for row in rows),
        neither=sum(row.neither for row in rows),
    )


def _of_tag(name: str, judged: Iterable[tuple[bool, bool]]) -> TagAgreement:
    pairs = list(judged)
    return TagAgreement(
        name,
        both=pairs.count((True, True)),
        only_first=pairs.count((True, False)),
        only_second=pairs.count((False, True)),
        neither=pairs.count((False, False)),
    )
