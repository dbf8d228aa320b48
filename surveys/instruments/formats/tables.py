"""Questions that stand as a table: statements below each other, answers beside each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from surveys.instruments.formats.asked import Asked
from surveys.instruments.models import Item
from surveys.instruments.questionnaire import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.instruments.formats.asked import When, Words
    from surveys.instruments.formats.draft import Draft
    from surveys.instruments.formats.lists import AnswerList

Kind = Item.Kind


@dataclass(frozen=True)
class Statement:
    """A row of a table: what the file calls it, and its words."""

    name: str
    words: Words


@dataclass
class Table:
    """A page of its own: `intro` says what is asked about all statements."""

    where: str
    what: str
    title: Words
    intro: Words
    statements: Sequence[Statement]
    kind: str = Kind.CHOICE
    answers: AnswerList | None = None
    is_required: bool = False
    lowest: int | None = None
    highest: int | None = None
    when: Sequence[When] = ()
    told: list[str] = field(default_factory=list)


def ask_table(draft: Draft, table: Table) -> list[str]:
    """Ask each statement; the codes they got."""
    is_matrix = table.kind == Kind.CHOICE and len(table.statements) > 1
    told = draft.begin_section(table.where, table.title, table.intro, is_matrix=is_matrix)
    codes = []
    for statement in table.statements:
        name = statement.words.get(ENGLISH) or statement.name
        code = draft.ask(
            Asked(
                table.where,
                f"{table.what}, statement “{name[:60]}”",
                statement.name,
                dict(statement.words),
                table.kind,
                answers=table.answers,
                is_required=table.is_required,
                lowest=table.lowest,
                highest=table.highest,
                when=table.when,
            )
        )
        codes += [code] if code is not None else []
    told += table.told
    words = f"{len(codes)} questions on a page of their own" if codes else "No question"
    if told:
        draft.report.changed(table.where, table.what, f"{words}; {'; '.join(told)}.")
    elif codes:
        draft.report.taken(table.where, table.what, f"{words}.")
    else:
        draft.report.left_out(table.where, table.what, "It has no statement.")
    return codes
