"""The shape of what is released: figures of one unit, and of a whole administration.

None stands where a figure is hidden; nothing else of a hidden cell is kept, so whatever is made
from these objects cannot tell it. A percent is whole, the same name with `_1` has one decimal.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from surveys.results.engine.counts import ItemSpec, ScaleSpec
from surveys.results.engine.disclosure import CODED_HIGH, CODED_LOW, Policy
from surveys.results.engine.role_blocks import RoleGroup
from surveys.results.engine.statistics import Interval, share_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CODED_WORDS = {CODED_LOW: "10% or less", CODED_HIGH: "90% or more"}
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class BaseFigures:
    """How many of a unit took part; `rate` in percent of the frozen frame."""

    submitted: int
    staff: int
    rate: int
    rate_1: float


class ItemFigures(NamedTuple):
    """One shown cell: a unit's figures for one item. A tuple: a state has some 150,000 of them.

    Base layer: `n`, `skipped`, `na`, `census` (all of the frame are valid answers, so there is
    no interval). Agree layer: `agree` to `high_1`; `coded` stands in for them where nearly
    everybody of a small group gave one answer. Histogram layer: `counts` (by option code),
    `mean` of the codes (two decimals), `labels` (whole percents that add up to 100).
    """

    n: int
    skipped: int
    na: int
    census: bool
    agree: int | None = None
    percent: int | None = None
    percent_1: float | None = None
    low: int | None = None
    high: int | None = None
    low_1: float | None = None
    high_1: float | None = None
    coded: str | None = None
    counts: list[int] | None = None
    mean: float | None = None
    labels: list[int] | None = None

    @property
    def words(self) -> str | None:
        """How many agree, in words; None where no plain percent is shown."""
        if self.agree is None:
            return None
        if self.low_1 is None or self.high_1 is None:
            return share_in_words(self.agree, self.n, None) if self.census else None
        return share_in_words(self.agree, self.n, Interval(self.low_1, self.high_1))


@dataclass(frozen=True, slots=True)
class RoleFigures:
    """One role group of a unit whose split by role is shown. There is no frame, so no interval.

    A group nobody of which answered has 0 everywhere. Percent and bars come from twice the
    threshold on, in every group of the split or in none.
    """

    submitted: int
    items: Mapping[str, ItemFigures]


@dataclass(frozen=True, slots=True)
class ScaleFigures:
    """Scale scores of a unit, in the histogram layer: over persons with at least 2/3 answered.

    `mean` has two decimals; `sd`, `alpha` and `complete` (persons with every item) are told from
    30 persons on, and alpha not for a scale of fewer than 3 items.
    """

    n: int
    mean: float
    sd: float | None = None
    alpha: float | None = None
    complete: int | None = None

    def to_json(self) -> Json:
        """Plain values for storage."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """All figures of one unit; an item is None where its base layer hides the unit.

    `roles` has one entry per role group of the release, in order, and is None where the split is
    hidden or nobody is asked for a role.
    """

    base: BaseFigures | None
    items: Mapping[str, ItemFigures | None]
    scales: Mapping[str, ScaleFigures | None] = field(default_factory=dict)
    roles: tuple[RoleFigures, ...] | None = None

    def to_json(self) -> Json:
        """Plain values for storage; an item's cell is a list, as a state has 150,000 of them."""
        return {
            "base": None if self.base is None else asdict(self.base),
            "items": self.items,
            "scales": {
                code: None if scale is None else scale.to_json()
                for code, scale in self.scales.items()
            },
            "roles": None
            if self.roles is None
            else [{"submitted": role.submitted, "items": role.items} for role in self.roles],
        }

    def named(self) -> Json:
        """The same for readers outside: every figure by its name, null where it is hidden."""
        return {
            **self.to_json(),
            "items": _named(self.items),
            "roles": None
            if self.roles is None
            else [
                {"submitted": role.submitted, "items": _named(role.items)} for role in self.roles
            ],
        }

    @classmethod
    def from_json(cls, stored: Json) -> UnitFigures:
        """The figures as they were stored; too many or too few values are refused."""
        return cls(
            base=None if stored["base"] is None else BaseFigures(**stored["base"]),
            items={code: cell_of(item) for code, item in stored["items"].items()},
            scales={
                code: None if scale is None else ScaleFigures(**scale)
                for code, scale in stored["scales"].items()
            },
            roles=None if stored["roles"] is None else tuple(map(_role, stored["roles"])),
        )


@dataclass(frozen=True, slots=True)
class ReleasedFigures:
    """One administration's release: the rule, what was asked, the tree and every unit's figures.

    `parents` lists every unit of the frozen frame, shown or hidden, with the one above it: the
    list is made from frames, never from answers.
    """

    policy: Policy
    items: tuple[ItemSpec, ...]
    parents: Mapping[str, str | None]
    units: Mapping[str, UnitFigures]
    scales: tuple[ScaleSpec, ...] = ()
    roles: tuple[RoleGroup, ...] = ()

    def to_json(self) -> Json:
        """Plain values for storage."""
        return {
            "threshold": self.policy.threshold,
            "unanimity_below": self.policy.unanimity_below,
            "items": [{**asdict(i), "favorable": sorted(i.favorable)} for i in self.items],
            "scales": [asdict(scale) for scale in self.scales],
            "roles": [asdict(group) for group in self.roles],
            "parents": dict(self.parents),
            "units": {unit: figures.to_json() for unit, figures in self.units.items()},
        }

    @classmethod
    def from_json(cls, stored: Json) -> ReleasedFigures:
        """The release as it was stored."""
        return cls(
            policy=Policy(stored["threshold"], stored["unanimity_below"]),
            items=tuple(
                ItemSpec(**{**item, "favorable": frozenset(item["favorable"])})
                for item in stored["items"]
            ),
            parents=dict(stored["parents"]),
            units={unit: UnitFigures.from_json(own) for unit, own in stored["units"].items()},
            scales=tuple(
                ScaleSpec(**{**scale, "items": tuple(scale["items"])}) for scale in stored["scales"]
            ),
            roles=tuple(
                RoleGroup(group["words"], tuple(group["codes"])) for group in stored["roles"]
            ),
        )

    def item(self, unit: str, code: str) -> ItemFigures | None:
        """One cell; None where it is hidden."""
        return self.units[unit].items[code]


def cell_of(stored: Sequence[Any] | None) -> ItemFigures | None:
    """A cell as it was stored: all values in order."""
    return None if stored is None else ItemFigures._make(stored)


def _role(stored: Json) -> RoleFigures:
    items = {code: ItemFigures._make(item) for code, item in stored["items"].items()}
    return RoleFigures(stored["submitted"], items)


def _named(items: Mapping[str, ItemFigures | None]) -> Json:
    return {code: None if cell is None else cell._asdict() for code, cell in items.items()}
