"""Qualtrics surveys (.qsf): the flow, its blocks and their questions."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.strict_json import SaidTwice, read_json
from surveys.instruments.formats.asked import our_language
from surveys.instruments.formats.draft import Draft
from surveys.instruments.formats.expressions import NotUnderstood
from surveys.instruments.formats.qualtrics_logic import conditions_of_logic, logic_in_words
from surveys.instruments.formats.qualtrics_parts import foreign_languages, our_languages
from surveys.instruments.formats.qualtrics_questions import Questions
from surveys.instruments.formats.report import Unreadable
from surveys.instruments.formats.words import in_short, plain
from surveys.instruments.questionnaire import ENGLISH, IN_ENGLISH

if TYPE_CHECKING:
    from surveys.instruments.formats.asked import When
    from surveys.instruments.formats.qualtrics_parts import Payload
    from surveys.instruments.formats.report import Understood

FORMAT = "Qualtrics"
PIPED = re.compile(r"\$\{[a-z]+://[^{}]*\}")
DEEPEST = 20
# Of the survey itself: what is read, and numbers that mean something in Qualtrics only.
ENTRY_READ = ("SurveyName", "SurveyDescription", "SurveyLanguage")
WHAT = {
    "NT": "note of an author",
    "SO": "options",
    "SCO": "scoring",
    "STAT": "statistics",
    "QC": "number of questions",
    "RS": "set of responses",
    "PROJ": "project",
    "QO": "quota",
}


@dataclass
class Survey:
    """The parts of a file."""

    entry: Payload
    blocks: dict[str, Payload] = field(default_factory=dict)
    questions: dict[str, Payload] = field(default_factory=dict)
    flow: list[Any] = field(default_factory=list)
    others: list[Payload] = field(default_factory=list)


def read_qualtrics(content: bytes, name: str = "") -> Understood:
    """Raises Unreadable where the file is no survey."""
    survey = _parsed(content)
    draft = Draft(FORMAT, PIPED)
    _tell_entry(survey, draft)
    reader = _Reader(survey, draft)
    reader.flow(survey.flow or [{"Type": "Block", "ID": one} for one in survey.blocks], [], 0)
    reader.tell_rest()
    for element in survey.others:
        kind = str(element.get("Element"))
        said = element.get("Payload")
        words = "Surveys have their own settings here"
        shown = in_short(json.dumps(said, ensure_ascii=False), 1500) if said else "it is empty"
        draft.report.left_out(f"element {kind}", WHAT.get(kind, "element"), f"{words}: {shown}")
    return draft.finish(
        code=name.rsplit("/", 1)[-1].rsplit(".", 1)[0],
        name={ENGLISH: str(survey.entry.get("SurveyName") or "")},
        source=f"Read from a Qualtrics file{f', {name}' if name else ''}.",
    )


def _parsed(content: bytes) -> Survey:
    try:
        given = read_json(content)
    except SaidTwice as twice:
        raise Unreadable(f"The file {twice}") from twice
    except (ValueError, RecursionError) as broken:
        raise Unreadable("The file is broken JSON. Export the survey again as .qsf.") from broken
    entry, elements = given.get("SurveyEntry"), given.get("SurveyElements")
    if not isinstance(entry, dict) or not isinstance(elements, list):
        raise Unreadable("This is JSON, but no Qualtrics survey. Export the survey as .qsf.")
    survey = Survey(entry)
    for element in elements:
        if not isinstance(element, dict):
            continue
        kind, payload = element.get("Element"), element.get("Payload")
        if kind == "BL" and isinstance(payload, dict | list):
            for one in payload.values() if isinstance(payload, dict) else payload:
                if isinstance(one, dict):
                    survey.blocks[str(one.get("ID"))] = one
        elif kind == "SQ" and isinstance(payload, dict):
            number = str(payload.get("QuestionID") or element.get("PrimaryAttribute"))
            if number in survey.questions:
                raise Unreadable(f"The file has two questions {number}. Export the survey again.")
            survey.questions[number] = payload
        elif kind == "FL" and isinstance(payload, dict) and isinstance(payload.get("Flow"), list):
            survey.flow = payload["Flow"]
        else:
            survey.others.append(element)
    return survey


def _tell_entry(survey: Survey, draft: Draft) -> None:
    language = str(survey.entry.get("SurveyLanguage") or ENGLISH)
    if our_language(language) == ENGLISH:
        draft.report.taken("survey", f"language {language}", "The words in English.")
    else:
        words = "There are no words in English; these stand in their place until translated."
        draft.report.changed("survey", f"language {language}", words)
    own = [one for payload in survey.questions.values() for one in our_languages(payload)]
    for code in dict.fromkeys(own):
        if code not in draft.languages:
            draft.languages.append(code)
            draft.report.taken("survey", f"language {code}", f"The words in {IN_ENGLISH[code]}.")
    foreign = [one for payload in survey.questions.values() for one in foreign_languages(payload)]
    for code in dict.fromkeys(foreign):
        words = f"We ask in {' and '.join(IN_ENGLISH.values())} only."
        draft.report.left_out("survey", f"language {code}", words)
    draft.report.taken("survey", "SurveyName", f"The name, “{survey.entry.get('SurveyName')}”.")
    if said := survey.entry.get("SurveyDescription"):
        draft.report.left_out("survey", "SurveyDescription", in_short(plain(str(said)).text, 1000))
    rest = [
        f"{key} {in_short(str(said), 80)}"
        for key, said in survey.entry.items()
        if key not in ENTRY_READ and said
    ]
    if rest:
        words = f"They mean something in Qualtrics only: {', '.join(rest)}"
        draft.report.left_out("survey", "numbers and dates", words)


class _Reader:
    def __init__(self, survey: Survey, draft: Draft) -> None:
        self.survey = survey
        self.draft = draft
        self.questions = Questions(draft)
        self.asked: set[str] = set()
        self.shown: set[str] = set()

    def flow(self, elements: list[Any], when: list[When], depth: int) -> None:
        """Blocks in the order of the flow; whatever else the flow does is told."""
        for element in elements if depth < DEEPEST else ():
            if not isinstance(element, dict):
                continue
            kind, where = str(element.get("Type")), f"flow {element.get('FlowID', '')}".strip()
            block = self.survey.blocks.get(str(element.get("ID")))
            if kind in ("Block", "Standard", "Default") and block is not None:
                self._block(str(element.get("ID")), block, when)
                continue
            inner = element.get("Flow")
            inner = inner if isinstance(inner, list) else []
            also: list[When] = []
            words = "We have nothing like it"
            if kind == "Branch":
                also, words = self._branch(element)
            elif inner:
                words = "Its blocks are asked one after the other, all of them"
            report = self.draft.report
            said = in_short(json.dumps({k: v for k, v in element.items() if k != "Flow"}), 300)
            tell = report.changed if inner else report.left_out
            tell(where, kind, f"{words}: {logic_in_words(element) if kind == 'Branch' else said}")
            self.flow(inner, [*when, *also], depth + 1)

    def _branch(self, element: Payload) -> tuple[list[When], str]:
        logic = element.get("BranchLogic")
        try:
            found = conditions_of_logic(logic if isinstance(logic, dict) else {})
        except NotUnderstood:
            return [], "Its blocks are asked of everybody, since we have no such condition"
        return found, "Its condition is one of each question in it"

    def _block(self, number: str, block: Payload, when: list[When]) -> None:
        where = f"block {number}"
        title = {ENGLISH: str(block.get("Description") or "")}
        what = f"“{in_short(title[ENGLISH])}”"
        if number in self.shown:
            self.draft.report.left_out(where, what, "The flow shows it again; it is asked once.")
            return
        self.shown.add(number)
        told = self.draft.begin_section(where, title)
        options = block.get("Options")
        for key, said in options.items() if isinstance(options, dict) else ():
            if said in (None, "", "None", "false", False, "0"):
                continue
            if key == "Looping":
                told.append(f"we have no loops, so its questions are asked once: {said}")
            else:
                told.append(f"without {key} {in_short(json.dumps(said), 200)}")
        elements = block.get("BlockElements")
        elements = elements if isinstance(elements, list) else []
        if any(isinstance(one, dict) and one.get("Type") == "Page Break" for one in elements):
            told.append("without page breaks: a block is a page")
        words = "; ".join(["A page", *told])
        (self.draft.report.changed if told else self.draft.report.taken)(where, what, f"{words}.")
        after_table = False
        for element in elements:
            if not isinstance(element, dict) or element.get("Type") != "Question":
                continue
            question = str(element.get("QuestionID"))
            payload = self.survey.questions.get(question)
            if payload is None or question in self.asked:
                why = "It is in the file twice" if payload else "It is not in the file"
                self.draft.report.left_out(where, f"question {question}", f"{why}.")
                continue
            self.asked.add(question)
            self._tell_skips(question, element)
            if after_table and not _is_table(payload):
                self.draft.begin_section(where, title)
            after_table = self.questions.ask(question, payload, title, when) or (
                after_table and _is_table(payload)
            )

    def _tell_skips(self, question: str, element: Payload) -> None:
        skips = element.get("SkipLogic")
        for skip in skips if isinstance(skips, list) else ():
            words = f"We have no skips, only conditions of later questions: {logic_in_words(skip)}"
            self.draft.report.left_out(f"question {question}", "skip logic", words)

    def tell_rest(self) -> None:
        """Questions that no block of the flow shows."""
        for number, block in self.survey.blocks.items():
            if number not in self.shown:
                is_trash = block.get("Type") == "Trash"
                why = "It is the trash." if is_trash else "The flow does not show it."
                what = f"“{in_short(str(block.get('Description') or ''))}”"
                self.draft.report.left_out(f"block {number}", what, why)
        for number, payload in self.survey.questions.items():
            if number not in self.asked:
                said = in_short(plain(str(payload.get("QuestionText") or "")).text, 300)
                tag = str(payload.get("DataExportTag") or number)
                words = f"No block that is shown has it. It says “{said}”."
                self.draft.report.left_out(f"question {number}", tag, words)


def _is_table(payload: Payload) -> bool:
    return payload.get("QuestionType") in ("Matrix", "SBS", "Slider") or (
        payload.get("QuestionType") == "TE" and payload.get("Selector") == "FORM"
    )
