import datetime as dt

import pytest
from django.urls import reverse

from cohorts.models import Cohort
from tests.factories.cohorts import (
    CohortFactory,
    EnrollmentFactory,
    OfferingFactory,
    PathwayFactory,
)


@pytest.mark.parametrize("how_many", [1, 5])
def test_the_list_takes_the_same_queries_for_any_number_of_rows(
    how_many, specialist, cohort, center, signed_in, django_assert_num_queries
):
    for _ in range(how_many):
        more = CohortFactory(home=center)
        EnrollmentFactory.create_batch(2, cohort=more)
    client = signed_in(specialist)
    client.get(reverse("cohorts:list"))  # the network's name is cached

    # user, person, grants; may open; pathways of the filter; count and page
    with django_assert_num_queries(7):
        response = client.get(reverse("cohorts:list"))

    assert len(response.context["page"]) == how_many + 1


def test_filters_live_in_the_address(specialist, cohort, center, signed_in):
    transform = OfferingFactory(pathway=PathwayFactory(code="transform", name="TRANSFORM"))
    CohortFactory(name="Leaders", home=center, offering=transform)
    ended = dt.date(2025, 12, 31)
    CohortFactory(name="First", home=center, starts_on=dt.date(2023, 8, 1), ends_on=ended)
    client = signed_in(specialist)

    def names(query):
        page = client.get(reverse("cohorts:list") + query).context["page"]
        return sorted(cohort.name for cohort in page)

    assert names("") == ["First", "Leaders", "Riverside"]
    assert names("?pathway=transform") == ["Leaders"]
    assert names("?pathway=launch&state=ended") == ["First"]
    assert names("?pathway=nonsense") == ["First", "Leaders", "Riverside"]


def test_htmx_gets_only_the_rows(specialist, cohort, signed_in):
    client = signed_in(specialist)

    rows = client.get(reverse("cohorts:list"), headers={"HX-Request": "true"})

    assert "<h1>" not in rows.text
    assert "Riverside" in rows.text
    assert "pl-tag" in rows.text  # the component was drawn, not left as <c-tag>


def test_an_empty_list_says_what_to_do_next(specialist, team_member, signed_in):
    Cohort.objects.all().delete()
    url = reverse("cohorts:list")

    assert "Open a cohort" in signed_in(specialist).get(url).text
    assert "Your service center opens cohorts." in signed_in(team_member).get(url).text


def test_a_specialist_opens_a_cohort_from_an_offering(specialist, center, signed_in):
    offering = OfferingFactory(length_months=24)
    client = signed_in(specialist)
    url = reverse("cohorts:new")

    form = client.get(url).context["form"]
    assert (form["offering"].value(), form["home"].value()) == (offering.pk, center.pk)
    assert form["ends_on"].value() > form["starts_on"].value()

    response = client.post(
        url,
        {
            "offering": offering.pk,
            "name": "LAUNCH cohort 3",
            "starts_on": "2026-08-01",
            "ends_on": "",
            "home": center.pk,
        },
    )
    cohort = Cohort.objects.get(name="LAUNCH cohort 3")
    assert response.url == cohort.get_absolute_url()
    assert (cohort.ends_on, cohort.home_id) == (dt.date(2028, 7, 31), center.pk)
    assert cohort.opened_by == specialist.person


def test_another_offering_fills_in_other_dates(specialist, signed_in):
    year = OfferingFactory(starts_on=dt.date(2040, 8, 1), length_months=12)

    fragment = signed_in(specialist).get(
        reverse("cohorts:new"), {"offering": year.pk}, headers={"HX-Request": "true"}
    )

    assert 'value="2040-08-01"' in fragment.text
    assert 'value="2041-07-31"' in fragment.text
    assert "<h1>" not in fragment.text


def test_a_refused_cohort_keeps_what_was_typed_and_says_what_to_do(
    specialist, center, cohort, signed_in
):
    answers = {
        "offering": cohort.offering_id,
        "name": "riverside",
        "starts_on": "2026-08-01",
        "ends_on": "2026-07-01",
        "home": center.pk,
    }

    response = signed_in(specialist).post(reverse("cohorts:new"), answers)

    assert "There is already a cohort with this name." in response.text
    assert "A cohort cannot end before it starts." in response.text
    assert 'value="riverside"' in response.text
    assert Cohort.objects.count() == 1


def test_nobody_opens_a_cohort_for_another_center(specialist, other_center, signed_in):
    answers = {
        "offering": OfferingFactory().pk,
        "name": "Not mine",
        "starts_on": "2026-08-01",
        "home": other_center.pk,
    }

    response = signed_in(specialist).post(reverse("cohorts:new"), answers)

    assert response.status_code == 200
    assert not Cohort.objects.exists()
