import pytest

from core.encoding import NotText, decode

NAMES = "Núñez Académie, École Saint-Désiré"


@pytest.mark.parametrize(
    ("codec", "told"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("cp1252", "cp1252")],
)
def test_names_are_read_right_in_every_encoding(codec, told):
    assert decode(NAMES.encode(codec)) == (NAMES, told)


def test_latin_1_names_are_read_right():
    text, _ = decode("name\nÅngström Zoë Ñandú\n".encode("latin-1"))

    assert text == "name\nÅngström Zoë Ñandú\n"


def test_windows_quotes_and_dashes_survive():
    assert decode("St. Mary’s – “Höhere” Schule".encode("cp1252")) == (
        "St. Mary’s – “Höhere” Schule",
        "cp1252",
    )


def test_windows_quote_that_was_saved_as_a_control_is_put_right():
    assert decode("St. Mary\u0092s".encode())[0] == "St. Mary’s"


def test_byte_that_windows_does_not_know_is_latin_1_and_never_replaced():
    text, encoding = decode(b"Caf\xe9 \x81")

    assert (text, encoding) == ("Café \x81", "latin-1")


def test_file_glued_from_two_encodings_is_read_line_by_line():
    text, encoding = decode("École\n".encode() + "Académie\n".encode("cp1252"))

    assert (text, encoding) == ("École\nAcadémie\n", "mixed")


def test_other_files_are_refused():
    with pytest.raises(NotText, match="Save the list as CSV or XLSX"):
        decode(b"\x89PNG\r\n\x00\x00")
