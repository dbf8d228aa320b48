import datetime as dt

import pytest
from django.urls import reverse

from cohorts.models import ApplicationForm, Offering
from cohorts.services.application_form import load_application_forms
from core import clock
from tests.factories.cohorts import (
    CohortFactory,
    EnrollmentFactory,
    OfferingFactory,
    PathwayFactory,
)
from tests.factories.network import ServiceCenterFactory


def rows(prefix, *rows, there=0):
    """A formset as a browser sends it."""
    sent = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": there}
    for number, row in enumerate(rows):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return sent


def typed(**facts):
    return {
        "pathway": PathwayFactory().pk,
        "name": "LAUNCH, two years",
        "unit": "school",
        "starts_on": "2026-08-03",
        "length_months": "24",
        "team_min": "4",
        "team_max": "8",
        "offer_days": "7",
        **rows("parts", {"label": "Teachers", "positions": ["teacher"], "least": "2"}),
        **facts,
    }


@pytest.mark.parametrize("how_many", [2, 20])
def test_the_list_takes_the_same_queries_for_any_number(
    how_many, db, client, django_assert_max_num_queries
):
    OfferingFactory.create_batch(how_many)

    with django_assert_max_num_queries(4):
        response = client.get(reverse("cohorts:offerings"))

    assert response.text.count("LAUNCH offering") == how_many


@pytest.mark.parametrize("how_many", [2, 20])
def test_an_offering_takes_the_same_queries_for_any_number_of_phases(
    how_many, db, client, django_assert_max_num_queries
):
    offering = OfferingFactory()
    for number in range(how_many):
        phase = offering.phases.create(name=f"Phase {number}")
        phase.milestones.create(name="Vision", rule="by-hand", due_after=number)

    with django_assert_max_num_queries(6):
        response = client.get(offering.get_absolute_url())

    assert response.text.count("Vision") == how_many


def test_a_stranger_reads_an_offering_and_not_its_cohorts(cohort, client):
    text = client.get(cohort.offering.get_absolute_url()).text

    assert "2 years" in text
    assert "Riverside" not in text
    assert "Change" not in text


def test_people_see_the_cohorts_that_they_see_elsewhere(cohort, team_lead, signed_in):
    CohortFactory(offering=cohort.offering, name="Hillside", home=ServiceCenterFactory())

    text = signed_in(team_lead).get(cohort.offering.get_absolute_url()).text

    assert "Riverside" in text
    assert "Hillside" not in text


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [(-1, 1, "Open"), (1, 2, "From "), (-2, -1, "Closed"), (0, 0, "Open")],
)
def test_the_list_says_whether_one_can_apply(begins, ends, words, db, client):
    load_application_forms()
    day = clock.today()
    offering = OfferingFactory(
        form=ApplicationForm.objects.get(code="launch"),
        apply_from=day + dt.timedelta(days=begins),
        apply_until=day + dt.timedelta(days=ends),
    )

    assert words in client.get(reverse("cohorts:offerings")).text
    assert words in client.get(offering.get_absolute_url()).text


def test_an_offering_is_made_with_its_rule_and_who_pays(state_admin, signed_in):
    data = typed(grant="Future Forward Ohio", fiscal_year="2027")
    client = signed_in(state_admin)

    for _ in range(2):
        response = client.post(reverse("cohorts:offering-new"), data)

    made = Offering.objects.get()
    assert response.url == made.get_absolute_url()
    assert str(made.funding) == "Future Forward Ohio, FY 2027"
    assert [(part.label, part.least, part.most) for part in made.team_rule.all()] == [
        ("Teachers", 2, None)
    ]
    assert "Teachers: at least 2" in client.get(made.get_absolute_url()).text


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(state_admin, signed_in):
    data = typed(
        team_max="3",
        grant="Future Forward Ohio",
        apply_until="2026-03-01",
        **rows("parts", {"label": "Principals", "positions": ["principal"], "least": 3, "most": 1}),
    )

    response = signed_in(state_admin).post(reverse("cohorts:offering-new"), data)

    assert response.status_code == 422
    for words in (
        "The largest team cannot be smaller",
        "Enter the year in which the grant ends",
        "Enter from when one can apply",
        "Enter 3 or more, or leave it empty",
        "Principals",
    ):
        assert words in response.text
    assert not Offering.objects.exists()


def test_a_change_keeps_the_cohorts_and_drops_a_part_of_the_rule(
    cohort, offering, state_admin, signed_in
):
    offering.team_rule.create(label="Teachers", positions=["teacher"], least=2, place=1)
    taken_out = {"label": "Teachers", "positions": ["teacher"], "least": "2", "DELETE": "on"}
    data = typed(pathway=offering.pathway_id, capacity="12")
    data |= rows("parts", taken_out, there=1)

    response = signed_in(state_admin).post(
        reverse("cohorts:offering-change", args=[offering.pk]), data
    )

    offering.refresh_from_db()
    assert response.url == offering.get_absolute_url()
    assert (offering.capacity, offering.team_rule.count()) == (12, 0)
    assert offering.cohorts.get() == cohort


def test_who_takes_part_and_places_that_are_filled_stay(cohort, offering, state_admin, signed_in):
    EnrollmentFactory.create_batch(2, cohort=cohort)
    url = reverse("cohorts:offering-change", args=[offering.pk])
    data = typed(pathway=offering.pathway_id)
    client = signed_in(state_admin)

    other_unit = client.post(url, data | {"unit": "district"})
    assert "so who takes part stays" in other_unit.text
    few = client.post(url, data | {"capacity": "2"})
    assert "Riverside has 3 places filled. Enter 3 or more" in few.text
    assert client.post(url, data | {"capacity": "3"}).status_code == 302


def test_a_phase_is_written_with_its_milestones(offering, state_admin, signed_in):
    milestone = {"name": "At Convening 1", "rule": "convening-attended", "due_after": "56"}
    empty = {"name": "", "rule": "by-hand", "number": "", "due_after": ""}
    data = {"name": "First year", "description": "", "starts_after": "0"}
    url = reverse("cohorts:phase-new", args=[offering.pk])
    client = signed_in(state_admin)

    response = client.post(url, data | rows("milestones", milestone, empty))
    assert response.status_code == 422
    assert "Enter which convening" in response.text

    client.post(url, data | rows("milestones", milestone | {"number": "1"}, empty))
    planned = offering.phases.get().milestones.get()
    assert (planned.rule, planned.number, planned.due_after) == ("convening-attended", 1, 56)


def test_an_offering_is_looked_at_before_it_is_offered_again(
    offering, phase, state_admin, signed_in
):
    url = reverse("cohorts:offering-clone", args=[offering.pk])
    client = signed_in(state_admin)
    data = {"name": "LAUNCH 2026", "starts_on": "2026-08-03"}

    looked = client.post(url, data | {"look": "1"})
    assert "Team formed" in looked.text
    assert Offering.objects.count() == 1

    for _ in range(2):
        made = client.post(url, data | {"make": "1", "seen": "2026-08-03"})
    copy = Offering.objects.get(name="LAUNCH 2026")
    assert made.url == copy.get_absolute_url()
    assert copy.phases.get().milestones.get().name == "Team formed"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "by week 1"),
        (28, "by week 4"),
        (182, "by week 26"),
        (365, "by month 12"),
        (1771, "by month 59"),
    ],
)
def test_a_milestone_is_due_by_a_week_and_later_by_a_month(days, words, db, client):
    phase = OfferingFactory().phases.create(name="First year")
    phase.milestones.create(name="Vision", rule="by-hand", due_after=days)

    assert words in client.get(phase.offering.get_absolute_url()).text
