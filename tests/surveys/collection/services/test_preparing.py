import datetime as dt

import pytest
from django.utils import timezone

from core import clock
from network.models import Activity
from surveys.collection.models import Administration
from surveys.collection.refusals import FrameIsFrozen, ModeDoesNotFit
from surveys.collection.services import (
    FrameRow,
    bring_back_draft,
    change_administration,
    delete_removed,
    open_a_link,
    prepare_survey,
    remove_draft,
    set_school_frame,
)
from tests.factories.network import AlignmentFactory, PersonFactory, ServiceCenterFactory
from tests.factories.surveys import shipped

pytestmark = pytest.mark.django_db
FIELDS = (
    "version",
    "cohort",
    "title",
    "school_year",
    "wave",
    "opens_at",
    "closes_at",
    "mode",
    "reminders",
    "grace_hours",
    "threshold",
)


def facts_of(survey, **changes):
    return {name: getattr(survey, name) for name in FIELDS} | changes


def schools_of(survey):
    found = survey.units.filter(kind="school").order_by("name")
    return list(found.values_list("name", "staff", "staff_by_role"))


def lines_about(survey):
    return Activity.objects.about(survey).count()


def test_a_second_click_prepares_no_second_survey(draft_survey):
    by = PersonFactory()
    facts = facts_of(draft_survey, purpose="implementation", title="Twice")
    first = prepare_survey(**facts, by=by)

    assert prepare_survey(**facts, by=by) == first
    assert prepare_survey(**facts | {"title": "Another"}, by=by) != first
    with clock.at(clock.now() + dt.timedelta(minutes=2)):
        assert prepare_survey(**facts, by=by) != first  # meant so


def test_the_next_wave_takes_the_frame_over_with_the_role_groups_it_still_has(
    framed, school, other_school
):
    rows = [
        FrameRow(school, 40, {"classroom teacher": 40}),
        FrameRow(other_school, 20, {"classroom teacher": 15, "other licensed staff": 5}),
    ]
    set_school_frame(framed, rows=rows, by=None)
    facts = facts_of(framed, purpose="implementation")
    same = prepare_survey(**facts, earlier=framed, by=PersonFactory())
    stf = prepare_survey(**facts | {"version": shipped("IMLA")}, earlier=framed, by=PersonFactory())

    assert schools_of(same) == schools_of(framed)
    assert schools_of(stf) == [("Gull School", 20, {}), ("Kettle School", 40, {})]


def test_settings_change_before_opening_and_the_same_again_changes_nothing(framed):
    facts = facts_of(framed, title="Renamed", threshold=8, mode="confidential")
    change_administration(framed, **facts, by=None)
    before = lines_about(framed)
    change_administration(framed, **facts, by=None)

    framed.refresh_from_db()
    assert (framed.title, framed.threshold, framed.mode) == ("Renamed", 8, "confidential")
    assert lines_about(framed) == before


def test_an_open_survey_is_neither_changed_nor_deleted(open_survey):
    with pytest.raises(FrameIsFrozen):
        change_administration(open_survey, **facts_of(open_survey, title="Late"), by=None)
    with pytest.raises(FrameIsFrozen, match="so it is kept"):
        remove_draft(open_survey, by=None)


def test_a_mode_that_does_not_fit_is_refused(framed):
    with pytest.raises(ModeDoesNotFit, match="asked anonymously only"):
        change_administration(
            framed, **facts_of(framed, version=shipped("IMLA"), mode="identified"), by=None
        )
    open_a_link(framed.units.get(name="Kettle School"), by=None)
    with pytest.raises(ModeDoesNotFit, match="open links"):
        change_administration(framed, **facts_of(framed, mode="identified"), by=None)


def test_another_form_drops_role_groups_that_it_does_not_have(framed, school):
    rows = [FrameRow(school, 40, {"classroom teacher": 40})]
    set_school_frame(framed, rows=rows, by=None)
    change_administration(framed, **facts_of(framed, version=shipped("IMLA")), by=None)

    assert schools_of(framed) == [("Kettle School", 40, {})]


def test_on_another_opening_day_a_district_stands_under_its_center_of_that_day(framed, school):
    later = framed.opens_at + dt.timedelta(days=10)
    that_day = timezone.localdate(later)
    district = school.agency.district
    district.alignments.update(ends_on=that_day - dt.timedelta(days=1))
    after = ServiceCenterFactory(name="After ESC")
    AlignmentFactory(district=district, service_center=after, starts_on=that_day)
    change_administration(framed, **facts_of(framed, opens_at=later), by=None)

    assert framed.units.get(name="Fallow Local").parent.name == "After ESC"


def test_a_draft_is_put_away_brought_back_as_it_was_and_gone_after_a_month(framed, state_admin):
    seen = Administration.objects.visible_to(state_admin)
    remove_draft(framed, by=None)
    lines = lines_about(framed)
    remove_draft(framed, by=None)
    assert not seen.exists()
    assert not Administration.objects.run_by(state_admin).exists()
    assert lines_about(framed) == lines

    bring_back_draft(framed, by=None)
    bring_back_draft(framed, by=None)
    assert seen.get() == framed
    assert len(schools_of(framed)) == 2

    remove_draft(framed, by=None)
    with clock.at(clock.now() + dt.timedelta(days=29)):
        assert delete_removed() == 0
    with clock.at(clock.now() + dt.timedelta(days=31)):
        assert delete_removed() == 1
        assert delete_removed() == 0
    assert not Administration.objects.exists()
