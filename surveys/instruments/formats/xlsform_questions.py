"""A row of the sheet survey as a question: its words, its limits, when it is asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from surveys.instruments.formats.asked import Asked
from surveys.instruments.formats.expressions import NotUnderstood, conditions_in
from surveys.instruments.formats.words import in_short
from surveys.instruments.formats.xlsform_columns import language_of
from surveys.instruments.formats.xlsform_types import NEAR, WHOLE, WORDS, plain_type
from surveys.instruments.models import Item

if TYPE_CHECKING:
    from surveys.instruments.formats.asked import When
    from surveys.instruments.formats.draft import Draft
    from surveys.instruments.formats.xlsform_columns import Row

Kind = Item.Kind
YES = ("yes", "true", "true()", "1")
NO = ("", "no", "false", "false()", "0")
# Why what stands in a column of a row is not kept; other columns are simply not ours.
WHY = {
    "constraint": "We check whole numbers and how many answers are chosen, nothing else",
    "constraint_message": "Refused answers are explained in our own words",
    "required_message": "Answers that are missing are asked for in our own words",
    "required": "A question has to be answered always or never",
    "relevant": "Words between questions are shown to everybody",
    "default": "We fill in no answers",
    "calculation": "We calculate nothing",
    "choice_filter": "Every answer of the list is offered",
    "repeat_count": "What it repeats is asked once",
    "read_only": "Every question can be answered",
    "parameters": "Answers keep the order of their list",
    "appearance": "Questions look as all of ours do",
}
MEDIA = ("image", "audio", "video", "media", "big-image", "autoplay")
_BETWEEN = re.compile(r"\.\s*(>=|<=|>|<)\s*(-?\d{1,9})\Z")
_CHOSEN = re.compile(r"count-selected\(\s*\.\s*\)\s*(>=|<=|>|<|=)\s*(\d{1,3})\Z")


def kind_in(row: Row, said: str) -> str:
    """How a row without a list is answered by us; nothing where it is not asked."""
    type_ = plain_type(said)
    is_asked = type_ in (*WORDS, *NEAR, *WHOLE, "range")
    # "email" without words is what a phone knows of its owner; what is calculated has no answer.
    if not is_asked or row.peek("calculation") or (type_ == "email" and not row.peek("label")):
        return ""
    if type_ in (*WHOLE, "range"):
        return Kind.NUMBER
    if row.peek("appearance") == "multiline":
        row.take("appearance")
        return Kind.TEXT
    return Kind.SHORT


def asked_in(row: Row, said: str, kind: str) -> Asked:
    """The question of a row; cells that it used are taken out of it."""
    name = row.take("name")
    told: list[str] = []
    if not name:
        name = f"Q{row.where.rpartition(' ')[2]}"
        told.append("it has no name")
    asked = Asked(row.where, f"{said} “{in_short(name)}”", name, row.words("label"), kind)
    asked.help_text = row.words("hint")
    asked.told = told
    if row.peek("required").casefold() in (*YES, *NO):
        asked.is_required = row.take("required").casefold() in YES
    if row.peek("relevant").casefold() in NO[1:]:
        asked.told.append("it was never asked there")
        row.take("relevant")
    _limit(row, said, asked)
    asked.when, why = relevant_in(row)
    asked.told += why
    return asked


def relevant_in(row: Row) -> tuple[list[When], list[str]]:
    """When it is asked, and what of that we cannot say."""
    said = row.take("relevant")
    try:
        return conditions_in(said), []
    except NotUnderstood:
        words = "asked of everybody, since we have no such condition"
        return [], [f"{words}: {in_short(said, 500)}"]


def tell_leftovers(draft: Draft, row: Row, said: str, but: tuple[str, ...] = ()) -> None:
    """Cells of the row that are nowhere in the form."""
    for column, cell in row.left():
        is_foreign = language_of(column.language, row.main) is None
        told_at_column = column.name in ("label", "hint") and is_foreign
        if told_at_column or column.name in but:
            continue
        why = WHY.get(column.name, "We have no place for it")
        if column.name.startswith(MEDIA):
            why = "We show no pictures and play no sounds"
        draft.report.left_out(
            row.where, f"{column.head} of {said}", f"{why}: {in_short(cell, 500)}"
        )


def cells_in(row: Row) -> str:
    """Everything that a row still says, for one line."""
    return in_short(" | ".join(f"{column.head}: {cell}" for column, cell in row.left()), 500)


def _limit(row: Row, said: str, asked: Asked) -> None:
    """Limits of whole numbers and of how many answers; other constraints stay in the row."""
    pattern = {Kind.NUMBER: _BETWEEN, Kind.SEVERAL: _CHOSEN}.get(Kind(asked.kind))
    if pattern is not None and row.peek("constraint"):
        limits = _limits_in(row.peek("constraint"), pattern)
        if limits is not None:
            asked.lowest, asked.highest = limits
            row.take("constraint")
    if plain_type(said) == "range":
        _limit_to_range(row, asked)


def _limit_to_range(row: Row, asked: Asked) -> None:
    said = row.take("parameters")
    given = dict(re.findall(r"(\w+)\s*=\s*(-?[\d.]+)", said))
    bounds = [given.get("start", "1"), given.get("end", "10")]
    if all(re.fullmatch(r"-?\d{1,6}", one) for one in bounds):
        asked.lowest, asked.highest = sorted(int(one) for one in bounds)
    if given.get("step", "1") != "1" or asked.lowest is None:
        asked.told.append(f"any whole number, since we have no steps: {in_short(said)}")


def _limits_in(said: str, pattern: re.Pattern[str]) -> tuple[int | None, int | None] | None:
    """The lowest and highest number that a constraint allows; None if it says anything else."""
    lowest: int | None = None
    highest: int | None = None
    for part in re.split(r"\s+and\s+", said.strip()):
        match = pattern.match(part.strip())
        if match is None:
            return None
        sign, number = match[1], int(match[2])
        if sign in (">=", ">", "="):
            lowest = number + (sign == ">")
        if sign in ("<=", "<", "="):
            highest = number - (sign == "<")
    return lowest, highest
