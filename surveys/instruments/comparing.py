"""What changed from one version to another, in words, and which items may stand in one trend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveys.instruments.differences import differences
from surveys.instruments.facts import facts_of
from surveys.instruments.models import Comparison, InstrumentVersion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.instruments.differences import Differences
    from surveys.instruments.facts import FormFacts


def version_before(version: InstrumentVersion) -> InstrumentVersion | None:
    """The version that was asked before this one: the newest opened one with a lower number.

    Before a variant comes the version it was made from.
    """
    if version.base is not None:
        return version.base
    earlier = InstrumentVersion.objects.without_variants().filter(
        instrument=version.instrument_id, number__lt=version.number, is_frozen=True
    )
    return earlier.order_by("-number").first()


def changes_between(old: InstrumentVersion, new: InstrumentVersion) -> Differences:
    """What a reader of both would notice, item by item."""
    return differences(facts_of(old), facts_of(new))


def undecided(version: InstrumentVersion) -> list[str]:
    """Codes of changed items of which nobody has said yet whether they are comparable."""
    before = version_before(version)
    if before is None:
        return []
    decided = set(version.comparisons.values_list("code", flat=True))
    return [code for code in changes_between(before, version).to_decide if code not in decided]


def comparable_codes(one: InstrumentVersion, other: InstrumentVersion) -> frozenset[str]:
    """The items whose figures of both versions may be joined: alike, or decided to be comparable.

    The order of the two does not matter. Between them each opened version has its say: a changed
    item is comparable only if it was found so at every step. What a variant adds belongs to its
    occasion; the rest of it is asked as in the version it was made from.
    """
    if one.pk != other.pk:
        one, other = one.base or one, other.base or other
    if one.pk == other.pk:
        return frozenset(item.code for item in facts_of(one).items)
    old, new = sorted((one, other), key=_by_number)
    found = differences(facts_of(old), facts_of(new))
    codes = frozenset(found.unchanged)
    if old.instrument_id == new.instrument_id and found.to_decide:
        codes |= _found_comparable(old, new, frozenset(found.to_decide))
    return codes


@dataclass(frozen=True, slots=True)
class _Step:
    """From one version to the next: what changed, and what was decided about it."""

    unchanged: frozenset[str]
    decided: Mapping[str, bool]

    def keeps(self, code: str) -> bool:
        return self.decided.get(code, code in self.unchanged)


def _found_comparable(
    old: InstrumentVersion, new: InstrumentVersion, codes: frozenset[str]
) -> frozenset[str]:
    between = InstrumentVersion.objects.without_variants().filter(
        instrument=old.instrument_id,
        number__gt=old.number,
        number__lt=new.number,
        is_frozen=True,
    )
    chain = [*between.order_by("number"), new]
    decided: dict[int, dict[str, bool]] = {version.pk: {} for version in chain}
    for decision in Comparison.objects.filter(version__in=chain):
        decided[decision.version_id][decision.code] = decision.is_comparable
    steps = []
    before: FormFacts = facts_of(old)
    for version in chain:
        after = facts_of(version)
        unchanged = frozenset(differences(before, after).unchanged)
        steps.append(_Step(unchanged, decided[version.pk]))
        before = after
    return frozenset(code for code in codes if all(step.keeps(code) for step in steps))


def _by_number(version: InstrumentVersion) -> tuple[int, int]:
    return (version.number, version.pk)
