"""Workbooks nobody meant: whatever stands in them, a reader refuses in words or tells it all."""

import io
import json
import zipfile

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.instruments.formats.reading import understand
from surveys.instruments.formats.report import Outcome, Unreadable
from surveys.instruments.models import Scale
from surveys.instruments.services.form_files import FormFile
from tests.surveys.instruments.formats.books import book_of

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
HEADS = [
    "type",
    "Type",
    "name",
    "name",
    "label",
    "label::English (en)",
    "label::Español (es)",
    "label::Français (fr)",
    "hint",
    "required",
    "relevant",
    "constraint",
    "appearance",
    "choice_filter",
    "calculation",
    "repeat_count",
    "default",
    "media::image",
    "list_name",
    "",
    "my own column",
]
TYPES = [
    "text",
    "integer",
    "decimal",
    "select_one yes",
    "select_multiple yes",
    "select_one nowhere",
    "select_one yes or_other",
    "select_one_from_file a.csv",
    "rank yes",
    "note",
    "begin group",
    "end group",
    "begin_repeat",
    "end repeat",
    "begin loop over yes",
    "end loop",
    "range",
    "geopoint",
    "calculate",
    "audit",
    "select_one",
    "Select One yes",
    "xyzzy",
]
WORDS = [
    "yes",
    "no",
    "TRUE",
    "q1",
    "q2",
    "q1",
    "${q1} = 'yes'",
    "selected(${q1}, 'yes') and ${q2} > 3",
    ". > 0 and . < 10",
    "role",
    "<b>Bold</b> & <script>alert(1)</script>",
    "=HYPERLINK(1)",
    "a" * 300,
    "ünïcödé 日本 \u202e",
    " ",
    "Does not apply",
    "${q1",
    "((((",
    "0",
    "-99",
]


@st.composite
def sheets(draw):
    """Rows of a survey sheet and of a choices sheet; every cell may be anything."""
    cell = st.one_of(st.sampled_from(WORDS), st.sampled_from(TYPES), st.integers(-5, 99))
    heads = draw(st.lists(st.sampled_from(HEADS), min_size=1, max_size=8))
    heads = ["type", "name", "label", *heads] if draw(st.booleans()) else heads
    rows = draw(st.lists(st.lists(cell, max_size=len(heads) + 2), max_size=10))
    for row in rows:
        if row and draw(st.booleans()):
            row[0] = draw(st.sampled_from(TYPES))
    choices = draw(st.lists(st.lists(cell, max_size=4), max_size=6))
    choices = [["yes", *row] if draw(st.booleans()) else row for row in choices]
    choice_heads = draw(st.permutations(["list_name", "name", "label"]))
    return {
        draw(st.sampled_from(["survey", "SURVEY", "Survey "])): [heads, *rows],
        "Choices": [choice_heads, *choices],
        **({"settings": [["form_title", "form_id"], *rows[:2]]} if draw(st.booleans()) else {}),
    }


def read(content, name):
    """What is understood, or None where it is refused; a refusal is a sentence."""
    try:
        return understand(content, name)
    except Unreadable as found:
        refusal = str(found)
    assert refusal.endswith(".")
    return None


def loadable(form):
    """Raises what loading would raise, without a database."""
    scales = {one["code"]: Scale(**one) for one in form["scales"]}
    assert len(scales) == len(form["scales"])
    for scale in scales.values():
        scale.clean_fields(exclude=["favorable"])  # may be empty
    version = form.get("version") or form["versions"][-1]
    FormFile(form["code"], version, scales, ()).check_questions()
    json.dumps(form)
    for section in version["sections"]:
        assert len(section["title"]) <= 80
        assert section["items"]
        for item in section["items"]:
            assert item["wording"]
            assert len(item["code"]) <= 20


@given(sheets())
@SLOW
def test_any_workbook_is_a_form_that_loads_or_is_refused_in_words(given_sheets):
    understood = read(book_of(**given_sheets), "form.xlsx")
    if understood is None:
        return
    loadable(understood.form)
    assert "<script" not in json.dumps(understood.form)


@st.composite
def marked(draw):
    """Sheets in which every cell is a word of its own, so that none can be lost unseen."""
    ours = [head for head in HEADS if "fr" not in head]  # French is told once, at its column
    heads = ["type", "name", "label", *draw(st.lists(st.sampled_from(ours), max_size=5))]
    rows = []
    for number in range(draw(st.integers(1, 8))):
        kind = draw(st.sampled_from(TYPES))
        cells = [f"w{number}x{place}" for place in range(2, len(heads) + draw(st.integers(0, 2)))]
        keep = draw(st.lists(st.booleans(), min_size=len(cells), max_size=len(cells)))
        cells = [one if kept else "" for one, kept in zip(cells, keep, strict=True)]
        rows.append([kind, f"n{number}", *cells])
    choices = [["yes", f"c{number}", f"label{number}w"] for number in range(3)]
    return heads, rows, choices


@given(marked())
@SLOW
def test_no_cell_goes_without_a_line(given_rows):
    heads, rows, choices = given_rows
    book = book_of(survey=[heads, *rows], choices=[["list_name", "name", "label"], *choices])
    understood = read(book, "form.xlsx")
    if understood is None:
        return
    everything = json.dumps(understood.form, ensure_ascii=False) + "\n".join(
        f"{line.what} {line.words}" for line in understood.report
    )
    whole = {(line.where, line.what[:8]) for line in understood.with_outcome(Outcome.LEFT_OUT)}
    lost = [
        cell
        for number, (kind, _, *cells) in enumerate(rows, start=2)
        for cell in cells
        if cell and cell not in everything and (f"survey, row {number}", kind[:8]) not in whole
    ]
    lost += [label for _, _, label in choices if label not in everything]
    assert lost == []


@given(st.binary(max_size=300), st.sampled_from(["a.xlsx", "a.xls", "a.lss", "a.qsf", "a.json"]))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_refused_in_words(content, name):
    for start in (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<?xml version='1.0'?>", b"{"):
        read(start + content, name)


def test_a_workbook_of_choices_alone_is_refused():
    assert read(book_of(choices=[["list_name", "name", "label"], ["a", "b", "c"]]), "") is None


def test_a_part_in_an_unknown_encoding_is_refused():
    content, broken = io.BytesIO(book_of(survey=[["type"], ["text"]])), io.BytesIO()
    with zipfile.ZipFile(content) as whole, zipfile.ZipFile(broken, "w") as other:
        for name in whole.namelist():
            said = whole.read(name)
            is_links = name == "xl/_rels/workbook.xml.rels"
            other.writestr(name, said.replace(b"UTF-8", b"UTX-8") if is_links else said)
    assert read(broken.getvalue(), "form.xlsx") is None
