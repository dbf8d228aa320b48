"""A version as it is read: sections, questions and options, without the database behind it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from surveys.instruments.constructs import scales_of
from surveys.instruments.models import InstrumentVersion, Item

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from surveys.instruments.constructs import ItemScale
    from surveys.instruments.models import Scale, Section

SKIPPED = 0  # also "prefer not to answer"
NOT_ASKED = -1  # a condition did not hold
ROLE = "role"
ENGLISH = "en"
# The languages we can ask in, by their own names. A new one needs locale/<code>/ as well.
LANGUAGES = {"en": "English", "es": "Español"}
IN_ENGLISH = {"en": "English", "es": "Spanish"}  # for those who write forms
DOES_NOT_APPLY = {"en": "Does not apply", "es": "No aplica"}
ABOUT_YOU = {"en": "About you", "es": "Sobre usted"}
Kind = Item.Kind


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that may be chosen."""

    code: int
    label: str


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when the earlier answer to `item` (or the role) is one of `codes`."""

    item: str
    codes: frozenset[int]


@dataclass(frozen=True, slots=True)
class Question:
    """One item. `number` counts over the whole form, open questions included."""

    code: str
    wording: str
    number: int
    slot: int | None
    options: tuple[Option, ...]
    kind: str = Kind.CHOICE
    help_text: str = ""
    is_required: bool = False
    lowest: int | None = None
    highest: int | None = None
    conditions: tuple[Condition, ...] = ()
    has_does_not_apply: bool = False  # its option is the last
    is_link_code: bool = False

    @property
    def is_open(self) -> bool:
        """Whether people say something in words; a code that links waves says nothing."""
        return self.is_written and not self.is_link_code

    @property
    def is_written(self) -> bool:
        """Whether letters are typed."""
        return self.kind in (Kind.SHORT, Kind.TEXT)

    @property
    def is_choice(self) -> bool:
        """Whether one answer of a list is chosen; only these are tallied."""
        return self.kind == Kind.CHOICE

    def label_of(self, code: int) -> str:
        """The words of a chosen option, or none."""
        return next((option.label for option in self.options if option.code == code), "")


@dataclass(frozen=True, slots=True)
class Page:
    """A section of the form; the first may only ask for the role."""

    title: str
    intro: str
    questions: tuple[Question, ...]
    asks_role: bool = False
    is_matrix: bool = False


@dataclass(frozen=True)
class Questionnaire:
    """The whole form in one language. `roles` are the words shown; their order is the code.

    `scales` are the same in every language.
    """

    name: str
    minutes: int
    roles: tuple[str, ...]
    pages: tuple[Page, ...]
    language: str = ENGLISH
    languages: tuple[str, ...] = (ENGLISH,)
    scales: tuple[ItemScale, ...] = ()

    def __iter__(self) -> Iterator[Question]:
        for page in self.pages:
            yield from page.questions

    @cached_property
    def by_code(self) -> dict[str, Question]:
        """Questions by item code."""
        return {question.code: question for question in self}

    @cached_property
    def link_code(self) -> Question | None:
        """The question for a self-made code, if the form has one."""
        return next((question for question in self if question.is_link_code), None)

    @cached_property
    def slots(self) -> int:
        """How long an answer's array is."""
        return max((q.slot + 1 for q in self if q.slot is not None), default=0)

    @cached_property
    def width(self) -> int:
        """Numbers per slot of a tally: skipped, each option, does not apply.

        Items that do not offer "does not apply" keep its place, so one width fits all.
        """
        options = [len(q.options) for q in self if q.is_choice]
        return max(options, default=0) + 2

    @property
    def number_of_questions(self) -> int:
        """All questions, the role included."""
        return len(self.by_code) + bool(self.roles)

    def asks(self, question: Question, answers: Mapping[str, Any]) -> bool:
        """Whether all its conditions hold; what was not asked itself fulfils none."""
        return all(self._holds(condition, answers) for condition in question.conditions)

    def _holds(self, condition: Condition, answers: Mapping[str, Any]) -> bool:
        given = answers.get(condition.item)
        if condition.item != ROLE:
            # Only earlier items are named, so this ends.
            earlier = self.by_code.get(condition.item)
            if earlier is None or not self.asks(earlier, answers):
                return False
        chosen = given if isinstance(given, list) else [given]
        return any(one in condition.codes for one in chosen)


def questionnaire_of(version: InstrumentVersion, language: str = ENGLISH) -> Questionnaire:
    """Read a version; a frozen one never changes and is read once per process and language."""
    language = language if language in version.languages else ENGLISH
    return _frozen(version.pk, language) if version.is_frozen else read(version, language)


def version_of(pk: int) -> InstrumentVersion:
    """The version with its instrument; a frozen one is asked for once per process."""
    version = _versions.get(pk)
    if version is None:
        version = InstrumentVersion.objects.select_related("instrument").get(pk=pk)
        if version.is_frozen:
            _versions[pk] = version
    return version


_versions: dict[int, InstrumentVersion] = {}


@lru_cache(maxsize=64)
def _frozen(pk: int, language: str) -> Questionnaire:
    return read(InstrumentVersion.objects.select_related("instrument").get(pk=pk), language)


def read(version: InstrumentVersion, language: str = ENGLISH) -> Questionnaire:
    """Read a version from the database, in three queries.

    Slots count up over the form; freezing writes the same numbers into the items.
    """
    pages = []
    placed: list[tuple[Item, int | None]] = []
    number = slot = 0
    roles = words_of(version, "roles", language)
    if roles:
        number = 1
        pages.append(Page(ABOUT_YOU[language], "", (), asks_role=True))
    for section in version.sections.prefetch_related("items__scale"):
        questions = []
        for item in items_of(section):
            number += 1
            is_tallied = item.kind == Kind.CHOICE
            placed.append((item, slot if is_tallied else None))
            questions.append(_question(*placed[-1], number, language))
            slot += is_tallied
        pages.append(
            Page(
                words_of(section, "title", language),
                words_of(section, "intro", language),
                tuple(questions),
                is_matrix=section.is_matrix,
            )
        )
    return Questionnaire(
        words_of(version, "name", language) or version.instrument.name,
        version.minutes,
        tuple(roles),
        tuple(pages),
        language,
        tuple(version.languages),
        scales_of(placed),
    )


def items_of(section: Section) -> list[Item]:
    """Its items in order, without those that were taken out; from the prefetched ones if any."""
    return [item for item in section.items.all() if item.removed_at is None]


def words_of(row: Any, name: str, language: str) -> Any:
    """The words of a field in a language; the English ones where they are missing."""
    translated = row.translations.get(language, {}).get(name)
    return translated or getattr(row, name, "")


def _question(item: Item, slot: int | None, number: int, language: str) -> Question:
    return Question(
        code=item.code,
        wording=words_of(item, "wording", language),
        number=number,
        slot=slot,
        options=tuple(_options(item, item.scale, language)),
        kind=item.kind,
        help_text=words_of(item, "help_text", language),
        is_required=item.is_required,
        lowest=item.lowest,
        highest=item.highest,
        conditions=tuple(Condition(c["item"], frozenset(c["is"])) for c in item.show_if),
        has_does_not_apply=item.has_does_not_apply,
        is_link_code=item.is_link_code,
    )


def _options(item: Item, scale: Scale | None, language: str) -> Iterator[Option]:
    if scale is None:
        return
    labels = words_of(scale, "labels", language)
    for code, label in enumerate(labels, start=1):
        yield Option(code, label)
    if item.has_does_not_apply:
        yield Option(len(labels) + 1, DOES_NOT_APPLY[language])
