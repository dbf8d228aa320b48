import io
import zipfile
from contextlib import suppress

import pytest
from django.core.files.base import ContentFile

from core.content import FileRefused, fingerprint, type_of


def packed(**entries):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as made:
        for name, content in entries.items():
            made.writestr(name.replace("__", "/"), content)
    return memory.getvalue()


def office(part):
    return packed(**{"[Content_Types].xml": "<Types/>", part: "<x/>"})


TAKEN = {
    "plan.pdf": (b"%PDF-1.7\n...", "application/pdf"),
    "wall.PNG": (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "image/png"),
    "wall.jpg": (b"\xff\xd8\xff\xe0" + b"\0" * 20, "image/jpeg"),
    "wall.jpeg": (b"\xff\xd8\xff\xe1" + b"\0" * 20, "image/jpeg"),
    "wall.gif": (b"GIF89a" + b"\0" * 20, "image/gif"),
    "wall.webp": (b"RIFF\x10\0\0\0WEBPVP8 ", "image/webp"),
    "lesson.mp4": (b"\0\0\0\x18ftypisom\0\0\0\0", "video/mp4"),
    "plan.txt": ("Goals – für alle\r\n\tone".encode(), "text/plain"),
    "table.csv": (b"\xef\xbb\xbfname,goal\nA,1 < 2\n", "text/plain"),
    "plan.docx": (office("word/document.xml"), "wordprocessingml.document"),
    "deck.pptx": (office("ppt/presentation.xml"), "presentationml.presentation"),
    "book.xlsx": (office("xl/workbook.xml"), "spreadsheetml.sheet"),
    "plan.odt": (
        packed(mimetype="application/vnd.oasis.opendocument.text"),
        "opendocument.text",
    ),
    "deck.odp": (
        packed(mimetype="application/vnd.oasis.opendocument.presentation"),
        "opendocument.presentation",
    ),
}


@pytest.mark.parametrize("name", TAKEN)
def test_types_that_we_take_are_known_by_their_content(name):
    content, content_type = TAKEN[name]

    assert type_of(ContentFile(content, name=name)).content_type.endswith(content_type)


REFUSED = {
    "page.html": b"<!DOCTYPE html><title>x</title>",
    "page.txt": b"  \n<HTML><body>x",
    "notes.txt": b"some words, then <script>alert(1)</script>",
    "drawing.svg": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    "drawing.txt": b"<svg onload=alert(1)>",
    "program.exe": b"MZ\x90\0\x03\0\0\0",
    "program.txt": b"MZ\x90\0\x03\0\0\0",
    "shell.sh": b"\x7fELF\x02\x01\x01\0",
    "latin.txt": "für alle".encode("latin-1"),
    "empty.txt": b"",
    "broken.docx": b"PK\x03\x04 and then nothing",
    "any.zip": packed(**{"readme.txt": "x"}),
    "macro.docx": packed(
        **{
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": "<x/>",
            "word/vbaProject.bin": "x",
        }
    ),
    "sheet.ods": packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
    "clip.mov": b"\0\0\0\x14ftypqt  \0\0\0\0",
}


@pytest.mark.parametrize("name", REFUSED)
def test_other_types_are_refused_whatever_their_name_says(name):
    with pytest.raises(FileRefused, match="this is none of those we take"):
        type_of(ContentFile(REFUSED[name], name=name))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("plan.pdf", "named .pdf, but its content is a PNG image. Save it again as .png"),
        ("plan.png.exe", "named .exe"),
        ("plan", "named without an ending"),
    ],
)
def test_a_name_that_says_something_else_is_refused_in_words(name, words):
    with pytest.raises(FileRefused, match=words):
        type_of(ContentFile(b"\x89PNG\r\n\x1a\n", name=name))


def test_the_same_content_has_the_same_fingerprint_and_stays_readable():
    file = ContentFile(b"Goal cards\n", name="cards.txt")

    assert fingerprint(file) == fingerprint(ContentFile(b"Goal cards\n", name="other.txt"))
    assert file.read() == b"Goal cards\n"


def test_an_archive_broken_anywhere_is_refused_and_no_crash():
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text" * 5)
    whole = memory.getvalue()

    for place in range(4, len(whole)):
        for byte in (0, 14, 0x55, 0xFF):
            broken = whole[:place] + bytes([byte]) + whole[place + 1 :]
            with suppress(FileRefused):
                type_of(ContentFile(broken, name="plan.odt"))
