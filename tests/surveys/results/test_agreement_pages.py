"""Agreements in the browser: made, signed, ended, looked at by those who may."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from surveys.results.models import Agreement, Extract
from tests.fixtures.agreements import PDF
from tests.surveys.results.taking import fetched, unpacked
from tests.test_every_door import knocking


def typed(evaluator, survey, **changes):
    return {
        "title": "Study of pathways",
        "purpose": "To learn.",
        "people": [evaluator.person.pk],
        "administrations": [survey.pk],
        "variables": ["role", "level"],
        "least_group": "5",
        "starts_on": clock.today().isoformat(),
        "ends_on": (clock.today() + dt.timedelta(days=90)).isoformat(),
        **changes,
    }


def address(name, *args):
    return reverse(f"surveys:{name}", args=args)


def test_an_administrator_makes_signs_and_ends_one(state_admin, evaluator, surveyed_rows):
    browser = knocking(state_admin)
    made = browser.post(address("agreement-new"), typed(evaluator, surveyed_rows), follow=True)
    agreement = Agreement.objects.get()
    assert "Upload the signed copy to begin" in made.text
    assert agreement.made_by == state_admin.person

    copy = SimpleUploadedFile("Signed.pdf", PDF)
    signing = {"file": copy, "signed_on": clock.today().isoformat()}
    signed = browser.post(address("agreement-sign", agreement.pk), signing, follow=True)
    assert "In force until" in signed.text
    assert b"".join(browser.get(address("agreement-copy", agreement.pk))) == PDF

    ended = browser.post(address("agreement-end", agreement.pk), follow=True)
    assert "Ended early" in ended.text
    assert address("agreement-resume", agreement.pk) in ended.text
    resumed = browser.post(address("agreement-resume", agreement.pk), follow=True)
    assert "goes on" in resumed.text
    assert "In force until" in resumed.text


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"ends_on": "2020-01-01", "starts_on": "2019-01-01"}, "This day is over"),
        ({"ends_on": "2090-01-01", "starts_on": "2091-01-01"}, "lies before the first"),
        ({"least_group": "1"}, "Choose a number between 2 and 100"),
        ({"people": []}, "Choose at least one"),
        ({"administrations": []}, "Choose at least one"),
        ({"variables": ["favorite color"]}, "Select a valid choice"),
        ({"purpose": ""}, "Fill this in"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(
    state_admin, evaluator, surveyed_rows, changes, says
):
    form = typed(evaluator, surveyed_rows, **changes)

    answer = knocking(state_admin).post(address("agreement-new"), form)

    assert says in answer.text
    assert not Agreement.objects.exists()


def test_a_file_that_is_no_pdf_or_image_is_refused_in_words(state_admin, unsigned_agreement):
    file = SimpleUploadedFile("Signed.pdf", b"MZ\x90 a program")
    form = {"file": file, "signed_on": clock.today().isoformat()}

    answer = knocking(state_admin).post(address("agreement-sign", unsigned_agreement.pk), form)

    assert "none of those we take (PDF, PNG and JPEG)" in answer.text


def test_once_rows_have_left_the_signed_copy_stays(
    state_admin, evaluator, agreement, surveyed_rows
):
    unpacked(fetched(evaluator, agreement, surveyed_rows))
    form = {"file": SimpleUploadedFile("B.pdf", PDF), "signed_on": clock.today().isoformat()}

    answer = knocking(state_admin).post(address("agreement-sign", agreement.pk), form)

    assert "Rows were taken under this signed copy" in answer.text


def test_a_signed_agreement_has_no_page_to_change_it(state_admin, agreement):
    browser = knocking(state_admin)

    assert browser.get(address("agreement-change", agreement.pk)).status_code == 404
    assert browser.post(address("agreement-change", agreement.pk), {}).status_code == 404


def test_an_evaluator_reads_purpose_and_last_day_first(evaluator, agreement, surveyed_rows):
    page = knocking(evaluator).get(address("extract", agreement.pk, surveyed_rows.pk)).text
    content = page[page.index('id="main"') :]

    assert "Data you may take" in knocking(evaluator).get(address("agreements")).text
    assert content.index("Until ") < content.index("Take them")
    assert content.index("To learn which conditions") < content.index("Take them")
    assert "Make the file" in content


def test_the_report_says_what_will_be_missing(evaluator, agreement, surveyed_rows):
    surveyed_rows.responses.filter(unit__name="Else").exclude(
        pk__in=surveyed_rows.responses.filter(unit__name="Else").values("pk")[:3]
    ).delete()

    page = knocking(evaluator).get(address("extract", agreement.pk, surveyed_rows.pk)).text

    assert "The smallest group has 3 rows; 3 of 48 rows are in groups of fewer than 5." in page


def test_state_staff_read_who_took_what(state_viewer, evaluator, agreement, surveyed_rows):
    unpacked(fetched(evaluator, agreement, surveyed_rows))

    page = knocking(state_viewer).get(address("agreement", agreement.pk)).text

    assert str(evaluator.person) in page
    assert "Look and take" not in page
    assert "End the agreement" not in page


def test_the_page_of_agreements_asks_the_same_for_few_and_many(state_admin, agreement):
    _as_many_questions(knocking(state_admin), address("agreements"), agreement, _more_agreements)


def test_the_page_of_one_asks_the_same_for_few_and_many(
    state_admin, evaluator, agreement, surveyed_rows
):
    def more():
        for _ in range(9):
            Extract.objects.create(
                agreement=agreement,
                administration=surveyed_rows,
                person=evaluator.person,
                rows=75,
                least_group=30,
            )

    more()
    _as_many_questions(
        knocking(state_admin), address("agreement", agreement.pk), agreement, lambda _: more()
    )


def _more_agreements(agreement):
    for number in range(9):
        agreement.pk = None
        agreement.title = f"Study {number}"
        agreement.save()


def _as_many_questions(browser, url, agreement, more):
    browser.get(url)
    with CaptureQueriesContext(connection) as few:
        browser.get(url)
    more(agreement)
    with CaptureQueriesContext(connection) as many:
        browser.get(url)
    assert len(many) == len(few)
