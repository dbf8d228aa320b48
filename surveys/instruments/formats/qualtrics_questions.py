"""The questions of a Qualtrics block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.instruments.formats.asked import Asked, When, whole
from surveys.instruments.formats.expressions import NotUnderstood
from surveys.instruments.formats.qualtrics_logic import conditions_of_logic, logic_in_words
from surveys.instruments.formats.qualtrics_parts import (
    further_settings,
    has_text,
    list_of,
    settings_of,
    statements_of,
    words_of,
)
from surveys.instruments.formats.tables import Table, ask_table
from surveys.instruments.formats.words import in_short, plain
from surveys.instruments.models import Item
from surveys.instruments.questionnaire import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.instruments.formats.asked import Words
    from surveys.instruments.formats.draft import Draft
    from surveys.instruments.formats.qualtrics_parts import Payload

Kind = Item.Kind
ONE = ("SAVR", "SAHR", "SACOL", "DL", "SB", "NPS")
MORE = ("MAVR", "MAHR", "MACOL", "MSB")
LONG = ("ML", "ESTB")
WHY_NOT = {
    "RO": "We have no ranking.",
    "CS": "We have no sums that have to come out.",
    "PGR": "We have no sorting into groups.",
    "FileUpload": "We take no files as answers.",
    "Draw": "We take no drawings as answers.",
    "Timing": "We measure no time on a page.",
    "Meta": "We record nothing that the respondent does not see.",
    "Captcha": "Nobody has to solve a puzzle.",
    "HeatMap": "We have no questions on pictures.",
    "HotSpot": "We have no questions on pictures.",
    "DD": "We have no lists within lists.",
}
WHICH = {"en": "In your own words", "es": "En sus propias palabras"}


class Questions:
    """Asks questions into a draft; conditions name them by their numbers."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft

    def ask(self, number: str, payload: Payload, title: Words, when: Sequence[When]) -> bool:
        """Whether it stands as a table, after which a new page begins."""
        where = f"question {number}"
        tag = str(payload.get("DataExportTag") or number)
        type_ = str(payload.get("QuestionType", ""))
        what = f"{tag}, {'/'.join(filter(None, [type_, _selector(payload)]))}"
        wording = words_of(payload, "QuestionText")
        asked = Asked(where, what, tag, wording)
        asked.when, asked.told = self._when(payload, when)
        force = settings_of(payload).get("ForceResponse")
        asked.is_required = force == "ON"
        if force == "RequestResponse":
            asked.told.append("nobody is reminded of it once")
        is_table = False
        if type_ == "DB":
            self.draft.note(where, what, wording)
        elif type_ == "MC" and _selector(payload) in (*ONE, *MORE):
            self._choice(number, payload, asked)
        elif type_ == "TE" and _selector(payload) != "FORM":
            self._text(payload, asked)
        else:
            tables = self._tables(payload, asked, title)
            is_table = bool(tables)
            for index, table in enumerate(tables):
                self._ask_table(number, table, is_only=len(tables) == 1, index=index)
            if not tables:
                why = WHY_NOT.get(type_, "We know no question of this type.")
                said = in_short(plain(wording.get(ENGLISH, "")).text, 300)
                self.draft.report.left_out(where, what, f"{why} It says “{said}”.")
                return False
        if further := further_settings(payload):
            words = f"Questions look and are checked as all of ours are: {further}"
            self.draft.report.left_out(where, f"settings of {tag}", words)
        return is_table

    def _choice(self, number: str, payload: Payload, asked: Asked) -> None:
        asked.kind = Kind.SEVERAL if _selector(payload) in MORE else Kind.CHOICE
        asked.answers = list_of(payload, asked.where, asked.name, "Choices", "ChoiceOrder")
        _count_limits(payload, asked)
        if self.draft.ask(asked) is None:
            return
        self.draft.offered[number] = self.draft.offered[asked.name]
        for choice in asked.answers.choices:
            if has_text(payload, choice.name):
                label = in_short(plain(choice.words.get(ENGLISH, choice.name)).text, 60)
                name = f"{asked.name}_{choice.name}_text"
                which = Asked(asked.where, f"text beside “{label}”", name, dict(WHICH), Kind.SHORT)
                which.help_text = dict(choice.words)
                which.when = [When(asked.name, frozenset({choice.name}))]
                which.told.append("a question of its own")
                self.draft.ask(which)

    def _text(self, payload: Payload, asked: Asked) -> None:
        asked.kind = Kind.TEXT if _selector(payload) in LONG else Kind.SHORT
        settings = settings_of(payload)
        content = settings.get("ContentType")
        if content == "ValidNumber" or settings.get("ValidationType") == "ValidNumber":
            asked.kind = Kind.NUMBER
            limits = settings.get("ValidNumber")
            limits = limits if isinstance(limits, dict) else {}
            asked.lowest, asked.highest = whole(limits.get("Min")), whole(limits.get("Max"))
            asked.told.append("whole numbers only")
            asked.told += [
                f"without the limit {name} {in_short(str(limits[name]))}"
                for name in ("Min", "Max")
                if limits.get(name) not in (None, "") and whole(limits[name]) is None
            ]
        elif content:
            asked.told.append(f"any words, since we do not check for {content}")
        self.draft.ask(asked)

    def _tables(self, payload: Payload, asked: Asked, title: Words) -> list[Table]:
        """The tables of a question; none where we cannot ask it."""
        type_, selector = payload.get("QuestionType"), _selector(payload)
        if type_ == "SBS":
            return self._side_by_side(payload, asked, title)
        kind = ""
        if type_ == "Matrix" and selector in ("Likert", "Bipolar"):
            several = payload.get("SubSelector") == "MultipleAnswer"
            kind = Kind.SEVERAL if several else Kind.CHOICE
        elif (type_ == "Matrix" and selector == "TE") or type_ == "TE":
            kind = Kind.SHORT
        elif type_ == "Slider":
            kind = Kind.NUMBER
        statements = statements_of(payload, asked.name)
        if not kind or not statements:
            return []
        table = Table(asked.where, asked.what, title, asked.wording, statements, kind)
        table.is_required, table.when, table.told = asked.is_required, asked.when, asked.told
        if kind in (Kind.CHOICE, Kind.SEVERAL):
            table.answers = list_of(payload, asked.where, asked.name, "Answers", "AnswerOrder")
        if kind == Kind.NUMBER:
            given = payload.get("Configuration")
            slider = given if isinstance(given, dict) else {}
            table.lowest = whole(slider.get("CSSliderMin", 0))
            table.highest = whole(slider.get("CSSliderMax", slider.get("NumStars", 100)))
            table.told.append("asked for a whole number")
        return [table]

    def _side_by_side(self, payload: Payload, asked: Asked, title: Words) -> list[Table]:
        """Each column as a table of its own."""
        found: list[Table] = []
        given = payload.get("AdditionalQuestions")
        for key, column in given.items() if isinstance(given, dict) else ():
            if not isinstance(column, dict):
                continue
            head = words_of(column, "QuestionText")
            both = dict(asked.wording)
            for language, text in head.items():
                both[language] = "\n\n".join(filter(None, [both.get(language, ""), text]))
            tag = str(column.get("DataExportTag") or f"{asked.name}#{key}")
            own = Asked(asked.where, f"{asked.what}, column {key}", tag, both)
            own.when, own.told = asked.when, [*asked.told, "a table of its own for each column"]
            found += self._tables({"Choices": payload.get("Choices"), **column}, own, title)
        return found

    def _ask_table(self, number: str, table: Table, *, is_only: bool, index: int) -> None:
        ask_table(self.draft, table)
        prefix = number if is_only else f"{number}#{index + 1}"
        for statement in table.statements:
            if statement.name in self.draft.offered:
                key = statement.name.rpartition("_")[2]
                self.draft.offered[f"{prefix}/{key}"] = self.draft.offered[statement.name]

    def _when(self, payload: Payload, when: Sequence[When]) -> tuple[list[When], list[str]]:
        logic = payload.get("DisplayLogic")
        if not isinstance(logic, dict) or not logic:
            return list(when), []
        try:
            return [*when, *conditions_of_logic(logic)], []
        except NotUnderstood:
            words = "asked of everybody, since we have no such condition"
            return [], [f"{words}: {logic_in_words(logic)}"]


def _selector(payload: Payload) -> str:
    return str(payload.get("Selector") or "")


def _count_limits(payload: Payload, asked: Asked) -> None:
    settings = settings_of(payload)
    if asked.kind == Kind.SEVERAL:
        asked.lowest = whole(settings.get("MinChoices"))
        asked.highest = whole(settings.get("MaxChoices"))
