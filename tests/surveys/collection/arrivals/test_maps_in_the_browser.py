"""Maps that come along with a file: refused where they do not fit, and kept whole on the page."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from network.models import ExportJob
from network.tasks import take_up
from surveys.collection.models import Administration, AnswerFile
from surveys.collection.refusals import CannotBringIn
from surveys.collection.services import answer_files
from surveys.instruments.models import Scale
from surveys.instruments.services import new_version
from tests.factories.network import SchoolFactory
from tests.surveys.collection.arrivals.forms import LEVELS, a_form

HEAD = ["q1", "q2", "Position", "Building  IRN", "user", "course"]
ROWS = [HEAD, ["1", "4", "Boss", "004567", "p", "1"], ["2", "", "teacher", "004567", "p", "2"]]
TOLD = {
    "title": "Brought",
    "school_year": "2023-24",
    "items": {"brt1": {"column": "Q1", "labels": {"1": "Agree"}}, "BRT2": {"column": "q2"}},
    "groups": {"BRT3": "course", "SHOE": "user"},
    "role": {"column": "position", "labels": {"Boss": "leader"}},
    "unit": {"column": "building irn", "by": "irn"},
    "person": ["USER", "course"],
    "missing": {"skipped": "NA", "not asked": ["", "-9"]},
}


@pytest.fixture
def admin(signed_in, state_admin):
    SchoolFactory(irn="004567")
    return signed_in(state_admin)


def upload(admin, told, rows=ROWS):
    content = "\n".join(",".join(row) for row in rows).encode()
    body = {
        "instrument": a_form(roles=["teacher", "leader"]).pk,
        "file": SimpleUploadedFile("Spring.csv", content),
    }
    if told is not None:
        body["told"] = SimpleUploadedFile("map.json", json.dumps(told).encode())
    return admin.post(reverse("surveys:arrivals"), body)


def as_shown(admin, kept, **more):
    """The page of the columns sent back as it came."""
    address = reverse("surveys:arrival-columns", args=[kept.pk])
    form = admin.get(address).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    given = {name: value for name, value in shown.items() if value not in (None, False)}
    return admin.post(address, {**given, **more})


@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        ({"items": []}, "told", "“items” is an object"),
        ({"items": {"BRT1": 5}}, "told", "BRT1 needs a column"),
        ({"items": {"IMT01": "q1"}}, "told", "The form has no item IMT01."),
        ({"items": {"BRT1": "q9"}}, "file", "There is no column “q9”."),
        ({"items": {"BRT1": "q1"}, "header_row": 900}, "file", "there is no such row"),
        ({"items": {"BRT1": {"column": "q1", "labels": {"a": "z"}}}}, "file", "'z' is no answer"),
    ],
)
def test_a_map_that_does_not_fit_is_refused_at_once(admin, told, field, words):
    answer = upload(admin, told)

    assert answer.status_code == 422
    assert words in answer.context["form"].errors[field][0]
    assert not AnswerFile.objects.exists()


def test_the_page_of_the_columns_drops_nothing_of_a_map(admin):
    upload(admin, TOLD)
    kept = AnswerFile.objects.get()

    answer = as_shown(admin, kept)

    kept.refresh_from_db()
    assert answer.url == kept.get_absolute_url()
    assert {code: own["column"] for code, own in kept.told["items"].items()} == {
        "BRT1": "q1",
        "BRT2": "q2",
    }
    assert kept.told["items"]["BRT1"]["labels"] == {"1": "Agree"}
    assert "labels" not in kept.told["items"]["BRT2"]  # where 1 is what it says
    assert kept.told["groups"] == {"SHOE": "user", "BRT3": {"column": "course", "reversed": False}}
    assert kept.told["role"] == {"column": "Position", "labels": {"Boss": "leader"}}
    assert kept.told["unit"] == {"column": "Building IRN", "by": "irn"}
    assert kept.told["person"] == ["user", "course"]
    assert kept.told["missing"] == {
        "skipped": ["NA"],
        "not asked": ["-9", ""],
        "does not apply": [],
    }
    assert any("no question SHOE" in note for note in kept.report["notes"])
    assert kept.report["several"] == []


def test_columns_of_one_name_can_be_chosen(admin):
    upload(admin, None, [["BRT1", "again", "again"], ["1", "2", "3"]])
    kept = AnswerFile.objects.get()

    as_shown(admin, kept, school_year="2023-24", **{"item-BRT2": "again (1)"})

    kept.refresh_from_db()
    assert kept.report["used"] == {"BRT1": "BRT1", "BRT2": "again (1)"}


def test_a_header_that_is_not_there_is_said_at_its_field(admin):
    upload(admin, TOLD)
    kept = AnswerFile.objects.get()

    answer = as_shown(admin, kept, header_row="900")

    assert answer.status_code == 422
    assert "there is no such row" in answer.context["form"].errors["header_row"][0]
    kept.refresh_from_db()
    assert "header_row" not in kept.told


def test_an_empty_cell_is_made_no_answer(admin):
    upload(admin, TOLD)

    answer = as_shown(admin, AnswerFile.objects.get(), labels=" = Agree")

    assert answer.status_code == 422
    assert "names no answer" in answer.context["form"].errors["labels"][0]


def bring_in(admin, kept, capture):
    with capture(execute=True):
        admin.post(reverse("surveys:arrival-bring-in", args=[kept.pk]))
    take_up()
    return ExportJob.objects.get()


@pytest.mark.parametrize("change", ["columns", "answers", "version"])
def test_what_was_not_checked_is_not_written(admin, django_capture_on_commit_callbacks, change):
    upload(admin, TOLD)
    kept = AnswerFile.objects.get()
    as_shown(admin, kept)
    if change == "columns":  # a check that began before is done after it
        AnswerFile.objects.update(told={**TOLD, "items": {"BRT1": "q1"}})
    elif change == "answers":
        Scale.objects.filter(code="BR4").update(labels=LEVELS[:3])
    else:
        version = kept.instrument.versions.get()
        version.is_frozen = True
        version.save()
        new_version(kept.instrument, by=None)

    job = bring_in(admin, kept, django_capture_on_commit_callbacks)

    assert job.words.endswith("were changed. Check it again.")
    assert not Administration.objects.exists()


def test_what_was_brought_in_meanwhile_is_not_said_to_be_deleted(
    admin, django_capture_on_commit_callbacks
):
    upload(admin, TOLD)
    kept = AnswerFile.objects.get()
    as_shown(admin, kept)
    bring_in(admin, kept, django_capture_on_commit_callbacks)

    with pytest.raises(CannotBringIn, match="was brought in or deleted before"):
        answer_files.remove_file(kept)
    assert AnswerFile.objects.get().administration is not None
