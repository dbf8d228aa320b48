import datetime as dt

import pytest

from core import clock
from network.models import Activity, Alignment, Organization, SupportAssignment
from network.services import relations
from tests.factories.network import DistrictFactory, PersonFactory

START = dt.date(2025, 7, 1)


def test_realignment_ends_the_old_one_the_day_before(district, center, other_center):
    relations.align(district, service_center=other_center, starts_on=START, by=None)

    history = Alignment.objects.filter(district=district)
    assert [(a.service_center_id, a.ends_on) for a in history] == [
        (center.pk, dt.date(2025, 6, 30)),
        (other_center.pk, None),
    ]
    assert Activity.objects.about(district).count() == 2


def test_aligning_twice_changes_nothing(db, center):
    district = DistrictFactory()

    for _ in range(2):
        relations.align(district, service_center=center, starts_on=START, by=None)

    assert Alignment.objects.filter(district=district).count() == 1
    assert Activity.objects.about(district).count() == 1


def test_alignment_that_clashes_with_a_later_one_is_refused(db, center, other_center):
    district = DistrictFactory()
    relations.align(district, service_center=center, starts_on=START, by=None)

    with pytest.raises(relations.AlreadyAligned, match="Maple ESC from July 1, 2025"):
        relations.align(
            district, service_center=other_center, starts_on=dt.date(2024, 7, 1), by=None
        )


def test_earlier_alignment_that_ends_in_time_fits_in(db, center, other_center):
    district = DistrictFactory()
    relations.align(district, service_center=center, starts_on=START, by=None)

    relations.align(
        district,
        service_center=other_center,
        starts_on=dt.date(2023, 7, 1),
        ends_on=dt.date(2025, 6, 30),
        by=None,
    )

    assert Alignment.objects.filter(district=district).count() == 2


def test_support_is_assigned_once(school):
    dana = PersonFactory()

    for _ in range(2):
        relations.assign_support(dana, organization=school, starts_on=START, by=None)

    assert SupportAssignment.objects.get().organization_id == school.pk
    assert Activity.objects.about(school).count() == 1


def test_realignment_says_from_which_center_to_which(district, other_center):
    relations.align(district, service_center=other_center, starts_on=START, by=None)

    assert Activity.objects.about(district).get(verb="aligned").changes == [
        {"label": "Service center", "old": "Maple ESC", "new": "Lakebend ESC"}
    ]


def test_realignment_on_july_1_moves_the_branch_on_that_day(
    district, school, other_center, specialist, outsider
):
    relations.align(district, service_center=other_center, starts_on=START, by=None)

    def sees(user, day):
        del user._standing
        with clock.at(clock.on_day(day)):
            return Organization.objects.visible_to(user).filter(pk=school.pk).exists()

    for user in (specialist, outsider):
        user._standing = None
    eve, first = dt.date(2025, 6, 30), START
    assert [sees(specialist, eve), sees(outsider, eve)] == [True, False]
    assert [sees(specialist, first), sees(outsider, first)] == [False, True]


def test_alignment_ends_with_its_last_day_and_not_before_its_first(district):
    alignment = district.alignments.get()

    for _ in range(2):
        relations.end_alignment(alignment, on=dt.date(2026, 6, 30), by=None)
    with pytest.raises(relations.EndsBeforeItStarts, match="July 1, 2021"):
        relations.end_alignment(alignment, on=dt.date(2020, 1, 1), by=None)

    alignment.refresh_from_db()
    assert alignment.ends_on == dt.date(2026, 6, 30)
    assert Activity.objects.about(district).get().changes == [
        {"label": "Last day of the alignment", "old": "", "new": "June 30, 2026"}
    ]


def test_alignment_to_come_can_be_taken_back(district, center, other_center):
    with clock.at(clock.on_day(dt.date(2025, 3, 1))):
        relations.align(district, service_center=other_center, starts_on=START, by=None)
        relations.take_back_alignment(Alignment.objects.get(service_center=other_center), by=None)

    assert [(a.service_center_id, a.ends_on) for a in district.alignments.all()] == [
        (center.pk, None)
    ]


def test_alignment_that_has_begun_is_not_taken_back(district):
    with pytest.raises(relations.HasBegun):
        relations.take_back_alignment(district.alignments.get(), by=None)


def test_support_does_not_overlap_itself(school):
    dana = PersonFactory()
    relations.assign_support(dana, organization=school, starts_on=START, by=None)

    with pytest.raises(relations.AlreadySupports, match="since July 1, 2025"):
        relations.assign_support(dana, organization=school, starts_on=dt.date(2025, 9, 1), by=None)


def test_support_that_ended_can_begin_again(school):
    dana = PersonFactory()
    first = relations.assign_support(dana, organization=school, starts_on=START, by=None)
    relations.end_support(first, on=dt.date(2025, 12, 31), by=None)

    relations.assign_support(dana, organization=school, starts_on=dt.date(2026, 1, 1), by=None)

    assert SupportAssignment.objects.filter(specialist=dana).count() == 2
