"""A process of its own: rows as CSV into an SPSS file. `python -m … ROWS LAYOUT OUT`.

The only place that loads the libraries it needs for this; knows neither settings nor database.
Labels longer than SPSS takes are cut here; the codebook has them whole.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat

LONGEST_LABEL, LONGEST_VALUE_LABEL, LONGEST_FILE_LABEL = 255, 119, 60  # bytes


def write(rows: Path, layout: Path, out: Path) -> None:
    """All rows, with labels and codes of what is missing."""
    told = json.loads(layout.read_text())
    variables = {variable["name"]: variable for variable in told["variables"]}
    # "category" would be quicker, but makes numbers of identifiers and loses their zeros.
    kinds = {name: "object" if v["is_text"] else "float64" for name, v in variables.items()}
    table = pd.read_csv(rows, dtype=kinds, keep_default_na=False)
    missing = dict(told["missing"])
    pyreadstat.write_sav(
        table,
        str(out),
        file_label=_cut(told["survey"], LONGEST_FILE_LABEL),
        column_labels={n: _cut(v["wording"], LONGEST_LABEL) for n, v in variables.items()},
        variable_value_labels={n: _labels(v, missing) for n, v in variables.items()},
        missing_ranges={n: _missing(v, missing) for n, v in variables.items() if v["has_missing"]},
        variable_measure={n: _measure(v) for n, v in variables.items()},
        variable_format={n: _format(v) for n, v in variables.items() if not v["is_text"]},
        row_compress=True,
    )


def _labels(variable: dict[str, Any], missing: dict[int, str]) -> dict[Any, str]:
    told = dict(variable["values"]) | (missing if variable["has_missing"] else {})
    return {
        str(code) if variable["is_text"] else float(code): _cut(label, LONGEST_VALUE_LABEL)
        for code, label in told.items()
    }


def _missing(variable: dict[str, Any], missing: dict[int, str]) -> list[Any]:
    """A range for numbers; of texts SPSS takes three, and −98 says something about a place."""
    if variable["is_text"]:
        return [str(code) for code in missing if code != -98]
    return [{"lo": min(missing), "hi": max(missing)}]


def _measure(variable: dict[str, Any]) -> str:
    return "nominal" if variable["values"] or variable["is_text"] else "scale"


def _format(variable: dict[str, Any]) -> str:
    return f"F12.{variable['decimals']}"  # an answer may have ten figures


def _cut(text: str, longest: int) -> str:
    """At most so many bytes, and no half letter."""
    return text.encode()[:longest].decode(errors="ignore")


if __name__ == "__main__":
    write(*map(Path, sys.argv[1:]))
