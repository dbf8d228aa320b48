import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core import uploads


@pytest.fixture
def small(settings, monkeypatch):
    settings.UPLOAD_LIMIT_BYTES = 1000
    monkeypatch.setattr(uploads, "MARGIN", 500)


@pytest.mark.parametrize(
    ("url", "status", "words"),
    [
        ("/accounts/login/", 400, "This could not be taken"),
        ("/directory/imports/new/", 400, "This could not be taken"),
        ("/answer/x/", 413, "could not"),  # in the respondent's own language, with the way back
    ],
)
def test_a_stranger_cannot_fill_the_disk(db, small, url, status, words):
    client = Client(enforce_csrf_checks=True)
    client.get("/accounts/login/")  # with its cookie the body is read, whatever the token says

    answer = client.post(url, {"file": SimpleUploadedFile("large.bin", b"x" * 2000)})

    assert answer.status_code == status
    assert words in answer.text


def test_what_is_just_too_large_is_told_by_the_form(small, state_admin, signed_in):
    file = SimpleUploadedFile("list.csv", b"x" * 1100)

    answer = signed_in(state_admin).post("/directory/imports/new/", {"file": file})

    assert answer.status_code == 200
    assert "The file is larger than" in answer.text
