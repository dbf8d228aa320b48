"""Our own JSON: the shape of surveys/instruments/data/*.json, with the lists under `scales`.

Nothing of it is bent to fit, so that a form comes back as it went out. What is of the wrong kind is
refused and named; fields that we do not know are told.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.strict_json import SaidTwice, read_json
from surveys.instruments.formats.report import Report, Understood, Unreadable
from surveys.instruments.formats.words import in_short
from surveys.instruments.models import Item
from surveys.instruments.questionnaire import ENGLISH, IN_ENGLISH, LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = "Our own JSON"
MOST_QUESTIONS = 1000
LARGEST_NUMBER = 1_000_000
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Field:
    """What may stand in a field."""

    kind: type
    longest: int = 0  # of words, in characters
    is_needed: bool = False
    of: type | None = None  # of a list: what is in it


WORDS, FLAG, NUMBERS = Field(str, 2000), Field(bool), Field(list, of=int)
TRANSLATIONS = Field(dict)
FORM = {
    "code": Field(str, 20, is_needed=True),
    "name": Field(str, 120, is_needed=True),
    "audience": Field(str, 60),
    "source": Field(str, 5000),
    "is_for_learners": FLAG,
    "is_anonymous_only": FLAG,
}
VERSION = {
    "number": Field(int),
    "minutes": Field(int),
    "roles": Field(list, 60, of=str),
    "framework": Field(str, 60),
    "languages": Field(list, 5, of=str),
    "translations": TRANSLATIONS,
}
SECTION = {
    "title": Field(str, 80, is_needed=True),
    "intro": Field(str, 5000),
    "is_matrix": FLAG,
    "translations": TRANSLATIONS,
}
ITEM = {
    "code": Field(str, 20, is_needed=True),
    "wording": Field(str, 5000, is_needed=True),
    "help_text": Field(str, 5000),
    "kind": Field(str, 10),
    "has_does_not_apply": FLAG,
    "is_required": FLAG,
    "is_reversed": FLAG,
    "is_fact": FLAG,
    "is_consent": FLAG,
    "is_link_code": FLAG,
    "lowest": Field(int),
    "highest": Field(int),
    "show_if": Field(list, of=dict),
    "translations": TRANSLATIONS,
    "construct": Field(str, 60),
    "scale": Field(str, 50),
    "indicator": Field(str, 60),
}
SCALE = {
    "code": Field(str, 50, is_needed=True),
    "name": Field(str, 60, is_needed=True),
    "labels": Field(list, 80, is_needed=True, of=str),
    "favorable": NUMBERS,
    "any_favorable": NUMBERS,
    "neutral": Field(int),
    "translations": TRANSLATIONS,
}


def read_own_json(content: bytes, name: str = "") -> Understood:
    """Raises Unreadable, which names what is wrong."""
    report = Report()
    given = _parsed(content, report)
    form = _taken(given, FORM, "Form", report, but=("scales", "version", "versions"))
    form.setdefault("audience", "")
    form.setdefault("source", "")
    form["scales"] = [
        _scale(one, f"List {number}", report)
        for number, one in enumerate(_list(given, "scales", "Form"), start=1)
    ]
    form["version"] = _version(_newest(given, report), report)
    report.taken("Form", form["name"], f"The instrument {form['code']}.")
    return Understood(FORMAT, form, tuple(report.lines))


def _parsed(content: bytes, report: Report) -> Mapping[str, Any]:
    try:
        given = read_json(content)
    except SaidTwice as twice:
        raise Unreadable(f"The file {twice}") from twice
    except (ValueError, RecursionError) as broken:
        raise Unreadable("The file is not JSON. Export the form again.") from broken
    if not isinstance(given, dict) or given.keys().isdisjoint({"version", "versions"}):
        raise Unreadable("The file is JSON, but no form of ours: it has no “version”.")
    try:
        cleaned = _printable(given, report)
    except RecursionError as broken:
        raise Unreadable("The file is nested deeper than any form.") from broken
    return dict(cleaned)


def _printable(said: Any, report: Report) -> Any:
    """The same without signs that neither a page nor the database can hold."""
    if isinstance(said, str) and _CONTROL.search(said):
        cleaned = _CONTROL.sub("", said)
        report.changed("Form", in_short(cleaned), "Signs that cannot be printed are gone.")
        return cleaned
    if isinstance(said, list):
        return [_printable(one, report) for one in said]
    if isinstance(said, dict):
        return {_printable(key, report): _printable(one, report) for key, one in said.items()}
    return said


def _newest(given: Mapping[str, Any], report: Report) -> Mapping[str, Any]:
    """The newest version; older ones are told."""
    versions = [given["version"]] if "version" in given else _list(given, "versions", "Form")
    if not versions or not all(isinstance(one, dict) for one in versions):
        raise Unreadable("The form has no version. Export it again.")
    for one in versions[:-1]:
        number = in_short(str(one.get("number", "?")))
        words = "Only the last version of a file is read."
        report.left_out("Form", f"version {number}", words)
    return dict(versions[-1])


def _version(given: Mapping[str, Any], report: Report) -> dict[str, Any]:
    version = _taken(given, VERSION, "Version", report, but=("sections", "comparable"))
    version.setdefault("number", 1)
    version.setdefault("roles", [])
    version.setdefault("framework", "")
    version.setdefault("languages", [ENGLISH])
    version.setdefault("translations", {})
    if not 1 <= version.setdefault("minutes", 5) <= 32_000:
        raise Unreadable("The minutes of the version are no time to answer in.")
    unknown = [one for one in version["languages"] if one not in LANGUAGES]
    if unknown:
        words = f"We ask in {' and '.join(IN_ENGLISH.values())} only."
        report.left_out("Version", f"languages {', '.join(unknown)}", words)
        version["languages"] = [one for one in version["languages"] if one in LANGUAGES]
    if version["languages"][:1] != [ENGLISH]:
        others = [one for one in version["languages"] if one != ENGLISH]
        version["languages"] = [ENGLISH, *others]
    if given.get("comparable"):
        words = "Whether a changed question can be compared is decided here again."
        report.left_out("Version", "comparable", words)
    version["sections"] = [
        _section(one, number, report)
        for number, one in enumerate(_list(given, "sections", "Version"), start=1)
    ]
    questions = sum(len(section["items"]) for section in version["sections"])
    if not questions:
        raise Unreadable("The version has no question.")
    if questions > MOST_QUESTIONS:
        raise Unreadable(f"The form has more than {MOST_QUESTIONS:,} questions. Split it.")
    words = "The next number that is free here."
    report.changed("Version", f"number {version['number']}", words)
    return version


def _section(given: Any, number: int, report: Report) -> dict[str, Any]:
    where = f"Section {number}"
    section = _taken(given, SECTION, where, report, but=("items",))
    section.setdefault("intro", "")
    section["items"] = []
    report.taken(where, section["title"], "A page.")
    for place, one in enumerate(_list(given, "items", where), start=1):
        item = _taken(one, ITEM, f"{where}, question {place}", report)
        _check_item(item)
        kind = item.get("kind", Item.Kind.CHOICE)
        section["items"].append(item)
        asked = Item.Kind(kind).label.lower() if kind in Item.Kind.values else kind
        report.taken(f"{where}, question {place}", item["code"], f"{asked[0].upper()}{asked[1:]}.")
    return section


def _check_item(item: Mapping[str, Any]) -> None:
    code = item["code"]
    for name in ("lowest", "highest"):
        if abs(item.get(name) or 0) > LARGEST_NUMBER:
            raise Unreadable(f"{code}: {name} is beyond {LARGEST_NUMBER:,}.")
    for condition in item.get("show_if", ()):
        codes = condition.get("is")
        is_sound = isinstance(condition.get("item"), str) and isinstance(codes, list)
        if condition.keys() != {"item", "is"} or not is_sound or not all(map(_is_int, codes)):
            raise Unreadable(f'{code}: a condition is {{"item": code, "is": [numbers]}}.')


def _scale(given: object, where: str, report: Report) -> dict[str, Any]:
    scale = _taken(given, SCALE, where, report)
    answers = range(1, len(scale["labels"]) + 1)
    if not scale["labels"] or len(scale["labels"]) > 99 or not all(scale["labels"]):
        raise Unreadable(f"The list {scale['code']} needs one to 99 answers with words.")
    if len(set(scale["labels"])) < len(scale["labels"]):
        raise Unreadable(f"The list {scale['code']} has an answer twice.")
    numbers = [*scale.get("favorable", ()), *scale.get("any_favorable", ())]
    numbers += [scale["neutral"]] if scale.get("neutral") is not None else []
    if any(number not in answers for number in numbers):
        raise Unreadable(f"The list {scale['code']} names an answer that it does not have.")
    if not re.fullmatch(r"[A-Za-z0-9_-]+", scale["code"]):
        raise Unreadable(f"{scale['code']} is no code of a list: letters and figures.")
    report.taken(where, scale["name"], f"The list {scale['code']}, {len(scale['labels'])} answers.")
    return {"favorable": [], "any_favorable": [], "neutral": None, "translations": {}, **scale}


def _taken(
    given: object,
    fields: Mapping[str, Field],
    where: str,
    report: Report,
    but: tuple[str, ...] = (),
) -> dict[str, Any]:
    """The known fields of an object; others are told, and what is of the wrong kind is refused."""
    if not isinstance(given, dict):
        raise Unreadable(f"{where}: not an object with fields.")
    found: dict[str, Any] = {}
    for key, said in given.items():
        if key in but:
            continue
        field = fields.get(key)
        if field is None:
            words = f"We have no such field: {in_short(json.dumps(said), 300)}"
            report.left_out(where, in_short(str(key)), words)
        elif said is not None:
            _check(said, field, f"{where}: {key}")
            found[key] = said
    for name, field in fields.items():
        if field.is_needed and not found.get(name):
            raise Unreadable(f"{where}: {name} is missing.")
    return found


def _check(said: Any, field: Field, where: str) -> None:
    if not (_is_int(said) if field.kind is int else isinstance(said, field.kind)):
        raise Unreadable(f"{where} is of the wrong kind: {in_short(json.dumps(said))}.")
    inner = said if isinstance(said, list) else [said]
    if field.of is not None:
        sound = _is_int if field.of is int else lambda one: isinstance(one, field.of or object)
        if not all(map(sound, inner)):
            raise Unreadable(
                f"{where} holds what is of the wrong kind: {in_short(json.dumps(said))}."
            )
    if field.longest and any(isinstance(one, str) and len(one) > field.longest for one in inner):
        raise Unreadable(f"{where} is longer than {field.longest:,} characters.")
    if field is TRANSLATIONS:
        _check_translations(said, where)


def _check_translations(said: Mapping[str, Any], where: str) -> None:
    for language, words in said.items():
        if language not in LANGUAGES or not isinstance(words, dict):
            raise Unreadable(f"{where}: {in_short(str(language))} is no language that we ask in.")
        for name, text in words.items():
            texts = text if name in ("labels", "roles") else [text]
            if not isinstance(texts, list) or not all(isinstance(one, str) for one in texts):
                raise Unreadable(f"{where}: {name} in {language} is of the wrong kind.")


def _list(given: Mapping[str, Any], name: str, where: str) -> list[Any]:
    found = given.get(name, [])
    if not isinstance(found, list):
        raise Unreadable(f"{where}: {name} is no list.")
    return found


def _is_int(said: object) -> bool:
    return isinstance(said, int) and not isinstance(said, bool) and abs(said) < 2**31
