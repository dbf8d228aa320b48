"""A process of its own: rows as CSV into an Excel sheet. `python -m … ROWS LAYOUT OUT`.

Writes to its output how many rows are done; knows neither settings nor database.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import xlsxwriter

TOLD_EVERY = 1000  # rows
WIDTH = 14


def write(rows: Path, layout: Path, out: Path) -> None:
    """Numbers as numbers, everything else as the text it is: nothing is run as a formula."""
    variables = json.loads(layout.read_text())["variables"]
    are_text = [variable["is_text"] for variable in variables]
    # SECURITY: rows wait beside OUT, where they are thrown away with it if we are killed.
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "tmpdir": str(out.parent)})
    sheet = book.add_worksheet("rows")
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(variables) - 1, WIDTH)
    with rows.open(newline="", encoding="utf-8") as lines:
        for at, row in enumerate(csv.reader(lines)):
            for column, (cell, is_text) in enumerate(zip(row, are_text, strict=True)):
                if is_text or at == 0:
                    sheet.write_string(at, column, cell)
                else:
                    sheet.write_number(at, column, float(cell))
            if at % TOLD_EVERY == 0:
                print(at, flush=True)  # noqa: T201  read by the process that waits for us
    book.close()


if __name__ == "__main__":
    write(*map(Path, sys.argv[1:]))
