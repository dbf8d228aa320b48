import datetime as dt

import pytest

from cohorts.models import Cohort, Offering
from cohorts.services import load_pathways, open_cohort
from cohorts.services import milestone as services
from cohorts.services.cohort import LeavesOutside, change_cohort
from tests.factories.cohorts import CohortFactory, OfferingFactory
from tests.factories.milestones import MilestoneFactory


@pytest.fixture
def dated(center):
    """A cohort opened from a plan, with the first week of winter closed."""
    offering = OfferingFactory(starts_on=dt.date(2024, 8, 1))
    phase = offering.phases.create(name="First year")
    for name, due_after in [("Team formed", 0), ("Labor Day", 33), ("Winter", 143)]:
        phase.milestones.create(name=name, rule="by-hand", due_after=due_after)
    return open_cohort(
        offering,
        name="LAUNCH cohort 3",
        starts_on=dt.date(2026, 8, 5),
        home=center,
        closed_days=[dt.date(2026, 12, day) for day in range(24, 32)],
        by=None,
    )


def days(cohort):
    return {one.name: one.due_on for one in cohort.milestones.all()}


def test_a_cohort_that_opens_gets_its_milestones_on_free_days(dated):
    assert days(dated) == {
        "Team formed": dt.date(2026, 8, 5),
        "Labor Day": dt.date(2026, 9, 8),  # the 7th is the holiday
        "Winter": dt.date(2027, 1, 4),  # closed, New Year's Day, a weekend
    }
    assert {one.phase for one in dated.milestones.all()} == {"First year"}


def test_what_is_missing_of_the_plan_is_added_and_nothing_twice(dated):
    dated.milestones.get(name="Winter").delete()

    assert [one.name for one in services.date_milestones(dated, by=None)] == ["Winter"]
    assert services.date_milestones(dated, by=None) == []
    assert dated.milestones.count() == 3


def test_the_shipped_plan_of_launch_fits_into_two_years(db, center):
    load_pathways()
    offering = Offering.objects.get(name="LAUNCH, two years")
    cohort = open_cohort(
        offering, name="LAUNCH 9", starts_on=dt.date(2026, 8, 1), home=center, by=None
    )

    due = [one.due_on for one in cohort.milestones.all()]
    assert len(due) == 21
    assert cohort.starts_on <= due[0]
    assert due[-1] < cohort.ends_on
    assert cohort.milestones.filter(rule="convening-attended").count() == 8


def test_a_day_outside_the_cohort_is_refused_in_words(dated):
    with pytest.raises(services.OutsideTheCohort, match="runs from Aug 5, 2026 to Aug 4, 2028"):
        services.write_milestone(
            dated, milestone=None, name="Late", rule="by-hand", due_on=dt.date(2029, 1, 1), by=None
        )


def test_a_milestone_with_marks_stays(dated, team):
    milestone = dated.milestones.get(name="Winter")
    mark = milestone.marks.create(team=team)

    with pytest.raises(services.MilestoneMarked, match="1 team is marked"):
        services.remove_milestone(milestone, by=None)

    mark.delete()
    services.remove_milestone(milestone, by=None)
    services.remove_milestone(milestone, by=None)
    assert "Winter" not in days(dated)


def test_days_of_a_cohort_that_leave_a_milestone_outside_are_refused(db):
    cohort = CohortFactory(starts_on=dt.date(2026, 8, 1), ends_on=dt.date(2027, 7, 31))
    MilestoneFactory(cohort=cohort, name="Vision", due_on=dt.date(2027, 7, 1))
    facts = {"name": cohort.name, "starts_on": cohort.starts_on, "closed_days": []}

    with pytest.raises(LeavesOutside, match="“Vision” is due Jul 1, 2027"):
        change_cohort(cohort, ends_on=dt.date(2027, 6, 30), by=None, **facts)

    change_cohort(cohort, ends_on=dt.date(2027, 7, 15), by=None, **facts)
    assert Cohort.objects.get(pk=cohort.pk).ends_on == dt.date(2027, 7, 15)
