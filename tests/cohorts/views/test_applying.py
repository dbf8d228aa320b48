"""Reading the questions as a stranger, and beginning an application."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from cohorts.models import Application
from core import clock
from messaging.models import Message
from network.models import Person
from tests.factories.applications import ApplicationFormFactory
from tests.factories.cohorts import OfferingFactory
from tests.factories.network import SchoolFactory


@pytest.fixture
def url(open_offering):
    return reverse("cohorts:apply", args=[open_offering.pk])


def test_a_stranger_reads_and_prints_every_question(client, open_offering, launch_form):
    text = client.get(reverse("cohorts:questions", args=[open_offering.pk])).text

    for part in launch_form.parts:
        assert part["title"] in text
        assert all(one["wording"] in text for one in part.get("questions", []))
    assert "data-print" in text


def test_a_closed_offering_still_shows_its_questions_and_says_since_when(client, open_offering):
    with clock.at(clock.now() + dt.timedelta(days=60)):
        questions = client.get(reverse("cohorts:questions", args=[open_offering.pk]))
        apply = client.get(reverse("cohorts:apply", args=[open_offering.pk]))
        sent = client.post(reverse("cohorts:apply", args=[open_offering.pk]), {"email": "a@b.co"})

    for answer in (questions, apply, sent):
        assert "Applications for LAUNCH, open now closed on" in answer.text
    assert mail.outbox == []


def test_an_offering_without_questions_has_no_such_page(client, cohort):
    assert client.get(reverse("cohorts:questions", args=[cohort.offering.pk])).status_code == 404
    assert client.get(reverse("cohorts:apply", args=[cohort.offering.pk])).status_code == 404


def test_a_stranger_begins_with_a_mailed_code(client, url):
    answer = client.post(url, {"email": "New.Person@kettle.example"})

    assert answer.status_code == 302
    assert [letter.to for letter in mail.outbox] == [["new.person@kettle.example"]]
    assert not Person.objects.exists()  # nobody is in the directory before the code is typed


def test_somebody_new_says_a_name_and_begins(newcomer, school, url, signed_in):
    client = signed_in(newcomer)

    found = client.get(url, {"q": "kettle"}).text
    answer = client.post(url, {"place": school.pk, "first_name": "Ada", "last_name": "Quill"})

    assert "Kettle School" in found
    application = Application.objects.get()
    assert answer.url == application.get_absolute_url()
    assert str(application.started_by) == "Ada Quill"
    assert client.get(answer.url).status_code == 200


def test_without_a_name_nothing_begins_and_the_page_says_so(newcomer, school, url, signed_in):
    answer = signed_in(newcomer).post(url, {"place": school.pk, "first_name": "Ada"})

    assert answer.status_code == 422
    assert not Application.objects.exists()


def test_where_one_works_is_offered_first(school_leader, school, url, signed_in):
    school_leader.person.organization = school
    school_leader.person.save()

    assert "Kettle School" in signed_in(school_leader).get(url).text


def test_who_leads_a_district_is_offered_it_first(district_leader, district, signed_in):
    offering = OfferingFactory(
        unit="district",
        form=ApplicationFormFactory(),
        apply_from=clock.today(),
        apply_until=clock.today(),
    )

    page = signed_in(district_leader).get(reverse("cohorts:apply", args=[offering.pk]))

    assert "Where you work" in page.content.decode()
    assert f'value="{district.pk}"' in page.content.decode()


def test_what_has_closed_is_not_found(team_lead, url, signed_in):
    SchoolFactory(name="Kettle Annex", status="closed")

    assert "Kettle Annex" not in signed_in(team_lead).get(url, {"q": "kettle"}).text


def test_a_place_that_applies_already_leads_to_asking_and_names_nobody(
    draft_application, school, school_leader, url, signed_in
):
    client = signed_in(school_leader)

    taken = client.post(url, {"place": school.pk})
    asked = client.post(url, {"place": school.pk, "ask": "1"})

    assert "Kettle School has an application already" in taken.text
    assert "Tomas" not in taken.text
    assert "They are asked" in asked.text
    assert Message.objects.filter(kind="cohorts/application-asks").count() == 1
    assert Application.objects.count() == 1


@pytest.mark.parametrize("place", ["", "7 or 1=1", "999999999", "9" * 40])
def test_a_place_that_there_is_not_is_asked_for_again(team_lead, url, signed_in, place):
    answer = signed_in(team_lead).post(url, {"place": place})

    assert answer.status_code == 302
    assert answer.url == url
