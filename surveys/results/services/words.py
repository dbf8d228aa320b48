"""Open answers: set apart from the forms, and read by a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from core import clock
from surveys.collection.models import Administration
from surveys.instruments.models import Item
from surveys.instruments.questionnaire import questionnaire_of
from surveys.results.models import OpenAnswer, Quote
from surveys.results.words.quoting import is_part_of

if TYPE_CHECKING:
    from network.models import Person

# The words never pass through Python, and no row is written in the order of another. Answers that
# are only blanks are nothing.
SET_APART = r"""
    INSERT INTO surveys_openanswer
        (id, administration_id, unit_id, role, item_code, text, words, may_be_quoted, verdict)
    SELECT gen_random_uuid(), administration_id, unit_id, role, said.key,
        btrim(said.value, E' \t\r\n'), '', coalesce(answers[%(slot)s] = ANY(%(yes)s), false),
        'unread'
    FROM surveys_response, jsonb_each_text(texts) AS said
    WHERE administration_id = %(administration)s AND said.key = ANY(%(codes)s)
        AND said.value ~ '\S'
    ORDER BY gen_random_uuid()
"""
# SECURITY: the same words in both tables would join what one person wrote to their closed answers.
TAKE_OUT = """
    UPDATE surveys_response SET texts = texts - %(codes)s::text[]
    WHERE administration_id = %(administration)s AND texts ?| %(codes)s::text[]
"""


@transaction.atomic
def set_words_apart(administration: Administration) -> int:
    """Make the open answers of a settled survey rows of their own; how many.

    Safe to run twice, also at once. In anonymous surveys the forms lose their words, so that
    nothing leads from one to the other; where it is kept whose a form is, they stay with it.
    """
    held = Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    if not held.is_settled or held.words_apart_at is not None:
        return 0
    slot, yes = _consent(held)
    codes = [question.code for question in questionnaire_of(held.version) if question.is_open]
    given: dict[str, Any] = {"administration": held.pk, "codes": codes, "slot": slot, "yes": yes}
    with connection.cursor() as cursor:
        cursor.execute(SET_APART, given)
        made: int = cursor.rowcount
        if not held.keeps_keys:
            cursor.execute(TAKE_OUT, given)
    held.words_apart_at = administration.words_apart_at = clock.now()
    held.save(update_fields=["words_apart_at"])
    return made


@transaction.atomic
def judge_words(
    answer: OpenAnswer, *, verdict: OpenAnswer.Verdict, by: Person | None
) -> OpenAnswer:
    """To be published, held back, or not read yet again. Safe to repeat."""
    held = _hold(answer)
    held.verdict = verdict
    is_unread = verdict == OpenAnswer.Verdict.UNREAD
    held.read_by, held.read_at = (None, None) if is_unread else (by, clock.now())
    held.save(update_fields=["verdict", "read_by", "read_at"])
    _take_back_unfit_quote(held)
    return held


@transaction.atomic
def take_out_names(answer: OpenAnswer, *, words: str, by: Person | None) -> OpenAnswer:
    """Say how it may be published. The original is kept; its own words, or none, restore it."""
    held = _hold(answer)
    held.words = "" if words.strip() == held.text else words.strip()
    held.read_by = by
    held.save(update_fields=["words", "read_by"])
    _take_back_unfit_quote(held)
    return held


def _consent(administration: Administration) -> tuple[int, list[int]]:
    """Where in a form's answers the consent stands, counted from 1, and which answers agree."""
    asked = Item.objects.filter(
        section__version=administration.version_id, is_consent=True, slot__isnull=False
    )
    item = asked.select_related("scale").first()
    if item is None or item.scale is None or item.slot is None:
        return 0, []
    return item.slot + 1, list(item.scale.favorable)


def _take_back_unfit_quote(answer: OpenAnswer) -> None:
    """Nothing stays in the quote bank that may not be published as it stands there."""
    quote = Quote.objects.filter(answer=answer, removed_at=None).first()
    if quote is None:
        return
    is_fit = answer.verdict == OpenAnswer.Verdict.PUBLISH and is_part_of(quote.words, answer.fit)
    if not is_fit:
        quote.removed_at = clock.now()
        quote.save(update_fields=["removed_at"])


def _hold(answer: OpenAnswer) -> OpenAnswer:
    return OpenAnswer.objects.select_for_update().get(pk=answer.pk)
