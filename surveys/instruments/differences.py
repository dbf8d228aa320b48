"""The differences of two forms in words. Pure: values in, words out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from surveys.instruments.conditions import words_of
from surveys.instruments.models import Item
from surveys.instruments.questionnaire import IN_ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from surveys.instruments.facts import AnswerList, FormFacts, ItemFacts, Translated

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what happened, and both wordings where words changed.

    What respondents cannot notice and no figure rests on, as a construct, does not `matter`.
    """

    words: str
    old: str = ""
    new: str = ""
    matters: bool = True


@dataclass(frozen=True, slots=True)
class ItemDifference:
    """An item that was added, removed or changed."""

    code: str
    wording: str
    what: str
    changes: tuple[Change, ...] = ()

    @property
    def needs_decision(self) -> bool:
        """Whether somebody has to say if it still asks the same."""
        return self.what == CHANGED and any(change.matters for change in self.changes)


@dataclass(frozen=True, slots=True)
class Differences:
    """All of them. `unchanged` are codes in both forms that need no decision."""

    form: tuple[Change, ...]
    items: tuple[ItemDifference, ...]
    unchanged: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.form or self.items)

    @property
    def to_decide(self) -> tuple[str, ...]:
        """Codes of changed items, in the order of the new form."""
        return tuple(item.code for item in self.items if item.needs_decision)


def differences(old: FormFacts, new: FormFacts) -> Differences:
    """From the old form to the new one; items are the same if their codes are."""
    then = {item.code: item for item in old.items}
    now = {item.code: item for item in new.items}
    places = _same_sections(old, new)
    found = []
    for code, item in now.items():
        if code not in then:
            found.append(ItemDifference(code, item.wording, ADDED))
            continue
        moved = places.get(then[code].section) != item.section
        changes = (*_changes(then[code], item), *_moved(moved, new.sections[item.section]))
        if changes:
            found.append(ItemDifference(code, item.wording, CHANGED, changes))
    found += [ItemDifference(c, i.wording, REMOVED) for c, i in then.items() if c not in now]
    decide = {item.code for item in found if item.needs_decision}
    unchanged = tuple(code for code in now if code in then and code not in decide)
    return Differences(tuple(_of_the_form(old, new, places)), tuple(found), unchanged)


def _same_sections(old: FormFacts, new: FormFacts) -> dict[int, int]:
    """Which old section is which new one: of the same title, else where most of its items went."""
    same: dict[int, int] = {}
    for place, title in enumerate(old.sections):
        alike = [n for n, other in enumerate(new.sections) if other == title]
        free = [n for n in alike if n not in same.values()]
        if free:
            same[place] = free[0]
    now = {item.code: item.section for item in new.items}
    for place in range(len(old.sections)):
        if place in same:
            continue
        went = Counter(now[i.code] for i in old.items if i.section == place and i.code in now)
        for other, _ in went.most_common():
            if other not in same.values():
                same[place] = other
                break
    return same


def _moved(is_moved: bool, title: str) -> Iterator[Change]:
    if is_moved:
        yield Change(f"moved to section {title}")


def _of_the_form(old: FormFacts, new: FormFacts, places: Mapping[int, int]) -> Iterator[Change]:
    for place, title in enumerate(old.sections):
        if place not in places:
            yield Change("section removed", title)
        elif title != new.sections[places[place]]:
            yield Change("section renamed", title, new.sections[places[place]])
    for place, title in enumerate(new.sections):
        if place not in places.values():
            yield Change("section added", "", title)
    kept = [item.code for item in old.items if item.code in {i.code for i in new.items}]
    if kept != [item.code for item in new.items if item.code in kept]:
        yield Change("order of questions changed")
    if old.roles != new.roles:
        yield Change("role groups changed", ", ".join(old.roles), ", ".join(new.roles))
    for code in new.languages:
        if code not in old.languages:
            yield Change(f"{IN_ENGLISH[code]} added")
    for code in old.languages:
        if code not in new.languages:
            yield Change(f"{IN_ENGLISH[code]} removed")
    if old.minutes != new.minutes:
        yield Change("estimated minutes changed", str(old.minutes), str(new.minutes))


