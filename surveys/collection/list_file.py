"""The list of surveys as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from network.services.activity import in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.collection.querysets import AdministrationQuerySet

HEAD = ("Survey", "Form", "Cohort", "School year", "Wave", "Opens", "Closes", "Mode", "State")


def list_rows(found: AdministrationQuerySet, *, sees_totals: bool) -> Iterator[list[object]]:
    """Head and rows; how many are invited only for whoever runs surveys.

    SECURITY: how many have sent is shown while a survey is open, and never exported (disclosure 7).
    """
    yield [*HEAD, *(["Invited"] if sees_totals else [])]
    rows = found.with_invited().select_related("version__instrument", "cohort")
    for row in rows.order_by("-opens_at", "-pk"):
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
            *([getattr(row, "invited", 0)] if sees_totals else []),
        ]
