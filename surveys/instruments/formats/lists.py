"""Lists of answers of a form that is being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from surveys.instruments.formats.codes import Codes
from surveys.instruments.formats.words import in_short, plain
from surveys.instruments.questionnaire import DOES_NOT_APPLY, ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from surveys.instruments.formats.report import Report

LONGEST_LABEL = 80
LONGEST_NAME = 60
MOST_ANSWERS = 99  # two figures


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer: what the file calls it, and its words by language."""

    name: str
    words: Mapping[str, str]


@dataclass(frozen=True)
class AnswerList:
    """A list as it stands in the file. `told` are phrases on what is different already."""

    where: str
    name: str
    choices: Sequence[Choice]
    told: Sequence[str] = ()
    what: str = "list of answers"
    is_named: bool = True  # else equal ones are the same, whichever question brought them


@dataclass(frozen=True, slots=True)
class Offered:
    """What a question offers: our numbers by the file's names of the answers."""

    numbers: Mapping[str, frozenset[int]]
    code: str
    has_does_not_apply: bool


@dataclass
class ListMaker:
    """Makes each list once and tells it once."""

    report: Report
    scales: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._codes = Codes()
        self._made: dict[tuple[object, ...], Offered] = {}

    def make(self, found: AnswerList, languages: Sequence[str]) -> Offered | None:
        """The list in our form; None if it has no answers."""
        key = (
            found.name if found.is_named else "",
            tuple((c.name, *sorted(c.words.items())) for c in found.choices),
        )
        if not found.choices:
            return None
        if key not in self._made:
            self._made[key] = self._make(found, languages)
        return self._made[key]

    def forget(self, code: str) -> None:
        """Of a list that became something else."""
        del self.scales[code]
        self._codes.free(code)
        self._made = {key: made for key, made in self._made.items() if made.code != code}

    def _make(self, found: AnswerList, languages: Sequence[str]) -> Offered:
        told = list(found.told)
        labels: list[str] = []
        translated: dict[str, list[str]] = {code: [] for code in languages if code != ENGLISH}
        numbers: dict[str, set[int]] = {}
        seen: set[tuple[str, str]] = set()
        beyond: list[str] = []
        for choice in found.choices:
            label = self._label(choice.words.get(ENGLISH, ""), told)
            if not label:
                label = self._label(choice.name, told) or f"Answer {len(labels) + 1}"
                told.append(f"an answer has no words, so “{label}” stands there")
            if (choice.name, label) in seen:
                told.append(f"“{label}” stood there twice and is offered once")
                continue
            seen.add((choice.name, label))
            if label in labels:
                other = _unlike(f"{label[: LONGEST_LABEL - 25]} ({choice.name[:20]})", labels)
                told.append(f"two answers read “{label}”; one of them is now “{other}”")
                label = other
            if len(labels) == MOST_ANSWERS:
                beyond.append(label)
                continue
            labels.append(label)
            for code, words in translated.items():
                words.append(self._label(choice.words.get(code, ""), told))
            numbers.setdefault(choice.name, set()).add(len(labels))
        if beyond:
            named = in_short(", ".join(beyond), 2000)
            told.append(
                f"a list has {MOST_ANSWERS} answers at most; {len(beyond)} are left out: {named}"
            )
        has_dna = _offers_does_not_apply(labels, translated)
        if has_dna:
            told.append("its last answer, “Does not apply”, is offered by the questions themselves")
            labels.pop()
            for words in translated.values():
                words.pop()
        if len(labels) == 1:
            told.append("it has one answer only; add others before anybody is asked")
        code = self._codes.of(found.name)
        self.scales[code] = {
            "code": code,
            "name": in_short(plain(found.name).text or code, LONGEST_NAME),
            "labels": labels,
            "translations": _complete(translated, told),
        }
        self._tell(found, code, labels, told)
        frozen = {name: frozenset(places) for name, places in numbers.items()}
        return Offered(frozen, code, has_dna)

    def _label(self, raw: str, told: list[str]) -> str:
        said = plain(raw)
        text = " ".join(said.text.split())
        told += [one for one in said.told if one not in told]
        if len(text) > LONGEST_LABEL:
            told.append(f"“{in_short(text, 500)}” is cut to {LONGEST_LABEL} characters")
            text = text[: LONGEST_LABEL - 1].rstrip() + "…"
        return text

    def _tell(self, found: AnswerList, code: str, labels: list[str], told: list[str]) -> None:
        what = f"{found.what} “{in_short(found.name)}”"
        became = f"The list {code}, {len(labels)} answer{'s' if len(labels) != 1 else ''}"
        if told:
            self.report.changed(found.where, what, f"{became}; {'; '.join(told)}.")
        else:
            self.report.taken(found.where, what, f"{became}.")


def _unlike(label: str, labels: Sequence[str]) -> str:
    """A label that is not there yet."""
    wanted, number = label, 2
    while wanted in labels:
        wanted = f"{label[: LONGEST_LABEL - 4]} {number}"
        number += 1
    return wanted


def _offers_does_not_apply(labels: Sequence[str], translated: Mapping[str, list[str]]) -> bool:
    if len(labels) < 3 or labels[-1].casefold() != DOES_NOT_APPLY[ENGLISH].casefold():
        return False
    return all(
        not words[-1] or words[-1].casefold() == DOES_NOT_APPLY[code].casefold()
        for code, words in translated.items()
    )


def _complete(translated: Mapping[str, list[str]], told: list[str]) -> dict[str, dict[str, Any]]:
    """Labels in other languages, where every answer has some."""
    whole = {}
    for code, words in translated.items():
        if words and all(words):
            whole[code] = {"labels": words}
        elif any(words):
            left = ", ".join(f"“{word}”" for word in words if word)
            told.append(f"its answers in {code} are not complete and are left out: {left}")
    return whole
