import io
import zipfile

import pytest
import xlsxwriter

from core import workbook
from core.workbook import is_moderate
from network.directory.tables import Unreadable, read_table


def with_corners(*places):
    """A workbook with one word in each of these (row, column) places, counted from 0."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    for row, column in places:
        sheet.write_string(row, column, "x")
    book.close()
    return target.getvalue()


def test_an_ordinary_list_is_read():
    assert is_moderate(with_corners((0, 0), (4_000, 40)))


def test_a_cell_at_the_far_end_of_the_sheet_is_refused_before_it_takes_the_server_along():
    content = with_corners((0, 0), (1_048_575, 16_383))

    with pytest.raises(Unreadable, match="far too large"):
        read_table(content, known=len)


@pytest.mark.parametrize("size", [1, 7, 64])
def test_a_place_cut_in_two_by_a_chunk_is_seen(monkeypatch, size):
    content = with_corners((0, 0), (1_048_575, 16_383))
    monkeypatch.setattr(workbook, "CHUNK", max(size, workbook.LONGEST_PLACE))

    assert not is_moderate(content)


def test_parts_that_unpack_to_gigabytes_are_refused():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        with packed.open("xl/sharedStrings.xml", "w") as part:
            for _ in range(301):
                part.write(b" " * (1 << 20))

    assert len(target.getvalue()) < 1 << 20
    assert not is_moderate(target.getvalue())


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 50])
def test_what_is_no_workbook_is_refused(content):
    assert not is_moderate(content)
