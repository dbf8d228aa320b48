"""The rows of the sheet survey, one after the other: groups, loops, questions, notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from surveys.instruments.formats.lists import AnswerList
from surveys.instruments.formats.report import Unreadable
from surveys.instruments.formats.words import in_short
from surveys.instruments.formats.xlsform_questions import (
    asked_in,
    cells_in,
    kind_in,
    relevant_in,
    tell_leftovers,
)
from surveys.instruments.formats.xlsform_types import (
    NEAR,
    NOTES,
    frame_of,
    list_type_of,
    plain_type,
    why_not,
)
from surveys.instruments.models import Item
from surveys.instruments.questionnaire import ENGLISH, ROLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from surveys.instruments.formats.asked import Asked, When, Words
    from surveys.instruments.formats.draft import Draft
    from surveys.instruments.formats.xlsform_columns import Row
    from surveys.instruments.formats.xlsform_in import Lists
    from surveys.instruments.formats.xlsform_types import Frame, ListType

Kind = Item.Kind
MOST_UNROLLED = 10_000  # rows of a loop, asked for each answer; a form has a thousand questions


@dataclass
class Group:
    """A group that is open: its words, and the condition that holds for all in it."""

    frame: str
    title: Words
    when: list[When] = field(default_factory=list)


def read_rows(draft: Draft, rows: Iterable[Row], lists: Lists) -> set[tuple[str, bool]]:
    """Put every row into the draft or the report; returns the lists that were used."""
    reader = _Rows(draft, lists)
    for row in _unrolled(rows, lists, draft):
        reader.read(row)
    for group in reader.groups:
        words = f"It has no end; everything below “{_known(group.title)}” is in it."
        draft.report.changed("survey", f"begin {group.frame}", words)
    return reader.used


def _unrolled(rows: Iterable[Row], lists: Lists, draft: Draft) -> Iterator[Row]:
    """A loop over the answers of a list as so many groups, one for each answer."""
    ahead = iter(rows)
    for row in ahead:
        said = row.peek("type")
        frame = frame_of(said)
        choices = lists.choices.get((frame.list_name, False)) if frame else None
        if frame is None or not frame.begins or frame.frame != "loop" or not choices:
            yield row
            continue
        body: list[Row] = []
        for inside in ahead:
            end = frame_of(inside.peek("type"))
            if end is not None and end.frame == "loop" and not end.begins:
                tell_leftovers(draft, inside, inside.peek("type"), but=("type", "name"))
                end_said = inside.take("type")
                draft.report.taken(inside.where, end_said, "The end of the loop.")
                tell_leftovers(draft, inside, end_said)
                break
            body.append(inside)
        else:
            words = "The loop has no end; everything below is in it."
            draft.report.changed(row.where, "end of the loop", words)
        if len(choices) * len(body) > MOST_UNROLLED:
            words = f"{row.where}: the loop would become {len(choices) * len(body):,} rows."
            raise Unreadable(f"{words} Ask about fewer answers, or split the form.")
        words = f"Its questions are asked for each of the {len(choices)} answers of the list."
        draft.report.changed(row.where, said, words)
        tell_leftovers(draft, row, said, but=("type", "name"))
        for choice in choices:
            for inside in body:
                yield inside.about(choice.name, choice.words.get(ENGLISH) or choice.name)


class _Rows:
    def __init__(self, draft: Draft, lists: Lists) -> None:
        self.draft = draft
        self.lists = lists
        self.groups: list[Group] = []
        self.used: set[tuple[str, bool]] = set()
        self.is_back = False  # in a group again, after one inside it has ended

    def read(self, row: Row) -> None:
        """One row, whatever it is."""
        said = row.take("type")
        if not said:
            self.draft.report.left_out(row.where, "row without a type", cells_in(row))
        elif frame := frame_of(said):
            self._begin(row, said, frame) if frame.begins else self._end(row, said, frame)
        elif plain_type(said) in NOTES:
            self._note(row, said)
        elif listed := list_type_of(said):
            self._listed(row, said, listed)
        elif kind := kind_in(row, said):
            asked = self._asked(row, said, kind)
            if plain_type(said) in NEAR:
                asked.told.append(f"we do not ask for {NEAR[plain_type(said)]}")
            self._ask(row, asked)
        else:
            why = why_not("calculate" if row.peek("calculation") else said)
            cells = cells_in(row)
            words = f"{why} It says {cells}." if cells else why
            self.draft.report.left_out(row.where, said, words)

    def _begin(self, row: Row, said: str, frame: Frame) -> None:
        name, title = row.take("name"), row.words("label")
        title = title or {ENGLISH: name}
        is_matrix = row.peek("appearance") == "table-list"
        if is_matrix:
            row.take("appearance")
        told = self.draft.begin_section(row.where, title, row.words("hint"), is_matrix=is_matrix)
        when, why = relevant_in(row)
        if frame.frame != "group":
            told.append(f"we have no {frame.frame}s, so its questions are asked once")
        if self.groups:
            told.append("pages stand one after the other, so it is no part of another")
        if when:
            told.append("its condition is one of each question in it")
        told += why
        self.groups.append(Group(frame.frame, title, when))
        self.is_back = False
        words = f"A page, “{_known(title)}”"
        if told:
            self.draft.report.changed(row.where, said, f"{words}; {'; '.join(told)}.")
        else:
            self.draft.report.taken(row.where, said, f"{words}.")
        tell_leftovers(self.draft, row, said)

    def _end(self, row: Row, said: str, frame: Frame) -> None:
        ended = self.groups.pop() if self.groups else None
        self.is_back = True
        if ended is None:
            self.draft.report.left_out(row.where, said, "It ends what never began.")
        elif ended.frame != frame.frame:
            words = f"It ends the {ended.frame} “{_known(ended.title)}”."
            self.draft.report.changed(row.where, said, words)
        else:
            self.draft.report.taken(row.where, said, f"The end of “{_known(ended.title)}”.")
        tell_leftovers(self.draft, row, said, but=("name",))

    def _note(self, row: Row, said: str) -> None:
        row.take("name")
        words, hint = row.words("label"), row.words("hint")
        for language, text in hint.items():
            words[language] = "\n\n".join(filter(None, [words.get(language, ""), text]))
        if words:
            self._back()
            self.draft.note(row.where, said, words)
        else:
            self.draft.report.left_out(row.where, said, "It has no words.")
        tell_leftovers(self.draft, row, said)

    def _listed(self, row: Row, said: str, listed: ListType) -> None:
        key = (listed.list_name, listed.is_external)
        self.used.add(key)
        choices = list(self.lists.choices.get(key, []))
        where = self.lists.where.get(key, row.where)
        asked = self._asked(row, said, listed.kind)
        answers = AnswerList(where, listed.list_name, choices)
        is_role = asked.name == ROLE and listed.kind == Kind.CHOICE and not asked.when
        if is_role and not self.draft.sections and self.draft.ask_role(row.where, said, answers):
            tell_leftovers(self.draft, row, said)
            return
        asked.answers = answers
        if listed.has_other:
            self._back()
            if self.draft.ask_with_other(asked) is not None:
                tell_leftovers(self.draft, row, asked.what)
        else:
            self._ask(row, asked)

    def _asked(self, row: Row, said: str, kind: str) -> Asked:
        asked = asked_in(row, said, kind)
        asked.when = [*(one for group in self.groups for one in group.when), *asked.when]
        return asked

    def _ask(self, row: Row, asked: Asked) -> None:
        self._back()
        if self.draft.ask(asked) is not None:
            tell_leftovers(self.draft, row, asked.what)

    def _back(self) -> None:
        """After a group within a group, what follows is a page of the outer one again."""
        if self.is_back and self.draft.sections:
            self.draft.begin_section("survey", self.groups[-1].title if self.groups else {})
        self.is_back = False


def _known(title: Words) -> str:
    return in_short(next(iter(title.values()), ""), 60)
