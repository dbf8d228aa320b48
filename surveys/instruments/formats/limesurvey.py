"""LimeSurvey surveys (.lss): groups, questions with their subquestions and answers, settings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from surveys.instruments.formats.draft import Draft
from surveys.instruments.formats.limesurvey_file import by, in_order, parse
from surveys.instruments.formats.limesurvey_questions import Questions
from surveys.instruments.formats.words import in_short, plain
from surveys.instruments.questionnaire import ENGLISH, IN_ENGLISH

if TYPE_CHECKING:
    from surveys.instruments.formats.limesurvey_file import Row, Survey
    from surveys.instruments.formats.report import Understood

FORMAT = "LimeSurvey"
PIPED = re.compile(r"\{[A-Za-z_][^{}\n]*\}")
# Tables that are read; of every other one its rows are told.
READ = (
    *("groups", "group_l10ns", "questions", "subquestions", "question_l10ns", "answers"),
    *("answer_l10ns", "question_attributes", "surveys", "surveys_languagesettings"),
)
TITLE = "surveyls_title"
WELCOME = ("surveyls_description", "surveyls_welcometext")
NOT_SETTINGS = ("sid", "surveyls_survey_id", "surveyls_language", "language", TITLE, *WELCOME)


def read_limesurvey(content: bytes, name: str = "") -> Understood:
    """Raises Unreadable where the file is no survey."""
    survey = parse(content)
    draft = Draft(FORMAT, PIPED)
    _tell_languages(survey, draft)
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    title = _settings(survey, draft) or {ENGLISH: stem}
    questions = Questions(draft, survey)
    seen = set()
    for group in in_order(survey.rows("groups"), "group_order"):
        if group.get("gid") in seen:
            continue  # older files have a row for each language
        seen.add(group.get("gid"))
        _group(group, survey, draft, questions)
    _tell_strays(survey, draft, seen)
    for table, rows in survey.tables.items():
        if table not in READ and rows:
            words = f"{len(rows)} rows of what we do not have: {_cells(rows[0])}"
            draft.report.left_out(table, "table", words)
    for other in survey.others:
        draft.report.left_out(other, "part of the file", "We have our own look and settings.")
    return draft.finish(
        code=stem if re.match("[A-Za-z]", stem) else "",
        name=title,
        source=f"Read from a LimeSurvey file{f', {name}' if name else ''}.",
    )


def _tell_languages(survey: Survey, draft: Draft) -> None:
    for language in survey.languages:
        ours = survey.ours(language)
        if ours is None:
            words = f"We ask in {' and '.join(IN_ENGLISH.values())} only."
            draft.report.left_out("languages", language, words)
        elif language == survey.base and not language.startswith(ENGLISH):
            words = "There are no words in English; these stand in their place until translated."
            draft.report.changed("languages", language, words)
        else:
            draft.report.taken("languages", language, f"The words in {IN_ENGLISH[ours]}.")
            if ours not in draft.languages:
                draft.languages.append(ours)


def _settings(survey: Survey, draft: Draft) -> dict[str, str]:
    """The title in our languages; words of welcome come before the first question."""
    title: dict[str, str] = {}
    welcome: dict[str, list[str]] = {}
    for row in survey.rows("surveys_languagesettings"):
        language = survey.ours(row.get("surveyls_language", survey.base))
        if language is not None and language not in title:
            title[language] = row.get(TITLE, "")
            welcome[language] = [row[field] for field in WELCOME if row.get(field)]
    if title.get(ENGLISH):
        draft.report.taken("surveys_languagesettings", TITLE, f"The name, “{title[ENGLISH]}”.")
    words = {language: "\n".join(texts) for language, texts in welcome.items() if texts}
    if words:
        draft.note("surveys_languagesettings", "description and welcome", words)
    for table in ("surveys", "surveys_languagesettings"):
        for row in survey.rows(table):
            for field, said in row.items():
                if field not in NOT_SETTINGS and said and said not in ("I", "inherit", "-1"):
                    shown = in_short(plain(said).text, 300)
                    words_ = f"Surveys have their own settings and mails here: “{shown}”"
                    draft.report.left_out(table, field, words_)
    return {language: said for language, said in title.items() if said}


def _group(group: Row, survey: Survey, draft: Draft, questions: Questions) -> None:
    where = f"group {group.get('gid')}"
    title = survey.said("group_l10ns", "gid", group, "group_name")
    intro = survey.said("group_l10ns", "gid", group, "description")
    told = draft.begin_section(where, title, intro)
    if group.get("randomization_group"):
        told.append(f"pages keep their order: {group['randomization_group']}")
    words = "; ".join(["A page", *told])
    name = f"group “{in_short(title.get(ENGLISH, ''))}”"
    (draft.report.changed if told else draft.report.taken)(where, name, f"{words}.")
    asked = by(survey.rows("questions"), "gid")[group.get("gid", "")]
    top = [row for row in asked if row.get("parent_qid", "0") in ("", "0")]
    questions.read(top, title, group.get("grelevance", ""))


def _tell_strays(survey: Survey, draft: Draft, groups: set[str | None]) -> None:
    """Questions that belong to nothing in the file."""
    known = {row.get("qid") for row in survey.rows("questions")}
    for row in survey.rows("questions"):
        if row.get("gid") not in groups:
            words = f"Its group {row.get('gid')} is not in the file."
            draft.report.left_out(f"question {row.get('qid')}", row.get("title", ""), words)
    for row in survey.rows("subquestions"):
        if row.get("parent_qid") not in known:
            words = f"Its question {row.get('parent_qid')} is not in the file."
            draft.report.left_out(f"question {row.get('qid')}", row.get("title", ""), words)


def _cells(row: Row) -> str:
    return in_short(", ".join(f"{field} {said}" for field, said in row.items() if said), 300)
