import datetime as dt

import pytest

from cohorts import services
from cohorts.models import Enrollment, Offering
from cohorts.services.cohort import last_day
from core import clock
from network.models import Activity
from tests.factories.cohorts import (
    EnrollmentFactory,
    OfferingFactory,
    TeamMembershipFactory,
)
from tests.factories.network import PersonFactory, SchoolFactory


def log_of(thing):
    return [row.summary for row in Activity.objects.about(thing)]


def test_the_shipped_pathways_load_once_however_often(db):
    services.load_pathways()
    Offering.objects.filter(pathway__code="launch").update(team_max=9)
    services.load_pathways()

    offered = Offering.objects.order_by("pathway__position", "length_months").values_list(
        "pathway__name", "length_months", "unit", "capacity", "team_min", "team_max"
    )
    assert list(offered) == [
        ("EXPLORE", 12, "person", None, 1, 1),
        ("LAUNCH", 24, "school", None, 4, 9),
        ("TRANSFORM", 12, "district", 12, 5, 12),
        ("TRANSFORM", 60, "district", 12, 5, 12),
    ]


def test_a_cohort_lasts_as_long_as_its_offering_says(center, specialist):
    cohort = services.open_cohort(
        OfferingFactory(length_months=24),
        name="LAUNCH cohort 3",
        starts_on=dt.date(2024, 8, 1),
        home=center,
        by=specialist.person,
    )

    assert cohort.ends_on == dt.date(2026, 7, 31)
    assert cohort.opened_by == specialist.person
    assert len(log_of(cohort)) == 1


@pytest.mark.parametrize(
    ("starts_on", "months", "ends_on"),
    [
        (dt.date(2023, 8, 1), 12, dt.date(2024, 7, 31)),
        (dt.date(2023, 8, 31), 6, dt.date(2024, 2, 27)),
        (dt.date(2024, 2, 29), 24, dt.date(2026, 2, 27)),
        (dt.date(2023, 12, 31), 1, dt.date(2024, 1, 30)),
    ],
)
def test_the_last_day_is_the_day_before_the_same_day_months_later(starts_on, months, ends_on):
    assert last_day(starts_on, months=months) == ends_on


def test_two_cohorts_do_not_share_a_name(cohort, center):
    with pytest.raises(services.CohortNameTaken, match="already a cohort named RIVERSIDE"):
        services.open_cohort(
            OfferingFactory(), name="RIVERSIDE", starts_on=clock.today(), home=center, by=None
        )


def test_a_school_is_enrolled_once_and_comes_back_after_it_left(cohort, center):
    school = SchoolFactory(name="Larkfield High")

    first = services.enroll(cohort, place=school, by=None)
    again = services.enroll(cohort, place=school, by=None)
    services.withdraw(first, on=clock.today(), by=None)
    back = services.enroll(cohort, place=school, by=None)

    assert first == again == back
    assert (back.status, back.ends_on) == (Enrollment.Status.ACTIVE, None)
    assert log_of(cohort) == [
        "Larkfield High joined Riverside.",
        "Larkfield High left Riverside.",
        "Larkfield High joined Riverside.",
    ]


def test_a_full_cohort_takes_nobody(cohort):
    Offering.objects.filter(pk=cohort.offering_id).update(capacity=1)

    with pytest.raises(services.CohortFull, match="Riverside has no place left"):
        services.enroll(cohort, place=SchoolFactory(), by=None)


def test_a_team_belongs_to_a_school_of_the_cohort(cohort, school, other_school):
    team = services.form_team(cohort, place=school, name="Kettle design team", by=None)

    assert services.form_team(cohort, place=school, name="Kettle design team", by=None) == team
    assert log_of(team) == ["Kettle design team was formed for Riverside."]
    with pytest.raises(services.NotEnrolled, match="Gull School has no place in Riverside"):
        services.form_team(cohort, place=other_school, name="Gull", by=None)


def test_a_school_that_left_forms_no_team(cohort):
    left = EnrollmentFactory(cohort=cohort, status=Enrollment.Status.WITHDRAWN)

    with pytest.raises(services.NotEnrolled):
        services.form_team(cohort, place=left.school, name="Too late", by=None)


def test_a_member_keeps_the_place_they_have(team):
    person = PersonFactory()
    today = clock.today()

    first = services.add_member(
        team, person=person, role="lead", job="Principal", starts_on=today, by=None
    )
    again = services.add_member(
        team, person=person, role="member", job="Teacher", starts_on=today, by=None
    )

    assert first == again
    assert (again.role, again.job) == ("lead", "Principal")


def test_a_place_is_ended_and_the_end_taken_back(team):
    place = TeamMembershipFactory(team=team)

    ended = services.end_membership(place, on=clock.today(), by=None)
    assert (ended.ends_on, team.memberships.current().count()) == (clock.today(), 1)

    restored = services.restore_membership(ended, by=None)
    assert (restored, restored.ends_on) == (place, None)


def test_nobody_leaves_before_they_joined(team):
    place = TeamMembershipFactory(team=team, starts_on=dt.date(2025, 8, 1))

    with pytest.raises(services.EndsBeforeItStarts, match="joined only on August 1, 2025"):
        services.end_membership(place, on=dt.date(2025, 7, 31), by=None)


def test_a_place_begun_since_wins_over_a_restored_one(team):
    ended = TeamMembershipFactory(team=team, ends_on=dt.date(2025, 9, 1))
    begun_since = TeamMembershipFactory(
        team=team, person=ended.person, starts_on=dt.date(2025, 10, 1)
    )

    assert services.restore_membership(ended, by=None) == begun_since
