from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenings.rules.attendance_file import NoNumber, Row, minutes_of, read_rows
from core.pasted import NotRows


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_words(text):
    for head in ["", "Email,Name,Minutes\n"]:
        with suppress(NotRows):
            rows = read_rows(head + text)
            assert all(set(row.cells) == set(rows[0].cells) for row in rows)


def row(**cells):
    names = ["email", "name", "first_name", "last_name", "here", "late", "early", "minutes", "team"]
    return Row(2, {name: cells.get(name, "") for name in names})


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_minutes_present_say_how_early_somebody_left(late, present):
    assert minutes_of(row(late=str(late), minutes=str(present)), 360) == (
        late,
        max(0, 360 - late - present),
    )


def test_minutes_are_figures():
    for typed in ["-1", "1.5", "½", "soon", "12345", "٣"]:
        with pytest.raises(NoNumber, match="Write it in figures"):
            minutes_of(row(late=typed), 360)
    assert minutes_of(row(late="12.0"), 360) == (12, 0)


def test_names_are_read_however_they_are_written():
    assert row(name="Albright, Tomas").names == ("Tomas", "Albright")
    assert row(name="Mary Ann Albright").names == ("Mary Ann", "Albright")
    assert row(first_name="Una", last_name="van Berg").names == ("Una", "van Berg")
    assert row(name="Cher").name == "Cher"
