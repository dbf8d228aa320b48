"""The questions of a LimeSurvey group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.instruments.formats.asked import Asked, whole
from surveys.instruments.formats.expressions import NotUnderstood, conditions_in
from surveys.instruments.formats.limesurvey_file import by, in_order
from surveys.instruments.formats.limesurvey_types import (
    FIXED,
    GRIDS,
    LISTS,
    SHORT,
    TABLES,
    WHY_NOT,
    WITH_COMMENT,
)
from surveys.instruments.formats.lists import AnswerList, Choice, Offered
from surveys.instruments.formats.tables import Statement, Table, ask_table
from surveys.instruments.formats.words import in_short, plain
from surveys.instruments.models import Item
from surveys.instruments.questionnaire import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from surveys.instruments.formats.asked import When, Words
    from surveys.instruments.formats.draft import Draft
    from surveys.instruments.formats.limesurvey_file import Row, Survey

Kind = Item.Kind
COMMENT = {"en": "Comment", "es": "Comentario"}
LIMITS = {"min_answers": "lowest", "max_answers": "highest", "min_num_value_n": "lowest",
          "max_num_value_n": "highest"}  # fmt: skip
READ = (*LIMITS, "num_value_int_only")
NOT_SET = ("", "0", "N", "default")


class Questions:
    """Asks the questions of a survey, group by group."""

    def __init__(self, draft: Draft, survey: Survey) -> None:
        self.draft = draft
        self.survey = survey
        self.answers = by(survey.rows("answers"), "qid")
        self.attributes = by(survey.rows("question_attributes"), "qid")
        nested = [row for row in survey.rows("questions") if row.get("parent_qid", "0") != "0"]
        self.below = by([*survey.rows("subquestions"), *nested], "parent_qid")

    def read(self, rows: Iterable[Row], title: Words, relevance: str) -> None:
        """The questions of a group in their order."""
        seen = set()
        after_table = False
        for row in in_order(rows, "question_order"):
            if row.get("qid") in seen:
                continue  # older files have a row for each language
            seen.add(row.get("qid"))
            is_table = row.get("type", "") in TABLES
            if after_table and not is_table:
                self.draft.begin_section(f"group {row.get('gid')}", title)
            if self._question(row, title, relevance):
                after_table = is_table

    def _question(self, row: Row, title: Words, relevance: str) -> bool:
        """Whether it is asked."""
        type_, where = row.get("type", ""), f"question {row.get('qid')}"
        what = f"{row.get('title')}, type {type_}"
        wording = self.survey.said("question_l10ns", "qid", row, "question")
        said = in_short(plain(wording.get(ENGLISH, "")).text, 200)
        if type_ == "X":
            self._tell_attributes(row, what)
            self.draft.note(where, what, wording)
            return False
        if type_ not in {**SHORT, **LISTS, **TABLES, **FIXED}:
            why = WHY_NOT.get(type_, "We know no question of this type.")
            self.draft.report.left_out(where, what, f"{why} It says “{said}”.")
            return False
        asked = Asked(where, f"{what} “{said[:60]}”", row.get("title", ""), wording)
        asked.help_text = self.survey.said("question_l10ns", "qid", row, "help")
        asked.is_required = row.get("mandatory") == "Y"
        asked.when, asked.told = self._when(row, relevance)
        if row.get("mandatory") == "S":
            asked.told.append("nobody is reminded of it once")
        self._limit(row, asked)
        if type_ in TABLES:
            self._table(row, asked, title)
        else:
            self._single(row, asked)
        self._tell_attributes(row, what)
        return True

    def _single(self, row: Row, asked: Asked) -> None:
        type_ = row.get("type", "")
        if type_ in SHORT:
            asked.kind = SHORT[type_]
            if type_ == "D":
                asked.told.append("we do not ask for a date")
            if type_ == "N" and self._attribute(row, "num_value_int_only") != "1":
                asked.told.append("whole numbers only")
            self.draft.ask(asked)
            return
        asked.kind = LISTS.get(type_, Kind.CHOICE)
        asked.answers = self._list(row, asked)
        if row.get("other") == "Y":
            code = self.draft.ask_with_other(asked, "-oth-")
        else:
            code = self.draft.ask(asked)
        if code and asked.kind == Kind.SEVERAL:
            self._name_boxes(asked.name)
        if code and type_ in WITH_COMMENT:
            which = Asked(asked.where, "comment beside it", f"{asked.name}comment", dict(COMMENT))
            which.kind, which.when = Kind.TEXT, asked.when
            which.told.append(f"a question of its own after {code}")
            self.draft.ask(which)

    def _table(self, row: Row, asked: Asked, title: Words) -> None:
        type_ = row.get("type", "")
        below = self._below(row, "0")
        statements = [self._statement(row, one) for one in below]
        told = list(asked.told)
        intro = asked.wording
        if asked.help_text:
            intro = {
                language: "\n\n".join(filter(None, [text, asked.help_text.get(language, "")]))
                for language, text in asked.wording.items()
            }
        if type_ in GRIDS:
            across = self._below(row, "1")
            statements = [self._crossed(row, one, other) for one in below for other in across]
        for scale in ("0", "1") if type_ == "1" else ("0",):
            named = [
                Statement(f"{one.name}_{scale}" if type_ == "1" else one.name, one.words)
                for one in statements
            ]
            table = Table(asked.where, asked.what, title, intro, named, TABLES[type_], told=told)
            table.is_required, table.when = asked.is_required, asked.when
            table.lowest, table.highest = asked.lowest, asked.highest
            if table.kind == Kind.CHOICE:
                table.answers = self._list(row, asked, scale)
            ask_table(self.draft, table)

    def _statement(self, row: Row, one: Row) -> Statement:
        words = self.survey.said("question_l10ns", "qid", one, "question")
        return Statement(f"{row.get('title')}_{one.get('title')}", words)

    def _crossed(self, row: Row, one: Row, other: Row) -> Statement:
        """A cell of a grid as a question of its own."""
        first, second = self._statement(row, one), self._statement(row, other)
        words = {
            language: f"{text}: {second.words.get(language, other.get('title', ''))}"
            for language, text in first.words.items()
        }
        return Statement(f"{first.name}_{other.get('title')}", words)

    def _list(self, row: Row, asked: Asked, scale: str = "0") -> AnswerList:
        """The answers: fixed by the type, boxes of a multiple choice, or rows of their own."""
        type_ = row.get("type", "")
        if type_ in FIXED:
            name, choices = FIXED[type_]
            return AnswerList(asked.where, name, choices)
        if LISTS.get(type_) == Kind.SEVERAL:
            choices = [
                Choice(one.get("title", ""), self._statement(row, one).words)
                for one in self._below(row, "0")
            ]
            return AnswerList(asked.where, asked.name, choices, is_named=False)
        own = [one for one in self.answers[row.get("qid", "")] if one.get("scale_id", "0") == scale]
        key = "aid" if self.survey.rows("answer_l10ns") else "code"
        found: dict[str, Choice] = {}
        for one in in_order(own, "sortorder"):
            words = self.survey.said("answer_l10ns", key, one, "answer")
            known = found.get(one.get("code", ""))
            found[one.get("code", "")] = Choice(
                one.get("code", ""), {**words, **(known.words if known else {})}
            )
        name = f"{asked.name} second" if scale == "1" else asked.name
        return AnswerList(asked.where, name, list(found.values()), is_named=False)

    def _below(self, row: Row, scale: str) -> list[Row]:
        found: dict[str, Row] = {}
        own = self.below[row.get("qid", "")]
        for one in in_order(own, "question_order"):
            if one.get("scale_id", "0") == scale:
                found.setdefault(one.get("qid", ""), one)
        return list(found.values())

    def _name_boxes(self, name: str) -> None:
        """Conditions name a box of a multiple choice as a question that is answered by Y."""
        offered = self.draft.offered.get(name)
        if offered is not None:
            for box, numbers in offered.numbers.items():
                self.draft.offered[f"{name}_{box}"] = Offered({"Y": numbers}, offered.code, False)

    def _when(self, row: Row, group: str) -> tuple[list[When], list[str]]:
        found: list[When] = []
        for said in (group, row.get("relevance", "")):
            try:
                found += conditions_in(said)
            except NotUnderstood:
                words = "asked of everybody, since we have no such condition"
                return [], [f"{words}: {in_short(said, 500)}"]
        return found, []

    def _limit(self, row: Row, asked: Asked) -> None:
        for attribute, limit in LIMITS.items():
            said = self._attribute(row, attribute)
            if (number := whole(said)) is not None:
                setattr(asked, limit, number)
            elif said not in NOT_SET:
                asked.told.append(f"without {attribute} {in_short(said, 200)}")

    def _attribute(self, row: Row, name: str) -> str:
        own = self.attributes[row.get("qid", "")]
        return next((one.get("value", "") for one in own if one.get("attribute") == name), "")

    def _tell_attributes(self, row: Row, what: str) -> None:
        """Everything else that is set at a question, on one line."""
        said = [
            f"{one.get('attribute')} {in_short(one.get('value', ''), 200)}"
            for one in self.attributes[row.get("qid", "")]
            if one.get("value", "") not in NOT_SET and one.get("attribute") not in READ
        ]
        if row.get("preg"):
            said.append(f"preg {row['preg']}")
        if said:
            words = f"Questions look and are checked as all of ours are: {', '.join(said)}"
            self.draft.report.left_out(f"question {row.get('qid')}", f"settings of {what}", words)
