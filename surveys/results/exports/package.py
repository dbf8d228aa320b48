"""The file that is fetched: a ZIP of the rows, their codebook and the README."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

from django.conf import settings

from core.csv import csv_lines
from surveys.results.evaluators.codebooks import codebook
from surveys.results.exports.layout import Format, Layout, Shape, layout_of
from surveys.results.exports.reading import lines_of
from surveys.results.exports.readme import readme
from surveys.results.exports.text import pieces

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from surveys.results.evaluators.extracts import Rows

    Told = Callable[[int], None]

WRITERS = {
    Format.XLSX: "surveys.results.exports.sheet_file",
    Format.SAV: "surveys.results.exports.spss_file",
}
MOST_LINES = {Format.XLSX: 1_048_575, Format.SAV: 5_000_000}
MOST_COLUMNS = {Format.XLSX: 16_384}


def too_large(rows: Rows, form: Format, shape: Shape) -> str:
    """Why the rows do not fit into such a file; empty when they do."""
    responses = rows.coarsened.rows if rows.coarsened else 0
    lines = responses * (len(rows.columns) if shape == Shape.LONG else 1)
    if lines > MOST_LINES.get(form, lines):
        most = MOST_LINES[form]
        return f"This would be {lines:,} lines, and such a file holds {most:,}. Take CSV, or wide."
    columns = len(layout_of(rows, shape).variables)
    if columns > MOST_COLUMNS.get(form, columns):
        most = MOST_COLUMNS[form]
        return f"This would be {columns:,} columns, and such a file holds {most:,}. Take CSV."
    return ""


def write_package(
    rows: Rows, form: Format, shape: Shape, *, file: Path, folder: Path, told: Told
) -> None:
    """Write the ZIP; `told` hears how many responses are done."""
    layout = layout_of(rows, shape)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        if form == Format.CSV:
            _write_text(rows, layout, package, told)
        else:
            made = _written_beside(rows, layout, form, folder, told)
            package.write(made, made.name)
        package.writestr("codebook.csv", "".join(csv_lines(codebook(rows, layout))))
        count = rows.coarsened.rows if rows.coarsened else 0
        package.writestr("README.txt", readme(rows, layout, form, count))


def _write_text(rows: Rows, layout: Layout, package: zipfile.ZipFile, told: Told) -> None:
    """CSV goes into the ZIP as it is made; nothing of it is kept."""
    with package.open("rows.csv", "w", force_zip64=True) as binary:
        for piece in pieces(layout, lines_of(rows), told=told, is_for_people=True):
            binary.write(piece.encode())


def _written_beside(rows: Rows, layout: Layout, form: Format, folder: Path, told: Told) -> Path:
    """The rows, then what they are, for a process that makes the file of it."""
    text, about, out = folder / "rows.txt", folder / "layout.json", folder / f"rows.{form}"
    is_told_later = form == Format.XLSX
    with text.open("w", newline="", encoding="utf-8") as lines:
        hear = _nobody if is_told_later else told
        lines.writelines(pieces(layout, lines_of(rows), told=hear, is_for_people=False))
    about.write_text(json.dumps(layout.as_told(str(rows.administration))))
    each = len(layout.answers) if layout.shape == Shape.LONG else 1
    command = [sys.executable, "-m", WRITERS[form], str(text), str(about), str(out)]
    with subprocess.Popen(  # noqa: S603  our own module and our own paths, no shell
        command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True
    ) as child:
        for line in child.stdout or io.StringIO():
            told(int(line) // max(each, 1))
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return out


def _nobody(done: int) -> None:
    """The slower half tells how far it is."""
