"""A form to be read before it is asked: by parents, principals, whoever wants to know.

The same questions, hints and conditions as on the answer page, numbered as there; on screen and as
a PDF to hand out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.pdf import pdf_of
from surveys.collection.cards import Matrix, blocks_of, hint_of, only_if
from surveys.instruments.models import InstrumentVersion
from surveys.instruments.questionnaire import ROLE, questionnaire_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.instruments.questionnaire import Page, Question, Questionnaire

# More columns than this are too narrow on paper for their words.
MOST_COLUMNS = 7


@dataclass(frozen=True, slots=True)
class Asked:
    """A question: what is to be known beside it, and its answers; none where people write."""

    number: int
    code: str
    kind: str
    wording: str
    notes: tuple[str, ...]
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopyPart:
    """A section. `tables` are runs of questions with the same answers, for paper."""

    title: str
    intro: str
    questions: tuple[Asked, ...]
    tables: tuple[tuple[Asked, ...], ...]

    @property
    def first(self) -> int:
        """Where the numbers of this section begin."""
        return self.questions[0].number if self.questions else 1


@dataclass(frozen=True, slots=True)
class BlankCopy:
    """The whole form in one language."""

    name: str
    language: str
    facts: str
    about: str
    parts: tuple[CopyPart, ...]


def copy_of(version: InstrumentVersion, language: str) -> BlankCopy:
    """The copy in a language of the version."""
    form = questionnaire_of(version, language)
    with translation.override(form.language):
        return BlankCopy(
            name=form.name,
            language=form.language,
            facts=" · ".join(_facts(version, form)),
            about=" ".join(_about(form)),
            parts=tuple(_part(page, form) for page in form.pages),
        )


def copy_pdf(version: InstrumentVersion, language: str) -> bytes:
    """The copy on paper; of a frozen version it is made once per process and language."""
    if version.is_frozen:
        return _kept_pdf(version.pk, language)
    return _pdf(version, language)


@lru_cache(maxsize=32)
def _kept_pdf(pk: int, language: str) -> bytes:
    version = InstrumentVersion.objects.select_related("instrument").get(pk=pk)
    return _pdf(version, language)


def _pdf(version: InstrumentVersion, language: str) -> bytes:
    copy = copy_of(version, language)
    data = {
        "title": copy.name,
        "author": "PL Network",
        "lang": copy.language,
        "facts": copy.facts,
        "about": copy.about,
        "parts": [
            {
                "title": part.title,
                "intro": part.intro,
                "tables": [[_as_data(question) for question in run] for run in part.tables],
            }
            for part in copy.parts
        ],
    }
    return pdf_of("surveys/blank_copy.typ", data)


def _as_data(question: Asked) -> dict[str, Any]:
    return {
        "number": question.number,
        "code": question.code,
        "kind": question.kind,
        "wording": question.wording,
        "notes": question.notes,
        "answers": question.answers,
    }


def _facts(version: InstrumentVersion, form: Questionnaire) -> Iterator[str]:
    yield _("Blank copy, version %(number)d") % {"number": version.number}
    asked = form.number_of_questions
    yield ngettext("%(number)d question", "%(number)d questions", asked) % {"number": asked}
    yield _("About %(minutes)d minutes") % {"minutes": form.minutes}


def _about(form: Questionnaire) -> Iterator[str]:
    yield _("This copy is for reading. Answers are taken online only, through a link.")
    if any(question.is_required for question in form):
        yield _("Only questions marked “required” have to be answered.")
    else:
        yield _("Nobody has to answer any question.")
    yield _("“Prefer not to answer” is offered with every list of answers.")


def _part(page: Page, form: Questionnaire) -> CopyPart:
    runs: list[tuple[Asked, ...]] = []
    for block in blocks_of(page, form):
        cards = block.cards if isinstance(block, Matrix) else (block,)
        run = tuple(_asked(card.question, form) for card in cards)
        is_narrow = len(run[0].answers) > MOST_COLUMNS
        runs += [(one,) for one in run] if is_narrow else [run]
    questions = tuple(question for run in runs for question in run)
    return CopyPart(page.title, page.intro, questions, tuple(runs))


def _asked(question: Question, form: Questionnaire) -> Asked:
    notes = [_("required").capitalize() + "."] if question.is_required else []
    notes += [question.help_text, hint_of(question), *only_if(question, form)]
    return Asked(
        number=question.number,
        code="" if question.code == ROLE else question.code,
        kind=question.kind,
        wording=question.wording,
        notes=tuple(note for note in notes if note),
        answers=tuple(option.label for option in question.options),
    )
