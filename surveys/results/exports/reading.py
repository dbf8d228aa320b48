"""Rows as they leave, one at a time: numbers as text, however many there are in the same memory.

SECURITY: in the order neither of the table nor of ids, and in a new one each time; nothing of a
time is read, and whose a row is only to be hashed at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import F, TextField, Value
from django.db.models.functions import Cast

from surveys.results.evaluators import extract_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from surveys.results.evaluators.anonymity import Key
    from surveys.results.evaluators.extracts import Rows

ROWS_AT_ONCE = 2000


class Line(NamedTuple):
    """One response: its number in the file, its facts, its link where one is agreed on, and the
    answers."""

    number: int
    key: Key
    link: str | int | None
    cells: list[str]


class _Codes(dict[str, str]):
    """What becomes of a stored code; most stay what they are."""

    def __missing__(self, code: str) -> str:
        return code


def lines_of(rows: Rows) -> Iterator[Line]:
    """Every row that may leave."""
    keys = rows.coarsened.keys if rows.coarsened else {}
    cells_of = _cells_of(rows)
    known: dict[tuple[Any, ...], Key | None] = {}
    number = 0
    for unit, role, weight, codes, texts, *subject in _drawn(rows):
        group = (unit, role, weight)
        if group not in known:
            known[group] = keys.get(rows.key_of(unit, role, weight))
        key = known[group]
        if key is not None:
            number += 1
            link = rows.linking.code_for("".join(subject), texts) if rows.linking else None
            yield Line(number, key, link, cells_of(role, codes[1:-1].split(","), texts))


def _drawn(rows: Rows) -> Iterator[tuple[Any, ...]]:
    """Place, role, weight, stored codes, and what else these rows need; in random order."""
    responses = rows.responses()
    added: tuple[str, ...] = ()
    if rows.linking:
        responses, added = rows.linking.read(responses), rows.linking.fields
    beside = F("texts") if rows.needs_texts else Value(None, output_field=TextField())
    drawn = responses.annotate(codes=Cast(F("answers"), TextField()), beside=beside)
    fields = ("unit_id", "role", "weight", "codes", "beside", *added)
    return drawn.order_by("?").values_list(*fields).iterator(chunk_size=ROWS_AT_ONCE)


def _cells_of(rows: Rows) -> Callable[[int, list[str], Any], list[str]]:
    """The fastest way from what is stored to the cells of these columns.

    Conditions are asked only where something is stored beside the answers of a list.
    """
    columns = rows.columns
    slots = [column.question.slot for column in columns]
    tables = [_Codes(column.codes) for column in columns]
    listed = [(table, slot) for table, slot in zip(tables, slots, strict=True) if slot is not None]

    def by_slot(role: int, stored: list[str], texts: Any) -> list[str]:
        return [table[stored[slot]] for table, slot in listed]

    def one_by_one(role: int, stored: list[str], texts: Any) -> list[str]:
        given = extract_columns.given(rows.form, role, stored, texts)
        return [
            str(extract_columns.beside(column, given, rows.form))
            if slot is None
            else table[stored[slot]]
            for column, table, slot in zip(columns, tables, slots, strict=True)
        ]

    return by_slot if len(listed) == len(columns) else one_by_one
