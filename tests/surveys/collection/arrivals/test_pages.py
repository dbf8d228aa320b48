"""The state administrator's way from a file to a survey, page by page."""

import datetime as dt
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from network.models import Activity, ExportJob
from network.tasks import take_up
from surveys.collection.models import Administration, AnswerFile, Response
from surveys.collection.services.answer_files import forget_files
from surveys.collection.views import arrivals
from tests.surveys.collection.arrivals.forms import a_form

FILE = b"BRT1,Wording of BRT2,third,School IRN,respondent_id\n1,2,SA,,x\n,,,,y\n9,2,3,,z\n"


@pytest.fixture
def admin(signed_in, state_admin):
    return signed_in(state_admin)


def upload(admin, content=FILE, name="Spring.csv", told=None):
    given = {"instrument": a_form().pk, "file": SimpleUploadedFile(name, content)}
    if told is not None:
        given["told"] = SimpleUploadedFile("map.json", json.dumps(told).encode())
    return admin.post(reverse("surveys:arrivals"), given)


def columns(admin, kept, **more):
    given = {
        "title": "Brought",
        "school_year": "2023-24",
        "mode": "anonymous",
        "by": "irn",
        "item-BRT1": "BRT1",
        "item-BRT2": "Wording of BRT2",
        "item-BRT3": "third",
        "labels": "SA = strongly agree",
    }
    return admin.post(reverse("surveys:arrival-columns", args=[kept.pk]), {**given, **more})


def test_from_the_upload_to_the_survey(admin, django_capture_on_commit_callbacks):
    answer = upload(admin)
    kept = AnswerFile.objects.get()
    assert answer.url == reverse("surveys:arrival-columns", args=[kept.pk])
    assert {code: own["column"] for code, own in kept.told["items"].items()} == {
        "BRT1": "BRT1",
        "BRT2": "Wording of BRT2",
    }
    assert kept.told["unit"] == {"column": "School IRN", "by": "irn"}
    assert kept.told["person"] == ["respondent_id"]
    assert "selected>BRT1</option" in admin.get(answer.url).content.decode()

    page = columns(admin, kept)
    assert page.url == kept.get_absolute_url()
    words = admin.get(page.url).content.decode()
    assert "Nothing has been written yet." in words
    assert "Bring in 1 answer<" in words
    assert "No answer of BRT1" in words
    assert b"9" in b"".join(admin.get(reverse("surveys:arrival-faults", args=[kept.pk])))

    write = reverse("surveys:arrival-bring-in", args=[kept.pk])
    with django_capture_on_commit_callbacks(execute=True):
        job = admin.post(write)
    take_up()
    found = ExportJob.objects.get()
    assert (found.state, job.url) == ("done", found.get_absolute_url())
    administration = Administration.objects.get()
    assert found.url == administration.get_absolute_url()
    assert Response.objects.get().answers == [1, 2, 4]
    kept.refresh_from_db()
    assert (kept.administration, kept.file.name) == (administration, "")
    assert admin.post(write).status_code == 404


def test_a_file_that_is_no_table_is_told_at_the_file(admin):
    answer = upload(admin, b"%PDF-1.7")

    assert answer.status_code == 422
    assert answer.context["form"].errors["file"][0].startswith("This is a PDF")
    assert not AnswerFile.objects.exists()


def test_faults_of_the_columns_keep_what_was_chosen(admin):
    upload(admin)
    kept = AnswerFile.objects.get()

    answer = columns(admin, kept, **{"item-BRT3": "BRT1", "labels": "SA = Nothing"})

    assert answer.status_code == 422
    words = answer.content.decode()
    assert "Two questions are taken from “BRT1”" in words
    assert "“SA = Nothing” names no answer that is offered." in words
    assert AnswerFile.objects.get().report is None


def test_a_map_that_came_along_is_kept_and_can_be_taken_along(admin):
    told = {"items": {"BRT1": {"column": "BRT1", "missing": ["9"]}}, "school_year": "2022-23"}
    upload(admin, told=told)
    kept = AnswerFile.objects.get()

    answer = admin.get(reverse("surveys:arrival-map", args=[kept.pk]))

    assert json.loads(answer.content) == told
    columns(admin, kept, **{"item-BRT2": "", "item-BRT3": "", "labels": ""})
    kept.refresh_from_db()
    assert kept.told["items"]["BRT1"]["missing"] == ["9"]
    assert kept.report["counted"] == 1


def test_a_large_file_is_checked_beside_the_site(admin, monkeypatch):
    monkeypatch.setattr(arrivals, "AT_ONCE", 1)
    upload(admin)
    kept = AnswerFile.objects.get()

    job = columns(admin, kept)

    take_up()
    found = ExportJob.objects.get()
    assert (job.url, found.url) == (found.get_absolute_url(), kept.get_absolute_url())
    kept.refresh_from_db()
    assert kept.report["counted"] == 1


def test_what_was_brought_in_can_be_taken_back_before_it_is_released(admin, brought_in):
    take_back = reverse("surveys:arrival-take-back", args=[brought_in.pk])
    instrument = brought_in.version.instrument
    assert "feedback.csv" in admin.get(take_back).content.decode()

    admin.post(take_back)

    assert not Administration.objects.exists()
    assert Activity.objects.about(instrument).filter(verb="took back").exists()
    assert admin.post(take_back).status_code == 404


def test_an_upload_nobody_brings_in_is_gone_after_a_week(admin, django_capture_on_commit_callbacks):
    upload(admin)
    kept = AnswerFile.objects.get()
    assert forget_files() == 0

    with (
        clock.at(clock.now() + dt.timedelta(days=8)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert forget_files() == 1
    assert not kept.file.storage.exists(kept.file.name)


def test_what_faulty_cells_said_goes_with_the_file(admin, django_capture_on_commit_callbacks):
    upload(admin)
    kept = AnswerFile.objects.get()
    columns(admin, kept)
    assert [fault["value"] for fault in AnswerFile.objects.get().report["faults"]] == ["9"]

    with django_capture_on_commit_callbacks(execute=True):
        admin.post(reverse("surveys:arrival-bring-in", args=[kept.pk]))
        take_up()

    assert [fault["value"] for fault in AnswerFile.objects.get().report["faults"]] == [""]
    assert not kept.file.storage.exists(kept.file.name)


def test_the_list_of_uploads_asks_the_same_of_one_and_of_three(admin, django_assert_num_queries):
    address = reverse("surveys:arrivals")
    upload(admin)
    admin.get(address)  # what is asked once per process
    with CaptureQueriesContext(connection) as of_one:
        admin.get(address)
    once = len(of_one)
    upload(admin, name="Fall.csv")
    upload(admin, name="Winter.csv")

    with django_assert_num_queries(once):
        page = admin.get(address).content.decode()
    assert "Winter.csv" in page
