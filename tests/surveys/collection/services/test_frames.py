import datetime as dt

import pytest

from core import clock
from network.models import StateAgency
from surveys.collection.refusals import FrameIsEmpty, FrameIsFrozen, TooManyInvited
from surveys.collection.services import (
    FrameRow,
    add_session_unit,
    close_administration,
    invite,
    open_administration,
    set_school_frame,
)
from tests.factories.network import (
    AlignmentFactory,
    DistrictFactory,
    PersonFactory,
    SchoolFactory,
    ServiceCenterFactory,
)

pytestmark = pytest.mark.django_db


def tree(administration):
    return [
        (unit.kind, unit.name, unit.parent and unit.parent.name, unit.staff)
        for unit in administration.units.select_related("parent").order_by("pk")
    ]


def test_schools_stand_under_their_district_and_service_center(framed):
    assert tree(framed) == [
        ("network", "Network", None, 60),
        ("esc", "Lakebend ESC", "Network", 20),
        ("esc", "Maple ESC", "Network", 40),
        ("district", "Gull Local", "Lakebend ESC", 20),
        ("district", "Fallow Local", "Maple ESC", 40),
        ("school", "Gull School", "Gull Local", 20),
        ("school", "Kettle School", "Fallow Local", 40),
    ]
    school = framed.units.get(name="Kettle School")
    assert (school.key, school.typology) == ("000042", "1")
    assert framed.units.get(name="Fallow Local").typology == "1"


def test_a_frame_keeps_the_level_of_its_schools(framed, school):
    school.lowest_grade, school.highest_grade = "6", "8"
    school.save()
    set_school_frame(framed, rows=[FrameRow(school, 40)], by=None)
    assert framed.units.get(name="Kettle School").level == "middle"

    school.highest_grade = "12"
    school.save()

    assert framed.units.get(name="Kettle School").level == "middle"


def test_the_service_center_is_the_one_of_the_opening_day(draft_survey, cohort):
    before, after = ServiceCenterFactory(name="Before"), ServiceCenterFactory(name="After")
    district = DistrictFactory()
    today = clock.today()
    AlignmentFactory(district=district, service_center=before, ends_on=today - dt.timedelta(days=1))
    AlignmentFactory(district=district, service_center=after, starts_on=today)
    draft_survey.opens_at = clock.on_day(today - dt.timedelta(days=1))
    draft_survey.save()
    row = FrameRow(school=SchoolFactory(agency=district), staff=5)

    set_school_frame(draft_survey, rows=[row], by=None)

    assert list(draft_survey.units.filter(kind="esc").values_list("name", flat=True)) == ["Before"]


def test_a_district_without_a_service_center_stands_under_the_network(draft_survey):
    school = SchoolFactory(irn="", name="Lone School")

    set_school_frame(draft_survey, rows=[FrameRow(school=school, staff=5)], by=None)

    assert [kind for kind, *_ in tree(draft_survey)] == ["network", "district", "school"]
    assert draft_survey.units.get(kind="school").key == f"org-{school.pk}"


def test_a_school_run_by_a_service_center_stands_right_under_it(draft_survey, center):
    school = SchoolFactory(agency=center)

    set_school_frame(draft_survey, rows=[FrameRow(school=school, staff=5)], by=None)

    assert [kind for kind, *_ in tree(draft_survey)] == ["network", "esc", "school"]


def test_role_groups_add_up_the_tree(draft_survey, school, other_school):
    rows = [
        FrameRow(school=school, staff=7, staff_by_role={"teacher": 5, "aide": 2}),
        FrameRow(school=other_school, staff=3, staff_by_role={"teacher": 3}),
    ]

    set_school_frame(draft_survey, rows=rows, by=None)

    assert draft_survey.units.get(kind="network").staff_by_role == {"teacher": 8, "aide": 2}


def test_role_groups_that_do_not_add_up_are_refused(school):
    with pytest.raises(ValueError, match="do not add up to 7"):
        FrameRow(school=school, staff=7, staff_by_role={"teacher": 5})


def test_setting_the_frame_again_keeps_the_invitations_of_schools_that_stay(
    framed, school, other_school
):
    kept = framed.units.get(name="Kettle School")
    invite(framed, unit=kept, people=[PersonFactory()])
    gone = framed.units.get(name="Gull School")
    invite(framed, unit=gone, people=[PersonFactory()])

    set_school_frame(framed, rows=[FrameRow(school=school, staff=30)], by=None)

    assert [unit.name for unit in framed.units.order_by("pk")] == [
        "Network",
        "Maple ESC",
        "Fallow Local",
        "Kettle School",
    ]
    assert list(framed.invitations.values_list("unit", flat=True)) == [kept.pk]
    assert framed.units.get(kind="network").staff == 30


def test_a_school_without_staff_is_absent(draft_survey, school, other_school):
    rows = [FrameRow(school=school, staff=5), FrameRow(school=other_school, staff=0)]

    set_school_frame(draft_survey, rows=rows, by=None)

    assert draft_survey.units.filter(kind="school").count() == 1


def test_no_fewer_are_expected_than_are_invited(framed, school, other_school):
    unit = framed.units.get(name="Kettle School")
    invite(framed, unit=unit, people=PersonFactory.create_batch(3))

    with pytest.raises(TooManyInvited, match="Kettle School: 3 are invited"):
        set_school_frame(framed, rows=[FrameRow(school=school, staff=2)], by=None)

    unit.refresh_from_db()
    assert unit.staff == 40


def test_an_open_frame_is_frozen_and_a_realignment_changes_nothing(open_survey, school, district):
    before = tree(open_survey)
    district.alignments.all().delete()
    AlignmentFactory(district=district, service_center=ServiceCenterFactory())
    school.name = "Renamed School"
    school.save()

    with pytest.raises(FrameIsFrozen):
        set_school_frame(open_survey, rows=[FrameRow(school=school, staff=1)], by=None)

    assert tree(open_survey) == before


def test_the_network_is_called_as_the_state_agency_says(draft_survey, school, state_agency):
    set_school_frame(draft_survey, rows=[FrameRow(school=school, staff=5)], by=None)

    network = draft_survey.units.get(kind="network")
    assert network.name == StateAgency.objects.get().network_name
    assert network.organization_id == state_agency.pk


def test_a_session_can_join_while_the_survey_is_open_and_keeps_its_number(session_survey):
    survey, _ = session_survey
    south = add_session_unit(survey, key="session-2", name="South", staff=8, whole="All")

    again = add_session_unit(survey, key="session-2", name="South", staff=9, whole="All")

    assert (again.pk, again.staff) == (south.pk, 8)
    assert survey.units.get(kind="network").staff == 11


def test_no_session_joins_a_closed_survey(session_survey):
    survey, _ = session_survey
    close_administration(survey, by=None)

    with pytest.raises(FrameIsFrozen):
        add_session_unit(survey, key="session-3", name="West", staff=3, whole="All")


def test_a_frame_of_many_schools_costs_few_queries(
    draft_survey, district, django_assert_max_num_queries
):
    few = [FrameRow(school=s, staff=9) for s in SchoolFactory.create_batch(20, agency=district)]

    # One insert per new unit (its id is its children's parent), the rest together.
    with django_assert_max_num_queries(20 + 24):
        set_school_frame(draft_survey, rows=few, by=None)
    with django_assert_max_num_queries(24):
        set_school_frame(draft_survey, rows=few, by=None)


def test_opening_needs_somebody_expected(draft_survey):
    with pytest.raises(FrameIsEmpty):
        open_administration(draft_survey, by=None)
