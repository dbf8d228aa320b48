"""Our forms as XLSForm workbooks; how what XLSForm has no word for is written, see __init__.py.

What it cannot say at all stands in a sheet of its own, so that nothing is lost without a word.
"""

from __future__ import annotations

import html
import io
from typing import TYPE_CHECKING, Any

import xlsxwriter

from surveys.instruments.formats.words import LIKE_HTML
from surveys.instruments.models import Item
from surveys.instruments.questionnaire import DOES_NOT_APPLY, ENGLISH, LANGUAGES, ROLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    Described = Mapping[str, Any]
    Line = dict[str, str]

Kind = Item.Kind
ASKS_ROLE = {"en": "What is your role?", "es": "¿Cuál es su función?"}
ROLE_LIST = f"{ROLE}.groups"  # no list of ours has a dot in its code
LEFT_OUT = "not_in_xlsform"
TYPES = {
    Kind.CHOICE: "select_one",
    Kind.SEVERAL: "select_multiple",
    Kind.NUMBER: "integer",
    Kind.SHORT: "text",
    Kind.TEXT: "text",
}
# Of an item and of a list: what no column of an XLSForm says.
OF_ITEM = ("is_reversed", "is_fact", "is_consent", "is_link_code", "construct", "indicator")
OF_LIST = ("name", "favorable", "any_favorable", "neutral")
OF_FORM = ("audience", "source", "is_for_learners", "is_anonymous_only")


def xlsform_of(form: Described) -> bytes:
    """A workbook of a form as describing.py describes it."""
    file = io.BytesIO()
    # SECURITY: every cell is text, so no wording is ever read as a formula or an address.
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        version = form["version"]
        languages = version["languages"]
        words = [name for part in ("label", "hint") for name in _in_each(part, languages)]
        columns = ["type", "name", *words, "required", "relevant", "appearance", "constraint"]
        _write(book, "survey", columns, _survey(form, languages))
        columns = ["list_name", "name", *_in_each("label", languages)]
        _write(book, "choices", columns, _choices(form, languages))
        settings = {
            "form_title": _safe(form["name"]),
            "form_id": form["code"],
            "version": str(version["number"]),
            "default_language": _called(ENGLISH) if len(languages) > 1 else "",
        }
        _write(book, "settings", list(settings), [settings])
        _write(book, LEFT_OUT, ["what", "field", "says"], _left_out(form))
    return file.getvalue()


def _survey(form: Described, languages: Sequence[str]) -> Iterator[Line]:
    version = form["version"]
    if version["roles"]:
        asks = {language: ASKS_ROLE[language] for language in languages}
        yield {"type": f"select_one {ROLE_LIST}", "name": ROLE, **_said("label", asks, languages)}
    offered = {scale["code"]: scale for scale in form["scales"]}
    for number, section in enumerate(version["sections"], start=1):
        yield {
            "type": "begin_group",
            "name": f"part_{number}",
            **_words(section, "title", "label", languages),
            **_words(section, "intro", "hint", languages),
            "appearance": "table-list" if section.get("is_matrix") else "",
        }
        for item in section["items"]:
            yield _question(item, offered, languages)
        yield {"type": "end_group"}


def _question(item: Described, offered: Mapping[str, Described], languages: Sequence[str]) -> Line:
    kind = Kind(item.get("kind", Kind.CHOICE))
    named = f" {_list_name(item)}" if item.get("scale") in offered else ""
    return {
        "type": f"{TYPES[kind]}{named}",
        "name": item["code"],
        **_words(item, "wording", "label", languages),
        **_words(item, "help_text", "hint", languages),
        "required": "yes" if item.get("is_required") else "",
        "relevant": " and ".join(map(_relevant, item.get("show_if", ()))),
        "appearance": "multiline" if kind == Kind.TEXT else "",
        "constraint": _constraint(item, kind),
    }


def _choices(form: Described, languages: Sequence[str]) -> Iterator[Line]:
    version = form["version"]
    roles = {"labels": version["roles"], "translations": {}}
    for language, said in version["translations"].items():
        if said.get("roles"):
            roles["translations"][language] = {"labels": said["roles"]}
    yield from _answers(ROLE_LIST, roles, languages)
    items = [item for section in version["sections"] for item in section["items"]]
    used = {_list_name(item): item for item in items if "scale" in item}
    offered = {scale["code"]: scale for scale in form["scales"]}
    for name, item in sorted(used.items()):
        with_last = bool(item.get("has_does_not_apply"))
        yield from _answers(name, offered[item["scale"]], languages, with_last=with_last)


