import datetime as dt

import pytest

from cohorts.models import Cohort
from cohorts.pages.cloning import preview
from cohorts.services import CohortNameTaken
from cohorts.services.cloning import clone_cohort, last_day_of_clone
from tests.factories.cohorts import CohortFactory, OfferingFactory
from tests.factories.milestones import MilestoneFactory

AGAIN = {
    "name": "LAUNCH cohort 5",
    "starts_on": dt.date(2026, 8, 3),
    "ends_on": dt.date(2028, 7, 31),
    "closed_days": [dt.date(2026, 10, 13)],
}


@pytest.fixture
def source(center):
    cohort = CohortFactory(
        name="LAUNCH cohort 3",
        home=center,
        offering=OfferingFactory(length_months=24),
        starts_on=dt.date(2024, 8, 5),
        ends_on=dt.date(2026, 8, 4),
    )
    cohort.topics.create(place=1, title="Learner Driven")
    cohort.topics.create(place=2, title="Evidence")
    for name, day in [("Charter", dt.date(2024, 10, 15)), ("Vision", dt.date(2024, 11, 28))]:
        MilestoneFactory(cohort=cohort, name=name, due_on=day)
    return cohort


def test_a_clone_has_the_topics_and_the_milestones_two_years_later(source, center):
    copy = clone_cohort(source, home=center, by=None, **AGAIN)

    assert copy.cloned_from == source
    assert [topic.title for topic in copy.topics.all()] == ["Learner Driven", "Evidence"]
    assert {one.name: one.due_on for one in copy.milestones.all()} == {
        "Charter": dt.date(2026, 10, 14),  # Tuesday the 13th is closed
        "Vision": dt.date(2026, 11, 27),  # Thanksgiving is the day before
    }
    assert not copy.enrollments.exists()


def test_the_preview_says_what_the_clone_becomes_and_why(source, center):
    days = {name: AGAIN[name] for name in ("starts_on", "ends_on", "closed_days")}
    shown = preview(source, **days)
    copy = clone_cohort(source, home=center, by=None, **AGAIN)

    due = next(part for part in shown.parts if part.title == "Milestones")
    assert [(row.will_be_on, row.why) for row in due.rows] == [
        (dt.date(2026, 10, 14), "It is a closed day."),
        (dt.date(2026, 11, 27), "Thanksgiving Day is a public holiday."),
    ]
    assert [row.will_be_on for row in due.rows] == [one.due_on for one in copy.milestones.all()]
    assert shown.moved == 2


def test_pressing_twice_makes_one_clone(source, center):
    first, second = (clone_cohort(source, home=center, by=None, **AGAIN) for _ in range(2))

    assert first == second
    assert Cohort.objects.filter(cloned_from=source).count() == 1
    assert first.milestones.count() == 2


def test_a_name_in_use_makes_nothing(source, center):
    with pytest.raises(CohortNameTaken):
        clone_cohort(source, home=center, by=None, **{**AGAIN, "name": "launch COHORT 3"})

    assert Cohort.objects.count() == 1


def test_a_clone_lasts_as_long_as_the_offering_or_as_its_source(source):
    assert last_day_of_clone(source, dt.date(2026, 8, 1)) == dt.date(2028, 7, 31)

    source.ends_on = dt.date(2025, 8, 4)
    assert last_day_of_clone(source, dt.date(2026, 8, 3)) == dt.date(2027, 8, 2)
