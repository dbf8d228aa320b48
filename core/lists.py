"""Lists that people sort, whose columns they choose, and that they take along as a file.

One rule for the screen and for files: both show the texts of the same columns in the same order.
What may be sorted by is listed on the columns; nothing else in an address orders anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import F

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from django.db.models import Expression, QuerySet
    from django.http import QueryDict

ROWS_AT_ONCE = 1000


@dataclass(frozen=True)
class Tab:
    """A part of a list that can be shown alone: its word in the address, its name, its rows."""

    key: str
    title: str
    count: int


@dataclass(frozen=True)
class Column:
    """One column: its word in the address, its head, and the text it shows of a row.

    `order` holds what it sorts by, and `prepare` adds to the rows what that needs; `look` and
    `tone` say how the page draws the text ("tag", "chip"); `empty` is what the page says where
    there is nothing.
    """

    name: str
    label: str
    text: Callable[[Any], str]
    order: tuple[Expression | F, ...]
    empty: str = "not given"
    look: str = ""
    tone: Callable[[Any], str] | None = None
    is_usual: bool = True
    prepare: Callable[[Any], Any] | None = None


class Head(NamedTuple):
    """The head of a column: how the list is sorted by it, and what a click asks for."""

    label: str
    aria_sort: str
    sort: str


class Cell(NamedTuple):
    """One cell: the column it stands in, its text, and the tone of its chip."""

    column: Column
    text: str
    tone: str


class Listing:
    """What an address asks of a list: its columns and its order. The first column always stays.

    `complete` adds to rows whatever the texts of the columns need. A page is found by ids alone and
    completed afterwards, so that joins are made for its few rows and not for the whole list.
    """

    def __init__(
        self, columns: Sequence[Column], asked: QueryDict, complete: Callable[[Any], Any]
    ) -> None:
        self.all = columns
        self._complete = complete
        named = {*asked.getlist("columns")} & {column.name for column in columns}
        self.columns = [
            column
            for column in columns
            if column is columns[0] or (column.name in named if named else column.is_usual)
        ]
        wanted = asked.get("sort", "")
        sortable = {column.name: column for column in columns}
        self._sorted_by = sortable.get(wanted.removeprefix("-"), columns[0])
        is_known = wanted.removeprefix("-") in sortable
        self._is_descending = is_known and wanted.startswith("-")
        self.sort = wanted if is_known else ""
        self.column_names = [column.name for column in self.columns] if named else []

    def ids(self, rows: QuerySet[Any]) -> QuerySet[Any, int]:
        """The ids of the rows in the order asked for."""
        prepare = self._sorted_by.prepare
        return self._ordered(prepare(rows) if prepare else rows).values_list("pk", flat=True)

    def lines(self, rows: QuerySet[Any], ids: Iterable[int]) -> list[tuple[Any, list[Cell]]]:
        """The rows of these ids, in this order, each with its cells."""
        found = self._complete(rows.model._default_manager.filter(pk__in=ids)).in_bulk()
        shown = [found[pk] for pk in ids if pk in found]
        return [(row, [self._cell(column, row) for column in self.columns]) for row in shown]

    @property
    def heads(self) -> list[Head]:
        """The heads of the columns shown."""
        return [self._head(column) for column in self.columns]

    @property
    def choices(self) -> list[tuple[Column, bool]]:
        """Every column that may be put away, and whether it is shown."""
        return [(column, column in self.columns) for column in self.all[1:]]

    def file_rows(self, rows: QuerySet[Any]) -> Iterator[list[str]]:
        """The head and all rows, for a file."""
        yield [column.label for column in self.columns]
        for row in self._ordered(self._complete(rows)).iterator(chunk_size=ROWS_AT_ONCE):
            yield [column.text(row) for column in self.columns]

    def _ordered(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """In the order asked for; ties always the same way."""
        order = [*self._sorted_by.order, F("pk")]
        if self._is_descending:
            return rows.order_by(*(part.desc() for part in order))
        return rows.order_by(*(part.asc() for part in order))

    def _head(self, column: Column) -> Head:
        if column is not self._sorted_by:
            return Head(column.label, "", column.name)
        if self._is_descending:
            return Head(column.label, "descending", column.name)
        return Head(column.label, "ascending", f"-{column.name}")

    def _cell(self, column: Column, row: Any) -> Cell:
        return Cell(column, column.text(row), column.tone(row) if column.tone else "")


def without(asked: QueryDict, *names: str) -> str:
    """The rest of an address when these are taken out; what is empty and the page go anyway."""
    kept = asked.copy()
    for name in list(kept):
        filled = [value for value in kept.getlist(name) if value]
        kept.setlist(name, [] if name in (*names, "page") else filled)
    return kept.urlencode()
