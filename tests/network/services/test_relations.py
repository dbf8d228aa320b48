import datetime as dt

import pytest

from network.models import Activity, Alignment, SupportAssignment
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
