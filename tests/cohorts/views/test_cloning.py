import datetime as dt

import pytest
from django.urls import reverse

from cohorts.models import Cohort
from core import clock
from tests.factories.convenings import ConveningFactory, SessionFactory
from tests.factories.milestones import MilestoneFactory


@pytest.fixture
def url(cohort):
    return reverse("cohorts:cohort-clone", args=[cohort.pk])


@pytest.fixture
def again(center):
    return {"name": "Riverside 2027", "starts_on": "2027-08-02", "home": center.pk}


def test_looking_shows_every_day_and_makes_nothing(
    cohort, milestone, url, again, specialist, signed_in
):
    start = clock.on_day(dt.date(2026, 10, 13), 9)
    convening = ConveningFactory(cohort=cohort, number=1, topic="What and why")
    SessionFactory(
        convening=convening, region="North", starts_at=start, ends_at=start + dt.timedelta(hours=6)
    )
    before = Cohort.objects.count()

    response = signed_in(specialist).post(url, again | {"look": "1"})

    assert response.status_code == 200
    assert "Convening 1: What and why, North, 9:00 AM–3:00 PM" in response.text
    assert "Charter agreed on" in response.text
    assert "Make this cohort" in response.text
    assert Cohort.objects.count() == before


def test_a_double_click_makes_one_clone_and_leads_to_its_plan(
    cohort, milestone, url, again, specialist, signed_in
):
    client = signed_in(specialist)
    data = again | {"closed_days": "2028-11-28"}
    looked = client.post(url, data | {"look": "1"})

    for _ in range(2):
        response = client.post(url, data | {"make": "1", "seen": looked.context["form"].seen()})

    copy = Cohort.objects.get(cloned_from=cohort)
    assert response.url == reverse("cohorts:cohort-plan", args=[copy.pk])
    assert copy.milestones.get().due_on == dt.date(2028, 11, 29)
    assert copy.closed_days == [dt.date(2028, 11, 28)]
    assert copy.opened_by == specialist.person


def test_a_name_in_use_is_said_and_what_was_typed_stays(cohort, url, again, specialist, signed_in):
    client = signed_in(specialist)
    data = again | {"name": "Riverside"}
    looked = client.post(url, data | {"look": "1"})

    response = client.post(url, data | {"make": "1", "seen": looked.context["form"].seen()})

    assert response.status_code == 422
    assert "There is already a cohort named Riverside." in response.text
    assert "2027-08-02" in response.text


def test_days_that_were_not_looked_at_are_shown_before_anything_is_made(
    cohort, url, again, specialist, signed_in
):
    response = signed_in(specialist).post(url, again | {"make": "1", "seen": "2027-08-01"})

    assert response.status_code == 422
    assert "Look at them below" in response.text
    assert "Make this cohort" in response.text
    assert Cohort.objects.get() == cohort


def test_a_clone_that_would_end_before_it_starts_is_refused(url, again, specialist, signed_in):
    response = signed_in(specialist).post(url, again | {"look": "1", "ends_on": "2027-08-01"})

    assert response.status_code == 422
    assert "Choose a day after the first one." in response.text


@pytest.mark.parametrize("how_many", [2, 30])
def test_the_preview_takes_the_same_queries_for_any_number(
    how_many, cohort, url, again, specialist, signed_in, django_assert_max_num_queries
):
    MilestoneFactory.create_batch(how_many, cohort=cohort)
    for number in range(1, how_many + 1):
        SessionFactory(convening=ConveningFactory(cohort=cohort, number=number))
    client = signed_in(specialist)

    with django_assert_max_num_queries(16):
        response = client.post(url, again | {"look": "1"})

    assert response.text.count("Convening 1:") == 1
