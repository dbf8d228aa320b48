import pytest

from network.directory.files import Refused
from surveys.collection.frame_lines import read_lines, text_from, text_of

ROLES = ["classroom teacher", "intervention specialist"]


def numbers(text, roles=()):
    return [(line.irn, line.staff, line.by_role) for line in read_lines(text, roles).lines]


def test_without_a_header_columns_count_by_place():
    assert numbers("42,40\n000043;0\n\n44\t7") == [
        ("000042", 40, {}),
        ("000043", 0, {}),
        ("000044", 7, {}),
    ]
    assert numbers("42,5,2", ROLES) == [
        ("000042", 7, {"classroom teacher": 5, "intervention specialist": 2})
    ]


def test_with_a_header_columns_count_by_name_whatever_their_order():
    text = "School,Intervention specialist,IRN,Mascot,Classroom teacher\nKettle,2,42,Owl,5\n"
    reading = read_lines(text, ROLES)

    assert [(line.number, line.irn, line.staff) for line in reading.lines] == [(2, "000042", 7)]
    assert reading.lines[0].by_role == {"classroom teacher": 5, "intervention specialist": 2}
    assert reading.notes == ["The column Mascot is not used."]


def test_a_school_without_any_number_says_nothing_and_a_zero_says_something():
    assert numbers("IRN,Staff\n42,\n43,0") == [("000042", None, {}), ("000043", 0, {})]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("IRN,Staff\n42,many", "Line 2, column Staff: many is no whole number from 0 to 5,000."),
        ("IRN,Staff\n42,5001", "Line 2, column Staff: 5001 is no whole number from 0 to 5,000."),
        ("IRN,Staff\n42,-1", "Line 2, column Staff: -1 is no whole number from 0 to 5,000."),
        ("IRN,Staff\n42,4.5", "Line 2, column Staff: 4.5 is no whole number from 0 to 5,000."),
        ("IRN,Staff\n42,٤", "Line 2, column Staff: ٤ is no whole number from 0 to 5,000."),
        ("IRN,Staff\nKettle,4", "Line 2, column IRN: Kettle is no number of six digits."),
        ("IRN,Staff\n1234567,4", "Line 2, column IRN: 1234567 is no number of six digits."),
        ("IRN,Staff\n,4", "Line 2, column IRN: empty is no number of six digits."),
        ("IRN,Staff\n42,4\n000042,5", "Line 3: IRN 000042 stands in line 2 already."),
        (
            "IRN,Classroom teacher,Staff\n42,5,9",
            "Line 2: the role groups make 5, the column Staff says 9.",
        ),
        ("42,1,2,3", "Line 1: after the IRN comes one number or 2, one for each role group."),
    ],
)
def test_each_fault_names_its_line_and_column(text, fault):
    assert read_lines(text, ROLES).faults == [fault]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("School,Staff\nKettle,4", "There is no column IRN."),
        ("IRN,School\n42,Kettle", "There is no column with numbers."),
        ("42,1\n" * 20_001, "more than 20,000 lines"),
    ],
)
def test_a_list_that_cannot_be_read_at_all_is_refused_in_words(text, words):
    with pytest.raises(Refused, match=words):
        read_lines(text, ROLES)


def test_files_keep_leading_zeros_and_other_files_are_refused():
    assert numbers(text_of(b"\xef\xbb\xbfIRN,Staff\n000042,7\n")) == [("000042", 7, {})]
    assert text_from([["IRN", "A, B"], ["000042", 7]]) == 'IRN,"A, B"\n000042,7\n'
    with pytest.raises(Refused, match="This is a PDF"):
        text_of(b"%PDF-1.7")


def test_a_quotation_mark_that_is_not_closed_hides_no_line():
    reading = read_lines('IRN,School,Staff\n42,"Kettle,5\n43,Gull,6\n', ())

    assert reading.faults[0].startswith('A quotation mark (") is not closed.')


def test_large_numbers_are_read_as_they_are_written():
    assert numbers('IRN,Staff\n42,"1,200"\n') == [("000042", 1200, {})]