def _changes(old: ItemFacts, new: ItemFacts) -> Iterator[Change]:
    if old.wording != new.wording:
        yield Change("wording changed", old.wording, new.wording)
    yield from _in_other_languages("wording", old.wording_in, new.wording_in)
    if old.help_text != new.help_text:
        yield Change("help text changed", old.help_text, new.help_text)
    yield from _in_other_languages("help text", old.help_in, new.help_in)
    if old.kind != new.kind:
        labels = Item.Kind(old.kind).label, Item.Kind(new.kind).label
        yield Change("kind of answer changed", *labels)
    if old.answers and new.answers:
        yield from _lists(old.answers, new.answers)
    yield from _flags(old, new)
    if (old.lowest, old.highest) != (new.lowest, new.highest):
        yield Change("limits changed", _limits(old), _limits(new))
    if old.conditions != new.conditions:
        yield Change("condition changed", _condition(old), _condition(new))
    if old.construct != new.construct:
        yield Change("construct changed", old.construct, new.construct, matters=False)
    if old.indicator != new.indicator:
        yield Change("indicator changed", old.indicator, new.indicator, matters=False)


def _flags(old: ItemFacts, new: ItemFacts) -> Iterator[Change]:
    flags = (
        (old.has_does_not_apply, new.has_does_not_apply, "does not apply added", "removed"),
        (old.is_required, new.is_required, "now required", "no longer required"),
        (old.is_reversed, new.is_reversed, "now a reversed question", "no longer reversed"),
        (old.is_fact, new.is_fact, "now a fact about the respondent", "no longer such a fact"),
        (
            old.is_consent,
            new.is_consent,
            "now asks for consent to quote",
            "no longer asks for consent",
        ),
        (old.is_link_code, new.is_link_code, "now a code for linking", "no longer such a code"),
    )
    for then, now, became, stopped in flags:
        if then != now:
            words = "does not apply removed" if stopped == "removed" else stopped
            yield Change(became if now else words)


def _in_other_languages(what: str, old: Translated, new: Translated) -> Iterator[Change]:
    then, now = dict(old), dict(new)
    for code in {**then, **now}:
        before, after = then.get(code, ""), now.get(code, "")
        name = IN_ENGLISH[code]
        if before and after and before != after:
            yield Change(f"{what} in {name} changed", before, after)
        elif after and not before:
            # Nobody has answered in words that were not there.
            yield Change(f"{what} in {name} added", "", after, matters=False)
        elif before and not after:
            yield Change(f"{what} in {name} removed", before, "", matters=False)


def _lists(old: AnswerList, new: AnswerList) -> Iterator[Change]:
    labels = list(_labels(old.labels, new.labels))
    if len(labels) > 2:  # two lists that have little in common
        yield Change("list of answers changed", " · ".join(old.labels), " · ".join(new.labels))
    else:
        yield from labels
    then, now = dict(old.translated), dict(new.translated)
    for code in {**then, **now}:
        before, after = " · ".join(then.get(code, ())), " · ".join(now.get(code, ()))
        if before != after and (old.labels == new.labels or not (before and after)):
            both = bool(before and after)
            yield Change(f"answers in {IN_ENGLISH[code]} changed", before, after, matters=both)
    if not labels and (old.favorable, old.any_favorable) != (new.favorable, new.any_favorable):
        yield Change("answers that count as agreement changed", _agree(old), _agree(new))
    if not labels and old.neutral != new.neutral:
        yield Change("middle answer changed", _middle(old), _middle(new))


def _labels(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "replace" and b - a == d - c:
            for before, after in zip(old[a:b], new[c:d], strict=True):
                yield Change("option renamed", before, after)
        elif what != "equal":
            for before in old[a:b]:
                yield Change("option removed", before)
            for after in new[c:d]:
                yield Change("option added", "", after)


def _agree(answers: AnswerList) -> str:
    return ", ".join(answers.labels[code - 1] for code in sorted(answers.favorable))


def _middle(answers: AnswerList) -> str:
    return answers.labels[answers.neutral - 1] if answers.neutral else ""


def _limits(item: ItemFacts) -> str:
    if item.lowest is None and item.highest is None:
        return "none"
    if item.highest is None:
        return f"at least {item.lowest}"
    return f"at most {item.highest}" if item.lowest is None else f"{item.lowest}–{item.highest}"


def _condition(item: ItemFacts) -> str:
    return words_of({"item": code, "is": codes} for code, codes in item.conditions)
