import pytest

from core.pdf import pdf_of
from core.qr import svg_file_of

HOSTILE = [
    'Kettle "School" #1 $x$ *b* @r <l> \\ #panic()',
    "مدرسة النور",
    "学校 😀",  # in no font of ours
    "x" * 120,
    "a\u202eb\u200bc",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_never_read_as_typst_and_every_name_makes_a_document(name):
    block = {"lang": "en", "lead": name, "facts": name, "form": name, "who": [name]}
    poster = {
        "survey": name,
        "school": name,
        "address": "a.example/open/b",
        "code": svg_file_of("a.example/open/b"),
        "alt": "QR code",
        "blocks": [block],
    }
    data = {"paper": "a4", "title": name, "author": "PL Network", "posters": [poster]}

    assert pdf_of("surveys/poster.typ", data).startswith(b"%PDF")