def _answers(
    name: str, scale: Described, languages: Sequence[str], *, with_last: bool = False
) -> Iterator[Line]:
    labels = {language: _labels(scale, language) for language in languages}
    count = len(scale["labels"])
    for place in range(count):
        said = {language: each[place] for language, each in labels.items() if place < len(each)}
        yield {"list_name": name, "name": str(place + 1), **_said("label", said, languages)}
    if with_last:
        said = {language: DOES_NOT_APPLY[language] for language in languages if labels[language]}
        yield {"list_name": name, "name": str(count + 1), **_said("label", said, languages)}


def _left_out(form: Described) -> Iterator[Line]:
    version = form["version"]
    facts = {"minutes": version["minutes"], "framework": version["framework"]}
    facts |= {name: form.get(name) for name in OF_FORM}
    yield from _told(form["code"], {**facts, **_named_in(version)})
    for scale in form["scales"]:
        yield from _told(scale["code"], {name: scale.get(name) for name in OF_LIST})
        yield from _told(scale["code"], _named_in(scale))
    for section in version["sections"]:
        yield from _told(section["title"], _unasked(section, version["languages"]))
        for item in section["items"]:
            facts = {name: item.get(name) for name in OF_ITEM}
            yield from _told(item["code"], {**facts, **_unasked(item, version["languages"])})


def _unasked(row: Described, languages: Sequence[str]) -> dict[str, str]:
    """Words in languages that the version does not offer yet."""
    return {
        f"{name} in {LANGUAGES.get(language, language)}": words
        for language, said in row.get("translations", {}).items()
        for name, words in said.items()
        if language not in languages
    }


def _named_in(row: Described) -> dict[str, str | None]:
    said = row["translations"].items()
    return {f"name in {LANGUAGES.get(code, code)}": words.get("name") for code, words in said}


def _told(what: str, facts: Described) -> Iterator[Line]:
    for field, says in facts.items():
        if says:
            listed = ", ".join(map(str, says)) if isinstance(says, list) else says
            yield {"what": what, "field": field, "says": "yes" if says is True else str(listed)}


def _list_name(item: Described) -> str:
    """A list and the same with "does not apply" are two here."""
    return f"{item['scale']}.na" if item.get("has_does_not_apply") else str(item["scale"])


def _relevant(condition: Described) -> str:
    parts = [f"selected(${{{condition['item']}}}, '{code}')" for code in condition["is"]]
    return parts[0] if len(parts) == 1 else f"({' or '.join(parts)})"


def _constraint(item: Described, kind: str) -> str:
    said = {Kind.NUMBER: ".", Kind.SEVERAL: "count-selected(.)"}.get(Kind(kind), "")
    limits = ((">=", item.get("lowest")), ("<=", item.get("highest")))
    parts = [f"{said} {sign} {limit}" for sign, limit in limits if limit is not None]
    return " and ".join(parts) if said else ""


def _labels(scale: Described, language: str) -> Sequence[str]:
    if language == ENGLISH:
        return list(scale["labels"])
    return list(scale["translations"].get(language, {}).get("labels", ()))


def _words(row: Described, name: str, column: str, languages: Sequence[str]) -> Line:
    said = {ENGLISH: row.get(name, "")}
    for language, words in row.get("translations", {}).items():
        said[language] = words.get(name, "")
    return _said(column, said, languages)


def _said(column: str, said: Mapping[str, str], languages: Sequence[str]) -> Line:
    each = zip(_in_each(column, languages), languages, strict=True)
    return {head: _safe(said.get(language, "")) for head, language in each}


def _in_each(column: str, languages: Sequence[str]) -> list[str]:
    if len(languages) == 1:
        return [column]
    return [f"{column}::{_called(language)}" for language in languages]


def _called(language: str) -> str:
    return f"{LANGUAGES[language]} ({language})"


def _safe(words: str) -> str:
    # Programs read labels as HTML, so what only looks like it has to be written as its entity.
    return html.escape(words, quote=False) if LIKE_HTML.search(words) else words


def _write(book: xlsxwriter.Workbook, name: str, columns: Sequence[str], lines: Any) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True})
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column, head)
    for number, line in enumerate(lines, start=1):
        for at, column in enumerate(columns):
            if line.get(column):
                sheet.write_string(number, at, line[column])
    sheet.freeze_panes(1, 0)
