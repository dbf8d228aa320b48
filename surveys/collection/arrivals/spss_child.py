"""`python -m surveys.collection.arrivals.spss_child FILE [--head]`: an SPSS file as JSON lines.

The first line is what the file says about its variables; each further one is a list of cases. A
process of its own: pyreadstat and pandas are imported nowhere else on the way in, and what they
take of memory is given back when it ends.
"""

from __future__ import annotations

import json
import math
import sys
from typing import Any

import pyreadstat

LOOKED_AT = 2_000  # cases read to find the encoding
CELLS_AT_ONCE = 200_000  # each part is found from the beginning of the file, so not too few
# What SPSS for Windows wrote before it knew Unicode, although the file may say otherwise.
OLDER = (None, "cp1252", "latin1")


def head_of(meta: Any, encoding: str | None) -> dict[str, Any]:
    """What the file says about its variables."""
    notes = []
    if encoding:
        notes.append(f"The file says {meta.file_encoding} and holds {encoding}; read as that.")
    return {
        "names": list(meta.column_names),
        "wordings": {name: words or "" for name, words in meta.column_names_to_labels.items()},
        "labels": {
            name: {text(value): label for value, label in labels.items()}
            for name, labels in meta.variable_value_labels.items()
        },
        "missing": {
            name: [(one["lo"], one["hi"]) for one in ranges if not isinstance(one["lo"], str)]
            for name, ranges in meta.missing_ranges.items()
        },
        "encoding": encoding or meta.file_encoding or "utf-8",
        "rows": meta.number_rows or 0,
        "notes": notes,
    }


def text(value: Any) -> str:
    """A value as the other formats write it; no value is empty."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if value.__class__.__name__ == "NaTType":
        return ""
    return str(value).strip()


def tell(told: Any) -> None:
    """One line to whoever started us."""
    sys.stdout.write(json.dumps(told) + "\n")


def readable(path: str) -> tuple[Any, str | None]:
    """What the file says of itself, and the encoding that had to be told, if any."""
    for encoding in OLDER:
        try:
            pyreadstat.read_sav(path, row_limit=LOOKED_AT, user_missing=True, encoding=encoding)
        except (pyreadstat.ReadstatError, UnicodeDecodeError) as broken:
            if "encoding" in str(broken).lower() or "decode" in str(broken).lower():
                continue
            raise
        _, meta = pyreadstat.read_sav(path, metadataonly=True, user_missing=True, encoding=encoding)
        return meta, encoding
    raise SystemExit(2)


def main(path: str, *, is_head: bool) -> None:
    """Write everything to standard output."""
    meta, encoding = readable(path)
    tell(head_of(meta, encoding))
    if is_head:
        return
    at_once = max(1_000, CELLS_AT_ONCE // max(1, len(meta.column_names)))
    parts = pyreadstat.read_file_in_chunks(
        pyreadstat.read_sav, path, chunksize=at_once, user_missing=True, encoding=encoding
    )
    for frame, _ in parts:
        tell([[text(value) for value in row] for row in frame.itertuples(index=False, name=None)])


if __name__ == "__main__":
    main(sys.argv[1], is_head="--head" in sys.argv)
