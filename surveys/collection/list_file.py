"""The list of surveys as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.services.activity import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.collection.querysets import AdministrationQuerySet

HEAD = ("Survey", "Form", "Cohort", "School year", "Wave", "Opens", "Closes", "Mode", "State")


def list_rows(found: AdministrationQuerySet, *, sees_totals: bool) -> Iterator[list[object]]:
    """Head and rows; how many have sent only for whoever runs surveys, and while they are open."""
    yield [*HEAD, *(["Invited", "Sent"] if sees_totals else [])]
    rows = found.with_invited().select_related("version__instrument", "cohort")
    for row in rows.order_by("-opens_at", "-pk"):
        counts = [getattr(row, "invited", 0), getattr(row, "completed", 0) if row.is_open else ""]
        yield [
            row.title,
            str(row.version.instrument),
            str(row.cohort or ""),
            row.school_year,
            row.wave,
            in_words(row.opens_at),
            in_words(row.closes_at),
            row.get_mode_display(),
            row.get_state_display(),
            *(counts if sees_totals else []),
        ]
