import datetime as dt

import pytest
from django.urls import reverse

from convenings.views import certificate as views
from core import clock
from tests.factories.hours import CertificateFactory


def check(client, code):
    return client.get(reverse("convenings:certificate", args=[code]))


@pytest.mark.django_db
def test_anybody_with_the_code_reads_what_was_issued(client):
    given = CertificateFactory(name="Ada Lovell")

    page = check(client, given.code)

    assert "This certificate is valid" in page.text
    for words in ("Ada Lovell", "February 13, 2024", "5.75", "Maple ESC, PL Network Ohio"):
        assert words in page.text
    assert page["X-Robots-Tag"] == "noindex"


@pytest.mark.django_db
def test_it_can_still_be_checked_when_the_convening_is_gone(client):
    given = CertificateFactory()
    given.convening.delete()

    assert "This certificate is valid" in check(client, given.code).text


@pytest.mark.django_db
def test_one_that_was_taken_back_says_when_and_why(client):
    given = CertificateFactory(
        revoked_at=clock.on_day(dt.date(2024, 3, 2)), revoke_reason="Attendance was corrected."
    )

    page = check(client, given.code).text

    assert "no longer stands" in page
    assert "March 2, 2024. Attendance was corrected." in page


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["nothing", "x" * 40, "'--"])
def test_an_unknown_code_is_worded(client, code):
    page = check(client, code)

    assert page.status_code == 404
    assert "We know no certificate with this code" in page.text


@pytest.mark.django_db
def test_codes_are_not_guessed_by_the_thousand(client, monkeypatch):
    monkeypatch.setitem(views.CHECKS, "limit", 2)

    assert [check(client, f"code{n}").status_code for n in range(3)] == [404, 404, 429]
