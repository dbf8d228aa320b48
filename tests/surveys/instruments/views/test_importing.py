import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from surveys.instruments import services
from surveys.instruments.models import Instrument, InstrumentVersion
from tests.surveys.instruments.formats.books import book_of

pytestmark = pytest.mark.django_db
CONTENT = [
    ["type", "name", "label"],
    ["text", "why", "Why?"],
    ["geopoint", "where", "Where are you?"],
]


def sent(editor, content, name="tools.xlsx"):
    return editor.post("/instruments/import/", {"file": SimpleUploadedFile(name, content)})


def carried(response):
    return re.search(r'name="read" value="([^"]+)"', response.content.decode())[1]


def test_the_report_comes_before_the_draft(editor):
    response = sent(editor, book_of(survey=CONTENT))
    page = response.content.decode()
    assert "What becomes of tools" in page
    assert "We ask for no places on a map." in page
    assert not Instrument.objects.exists()

    body = {"read": carried(response), "code": "TOOLS", "name": "Tools", "audience": "teachers"}
    made = editor.post("/instruments/import/make/", body)
    version = InstrumentVersion.objects.get()
    assert made.url == f"/instruments/{version.pk}/edit/"
    assert str(version) == "Tools, version 1"

    again = editor.post("/instruments/import/make/", body)
    assert again.status_code == 422
    assert "The form Tools has the code TOOLS already." in again.content.decode()
    assert carried(again) == body["read"]
    assert InstrumentVersion.objects.count() == 1


def test_a_form_that_is_there_is_offered_a_new_version(editor, draft):
    services.freeze(draft)
    settings = [["form_id"], [draft.instrument.code]]
    response = sent(editor, book_of(survey=CONTENT, settings=settings))
    assert f'value="{draft.instrument_id}" selected' in response.content.decode()
    editor.post(
        "/instruments/import/make/",
        {"read": carried(response), "instrument": draft.instrument_id},
    )
    assert draft.instrument.versions.count() == 2


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 and more", "This is no form that we can read."),
        (b"PK\x03\x04 broken", "This is no workbook."),
        (b"", "empty"),
    ],
)
def test_what_cannot_be_read_is_said_at_the_file(editor, content, words):
    response = sent(editor, content)
    assert response.status_code == 422
    assert words in response.content.decode()


def test_a_new_form_needs_a_code_a_name_and_an_audience(editor):
    read = carried(sent(editor, book_of(survey=CONTENT)))
    response = editor.post("/instruments/import/make/", {"read": read, "code": "x y"})
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"code", "name", "audience"}
    assert not Instrument.objects.exists()


def test_what_nobody_read_is_refused(editor):
    read = carried(sent(editor, book_of(survey=CONTENT)))
    body = {"code": "TOOLS", "name": "Tools", "audience": "teachers"}
    for text in ("made up", "", f"{read}x"):
        response = editor.post("/instruments/import/make/", {**body, "read": text}, follow=True)
        assert "Choose the file again." in response.content.decode()
    assert not Instrument.objects.exists()
