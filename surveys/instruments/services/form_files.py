"""What a form's file must be, told before anything of it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from surveys.instruments.models import Item
from surveys.instruments.questionnaire import ENGLISH, LANGUAGES, ROLE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from surveys.instruments.models import Scale

Described = dict[str, Any]
Kind = Item.Kind
# Of a question's keys, those that are fields of an item as they stand.
ITEM_FIELDS = (
    "code",
    "wording",
    "help_text",
    "kind",
    "has_does_not_apply",
    "is_required",
    "is_reversed",
    "is_fact",
    "is_consent",
    "is_link_code",
    "lowest",
    "highest",
    "show_if",
    "translations",
    "construct",
)
# Codes become names of fields on the answer page, whose own names are in small letters.
CODE = re.compile(r"\A[A-Z][A-Za-z0-9]*\Z")
LINKS = ("scale", "indicator")
WITH_LIST = (Kind.CHOICE, Kind.SEVERAL)


class BadForm(ValueError):
    """A form's file contradicts itself or leaves words out."""


class UnknownReference(BadForm):
    """A form names a scale or an indicator that does not exist."""


@dataclass(frozen=True)
class FormFile:
    """One version as its file describes it, and what it may point at."""

    code: str
    version: Mapping[str, Any]
    scales: Mapping[str, Scale]
    indicators: Collection[str]

    def check(self) -> None:
        """Raise BadForm and name the first item that cannot be loaded as it stands."""
        self._check_words()
        self.check_questions()

    def check_questions(self) -> None:
        """The same for all but words in other languages, which a draft may still lack."""
        earlier: dict[str, Described] = {}
        for question in self.questions():
            if not CODE.match(question["code"]):
                raise BadForm(f"{question['code']!r} is no code: a capital, letters and figures.")
            if question["code"] in earlier:
                raise BadForm(f"{question['code']} stands in {self.code} twice.")
            self._check_references(question)
            self._check_answers(question)
            for condition in question.get("show_if", []):
                self._check_condition(question["code"], condition, earlier)
            earlier[question["code"]] = question
        codes = [code for code, question in earlier.items() if question.get("is_link_code")]
        if len(codes) > 1:
            raise BadForm(f"{' and '.join(codes)} are both codes for linking. Keep one.")

    def questions(self) -> Iterator[Described]:
        """All questions in the order of the form."""
        for section in self.version["sections"]:
            yield from section["items"]

    def _check_references(self, question: Described) -> None:
        unknown = question.keys() - {*ITEM_FIELDS, *LINKS}
        if unknown:
            raise BadForm(f"{question['code']} has {', '.join(sorted(unknown))}: not a field.")
        for link, known in (("scale", self.scales), ("indicator", self.indicators)):
            if link in question and question[link] not in known:
                words = f"{question['code']} points at {question[link]!r}, which is not loaded."
                raise UnknownReference(words)

    def _check_answers(self, question: Described) -> None:
        kind = question.get("kind", Kind.CHOICE)
        if kind not in Kind.values:
            raise BadForm(f"{question['code']} is of no kind that we ask: {kind!r}.")
        if (kind in WITH_LIST) != ("scale" in question):
            needs = "needs a list of answers" if kind in WITH_LIST else "takes no list of answers"
            raise BadForm(f"{question['code']} {needs}.")
        if question.get("is_consent") and not self._may_be_agreed_to(question):
            raise BadForm(
                f"{question['code']} asks for consent: a fact, with an answer that agrees."
            )
        if question.get("is_link_code") and (kind != Kind.SHORT or question.get("is_required")):
            raise BadForm(f"{question['code']} is a code for linking: short, and never required.")
        lowest, highest = question.get("lowest"), question.get("highest")
        if lowest is not None and highest is not None and lowest > highest:
            raise BadForm(f"{question['code']} has no number between lowest and highest.")

    def _may_be_agreed_to(self, question: Described) -> bool:
        is_choice = question.get("kind", Kind.CHOICE) == Kind.CHOICE
        is_fact = bool(question.get("is_fact"))
        return is_choice and is_fact and bool(self.scales[question["scale"]].favorable)

    def _check_condition(
        self, code: str, condition: Described, earlier: Mapping[str, Described]
    ) -> None:
        named = condition["item"]
        if named == ROLE:
            options = len(self.version["roles"])
        elif named in earlier and "scale" in earlier[named]:
            options = self._options(earlier[named])
        else:
            words = f"{code} depends on {named}, which is no earlier question with a list."
            raise BadForm(words)
        wrong = [one for one in condition["is"] if not 1 <= one <= options]
        if wrong or not condition["is"]:
            raise BadForm(f"{code} depends on an answer that {named} does not have: {wrong}.")

    def _options(self, question: Described) -> int:
        labels = self.scales[question["scale"]].labels
        return len(labels) + int(question.get("has_does_not_apply", False))

    def _check_words(self) -> None:
        for language in self.version.get("languages", [ENGLISH]):
            if language not in LANGUAGES:
                raise BadForm(f"{self.code} is in a language that we cannot ask in: {language!r}.")
            if language == ENGLISH:
                continue
            for name in self._without_words(language):
                raise BadForm(f"{name} of {self.code} has no words in {LANGUAGES[language]}.")

    def _without_words(self, language: str) -> Iterator[str]:
        """What a reader of the language would meet in English."""
        version = self.version
        own = version.get("translations", {}).get(language, {})
        if not own.get("name"):
            yield "The name"
        if len(own.get("roles", [])) != len(version["roles"]):
            yield "A role"
        for section in version["sections"]:
            if not _is_translated(section, language, ("title", "intro")):
                yield f"The section {section['title']!r}"
            for question in section["items"]:
                if not _is_translated(question, language, ("wording", "help_text")):
                    yield str(question["code"])
                elif question.get("scale") in self.scales:
                    scale = self.scales[question["scale"]]
                    given = scale.translations.get(language, {}).get("labels", [])
                    if len(given) != len(scale.labels):
                        yield f"The list {scale.code}"


def _is_translated(part: Described, language: str, fields: tuple[str, ...]) -> bool:
    """Whether all words that the part has in English are there in the language as well."""
    words = part.get("translations", {}).get(language, {})
    return all(words.get(field) for field in fields if part.get(field))
