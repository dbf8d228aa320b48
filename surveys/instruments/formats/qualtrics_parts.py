"""The parts of a Qualtrics question: its words, its choices, what is set at it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from surveys.instruments.formats.asked import our_language
from surveys.instruments.formats.lists import AnswerList, Choice
from surveys.instruments.formats.tables import Statement
from surveys.instruments.formats.words import in_short, plain
from surveys.instruments.questionnaire import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from surveys.instruments.formats.asked import Words

Payload = dict[str, Any]
# What is read, or says in other words what is read.
READ = (
    *("QuestionText", "DataExportTag", "QuestionType", "Selector", "SubSelector", "QuestionID"),
    *("QuestionDescription", "Choices", "ChoiceOrder", "Answers", "AnswerOrder", "Language"),
    *("Validation", "DisplayLogic", "RecodeValues", "AdditionalQuestions", "NumberOfQuestions"),
    *("Configuration", "NextChoiceId", "NextAnswerId", "QuestionText_Unsafe", "DataVisibility"),
)
# The same of what is checked; Type names one of the others.
SETTINGS_READ = (
    *("ForceResponse", "ForceResponseType", "Type", "ContentType", "ValidationType"),
    *("ValidNumber", "MinChoices", "MaxChoices"),
)


def words_of(payload: Mapping[str, Any], *path: str) -> Words:
    """Words at a place of a question, in the languages that we have."""
    found: Words = {}
    if isinstance(said := _at(payload, path), str) and said:
        found[ENGLISH] = said
    languages = payload.get("Language")
    for language, own in languages.items() if isinstance(languages, dict) else ():
        ours = our_language(str(language))
        if (
            ours is not None
            and ours != ENGLISH
            and isinstance(said := _at(own, path), str)
            and said
        ):
            found[ours] = said
    return found


def foreign_languages(payload: Mapping[str, Any]) -> list[str]:
    """Languages of a question that we do not ask in."""
    languages = payload.get("Language")
    named = languages if isinstance(languages, dict) else ()
    return [str(language) for language in named if our_language(str(language)) is None]


def our_languages(payload: Mapping[str, Any]) -> list[str]:
    """Languages of a question that we ask in, besides its own."""
    languages = payload.get("Language")
    named = languages if isinstance(languages, dict) else ()
    return [ours for language in named if (ours := our_language(str(language)))]


def ordered(payload: Mapping[str, Any], name: str, order: str) -> list[str]:
    """The keys of choices or answers in the order that is shown."""
    given = payload.get(name)
    keys = list(map(str, given)) if isinstance(given, dict) else []
    if isinstance(given, list):
        keys = [str(place) for place in range(len(given))]
    first = [str(one) for one in payload.get(order) or () if str(one) in keys]
    return [*dict.fromkeys(first), *(key for key in keys if key not in first)]


def choices_of(payload: Mapping[str, Any], name: str, order: str) -> list[Choice]:
    """Choices or answers as ours."""
    return [
        Choice(key, words_of(payload, name, key, "Display"))
        for key in ordered(payload, name, order)
    ]


def statements_of(payload: Mapping[str, Any], tag: str) -> list[Statement]:
    """The rows of a matrix."""
    return [
        Statement(f"{tag}_{key}", words_of(payload, "Choices", key, "Display"))
        for key in ordered(payload, "Choices", "ChoiceOrder")
    ]


def list_of(payload: Mapping[str, Any], where: str, tag: str, name: str, order: str) -> AnswerList:
    """A list of answers; codes of its own are told."""
    choices = choices_of(payload, name, order)
    recoded = payload.get("RecodeValues")
    told = []
    if isinstance(recoded, dict):
        codes = [str(recoded.get(choice.name, "")) for choice in choices]
        if codes != [str(place) for place in range(1, len(choices) + 1)] and any(codes):
            told.append(f"answers count from 1 in their order, not {', '.join(codes)}")
    if isinstance(named := payload.get("VariableNaming"), dict) and named:
        told.append(f"answers have no names of variables: {', '.join(map(str, named.values()))}")
    return AnswerList(where, tag, choices, told, is_named=False)


def has_text(payload: Mapping[str, Any], key: str) -> bool:
    """Whether somebody who chooses this may write beside it."""
    choice = _at(payload, ("Choices", key))
    return isinstance(choice, dict) and str(choice.get("TextEntry", "")).casefold() in (
        "true",
        "on",
    )


def settings_of(payload: Mapping[str, Any]) -> dict[str, Any]:
    """What is checked of an answer."""
    validation = payload.get("Validation")
    settings = validation.get("Settings") if isinstance(validation, dict) else None
    return settings if isinstance(settings, dict) else {}


def further_settings(payload: Mapping[str, Any]) -> str:
    """What else is set at a question and its choices, on one line."""
    said = [
        f"{key} {in_short(json.dumps(value, ensure_ascii=False), 200)}"
        for key, value in payload.items()
        if key not in (*READ, "VariableNaming") and value not in (None, "", False, [], {})
    ]
    said += [
        f"{key} {in_short(json.dumps(value, ensure_ascii=False), 200)}"
        for key, value in settings_of(payload).items()
        if key not in SETTINGS_READ and value not in (None, "", "None", "OFF", False, [], {})
    ]
    for part in ("Choices", "Answers"):
        given = payload.get(part)
        for key, choice in given.items() if isinstance(given, dict) else ():
            own = choice if isinstance(choice, dict) else {}
            said += [
                f"{name} of “{in_short(plain(str(own.get('Display', key))).text, 60)}”"
                for name in own
                if name not in ("Display", "TextEntry")
            ]
    return in_short(", ".join(said), 1500)


def _at(given: object, path: tuple[str, ...]) -> object:
    for key in path:
        if isinstance(given, list) and key.isdecimal() and int(key) < len(given):
            given = given[int(key)]
        elif isinstance(given, dict):
            given = given.get(key)
        else:
            return None
    return given
