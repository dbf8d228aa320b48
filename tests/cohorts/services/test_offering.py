import datetime as dt

import pytest

from cohorts.models import FundingSource, Offering
from cohorts.services import load_pathways
from cohorts.services import offering as services
from network.models import Activity
from tests.factories.cohorts import PathwayFactory

TEACHERS = {"label": "Teachers", "positions": ["teacher"], "least": 2, "most": None}
FACTS = {"name": "LAUNCH, two years", "starts_on": dt.date(2024, 8, 1), "length_months": 24}


def launch(**facts):
    return services.make_offering(
        pathway=PathwayFactory(), team_rule=[TEACHERS], by=None, **{**FACTS, **facts}
    )


def test_pressing_twice_makes_one_offering(db):
    assert launch() == launch()
    assert Offering.objects.count() == 1


def test_another_offering_of_the_same_name_and_date_is_refused(db):
    launch()

    with pytest.raises(services.AlreadyThere, match="is offered from Aug 1, 2024 already"):
        launch(length_months=12)


def test_a_second_phase_of_a_name_is_refused_and_the_first_keeps_its_milestones(db):
    offering = launch()
    vision = {"name": "Vision", "rule": "by-hand", "number": None, "due_after": 30}
    facts = {"name": "First year", "starts_after": 0, "by": None}

    first, again = (
        services.write_phase(offering, phase=None, milestones=[vision], **facts) for _ in range(2)
    )
    with pytest.raises(services.AlreadyThere, match="There is a phase “First year” already"):
        services.write_phase(offering, phase=None, milestones=[], **facts)

    assert first == again
    assert first.milestones.get().name == "Vision"


def test_a_change_of_the_team_rule_is_written_down(db):
    offering = launch()
    admins = {"label": "Administrators", "positions": ["principal"], "least": 1, "most": None}

    services.change_offering(offering, team_rule=[admins, TEACHERS], capacity=12, by=None)

    assert [part.label for part in offering.team_rule.all()] == ["Administrators", "Teachers"]
    line = Activity.objects.about(offering).filter(verb="changed").get()
    assert line.summary == "LAUNCH, two years was changed, with whom its teams need."
    assert line.changes == [{"label": "Places", "old": "", "new": "12"}]


def test_a_change_that_changes_nothing_leaves_no_line(db):
    offering = launch()

    services.change_offering(offering, team_rule=[TEACHERS], length_months=24, by=None)

    assert not Activity.objects.about(offering).filter(verb="changed").exists()


def test_a_grant_is_one_row_for_each_year(db):
    first = services.funding_named("Future Forward Ohio", 2024)

    assert services.funding_named("Future Forward Ohio", 2024) == first
    assert services.funding_named("Future Forward Ohio", 2025) != first
    assert services.funding_named("", None) is None
    assert FundingSource.objects.count() == 2


def test_the_shipped_transform_rule_is_that_of_the_leaders_cohort(db):
    load_pathways()

    leaders = Offering.objects.get(name="TRANSFORM, Leaders Cohort 2023–24")
    assert leaders.unit == "district"
    assert list(leaders.team_rule.values_list("label", "least", "most")) == [
        ("Superintendent", 1, 1),
        ("Curriculum leader", 1, 1),
        ("Principals", 1, 3),
        ("Instructional coach leader", 1, 1),
        ("Data leader", 1, 1),
        ("Further members", 0, 5),
    ]
    rule = leaders.team_rule.all()
    assert sum(part.least for part in rule) == leaders.team_min
    assert sum(part.most for part in rule) == leaders.team_max
    assert leaders.form.code == "transform"


def test_phases_that_are_taken_out_leave_the_milestones_of_cohorts(db):
    offering = launch()
    phase = services.write_phase(
        offering,
        phase=None,
        name="First year",
        description="",
        starts_after=0,
        milestones=[{"name": "Vision", "rule": "by-hand", "number": None, "due_after": 30}],
        by=None,
    )

    services.remove_phase(phase, by=None)
    services.remove_phase(phase, by=None)

    assert not offering.phases.exists()
    assert Activity.objects.about(offering).filter(summary__contains="taken out").count() == 1


def test_a_cloned_offering_has_everything_at_its_own_dates(db):
    source = launch(apply_from=dt.date(2024, 3, 4), apply_until=dt.date(2024, 4, 26))
    services.write_phase(
        source,
        phase=None,
        name="First year",
        starts_after=0,
        milestones=[{"name": "Vision", "rule": "by-hand", "number": None, "due_after": 30}],
        by=None,
    )

    copy, again = (
        services.clone_offering(source, name="LAUNCH 2026", starts_on=dt.date(2026, 8, 1), by=None)
        for _ in range(2)
    )

    assert copy == again
    assert [part.label for part in copy.team_rule.all()] == ["Teachers"]
    assert [one.name for one in copy.phases.get().milestones.all()] == ["Vision"]
    # A Monday and a Friday stay a Monday and a Friday.
    assert (copy.apply_from, copy.apply_until) == (dt.date(2026, 3, 2), dt.date(2026, 4, 24))
