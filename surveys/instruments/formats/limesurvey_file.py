"""A LimeSurvey file (.lss) as tables of rows, whichever version wrote it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from surveys.instruments.formats.asked import our_language
from surveys.instruments.formats.report import Unreadable
from surveys.instruments.questionnaire import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from surveys.instruments.formats.asked import Words

Row = dict[str, str]
MOST_ROWS = 100_000


# Where older files have the words: a row of each language in the table itself.
OLDER = {"group_l10ns": ("groups",), "question_l10ns": ("questions", "subquestions")}


@dataclass
class Survey:
    """Rows by table. `base` is the language of the survey that stands for English."""

    tables: dict[str, list[Row]]
    languages: list[str]
    base: str
    others: list[str]  # parts of the file that hold no rows

    def __post_init__(self) -> None:
        self._worded: dict[str, defaultdict[str, list[Row]]] = {}

    def rows(self, table: str) -> list[Row]:
        """All rows of a table, in the order of the file."""
        return self.tables.get(table, [])

    def said(self, table: str, key: str, row: Row, field: str) -> Words:
        """Words of a row in our languages."""
        if table not in self._worded:
            older = [one for name in OLDER.get(table, ()) for one in self.rows(name)]
            self._worded[table] = by(self.rows(table) or older, key)
        found: Words = {}
        for one in self._worded[table].get(row.get(key, "")) or [row]:
            language = self.ours(one.get("language", self.base))
            if language is not None and one.get(field):
                found.setdefault(language, one[field])
        return found

    def ours(self, language: str) -> str | None:
        """Our code of a language of the file."""
        return ENGLISH if language == self.base else our_language(language)


def parse(content: bytes) -> Survey:
    """Raises Unreadable."""
    try:
        root = fromstring(content)
    except DefusedXmlException as tricked:
        words = "The file defines entities, which no LimeSurvey export does. Export it again."
        raise Unreadable(words) from tricked
    except (ParseError, ValueError, LookupError) as broken:
        raise Unreadable("The file is broken XML. Export the survey again as .lss.") from broken
    kind = (root.findtext("LimeSurveyDocType") or "").strip()
    if root.tag != "document" or not kind:
        raise Unreadable("This is XML, but no LimeSurvey survey. Export the survey as .lss.")
    if kind != "Survey":
        raise Unreadable(f"This is a LimeSurvey {kind.lower()}. Export the whole survey as .lss.")
    tables: dict[str, list[Row]] = {}
    others = []
    for part in root:
        rows = part.find("rows")
        if rows is not None:
            # A table in two parts is one; markup that is not escaped stands in elements of its own.
            tables.setdefault(part.tag, []).extend(
                {cell.tag: " ".join(cell.itertext()) for cell in row} for row in rows
            )
        elif part.tag not in ("LimeSurveyDocType", "DBVersion", "languages"):
            others.append(part.tag)
    if sum(map(len, tables.values())) > MOST_ROWS:
        raise Unreadable(f"The file has more than {MOST_ROWS:,} rows, and no form has.")
    languages = [one.text.strip() for one in root.findall("languages/language") if one.text]
    said = next((row.get("language", "") for row in tables.get("surveys", [])), "")
    languages = list(dict.fromkeys([said, *languages])) if said else languages or [ENGLISH]
    english = [one for one in languages if our_language(one) == ENGLISH]
    return Survey(tables, languages, (english or languages)[0], others)


def in_order(rows: Iterable[Row], *keys: str) -> list[Row]:
    """Rows by numbers that they hold."""
    return sorted(rows, key=lambda row: [_number(row.get(key, "")) for key in keys])


def by(rows: Iterable[Row], key: str) -> defaultdict[str, list[Row]]:
    """Rows by what stands in a field."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.get(key, "")].append(row)
    return found


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
