import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from core import uploads


@pytest.fixture
def small(settings, monkeypatch):
    settings.UPLOAD_LIMIT_BYTES = 1000
    monkeypatch.setattr(uploads, "MARGIN", 500)


@pytest.mark.parametrize("url", ["/accounts/login/", "/directory/imports/new/", "/answer/x/"])
def test_a_stranger_cannot_fill_the_disk(db, small, url):
    client = Client(enforce_csrf_checks=True)
    client.get("/accounts/login/")  # with its cookie the body is read, whatever the token says

    answer = client.post(url, {"file": SimpleUploadedFile("large.bin", b"x" * 2000)})

    assert answer.status_code == 400
    assert "This could not be taken" in answer.text


def test_what_is_just_too_large_is_told_by_the_form(small, state_admin, signed_in):
    file = SimpleUploadedFile("list.csv", b"x" * 1100)

    answer = signed_in(state_admin).post("/directory/imports/new/", {"file": file})

    assert answer.status_code == 200
    assert "The file is larger than" in answer.text
