"""Figures of two versions stand in one trend only where the item is comparable."""

import datetime as dt

import pytest

from core import clock
from reports.waves import comparable_with, wave_figures
from surveys.instruments.models import Comparison, Item
from surveys.results.pages.occasions import convening_ranges
from surveys.results.pages.readers import changes
from tests.factories.cohorts import CohortFactory
from tests.surveys.results.administrations import (
    add_frame,
    administration,
    instrument_version,
    released,
)

from cohorts.models import Cohort  # isort: skip

pytestmark = pytest.mark.django_db
ITEMS = {f"T{n}": ("A5", f"Statement {n}.") for n in (1, 2, 3)}
SCHOOLS = {"E": {"D": {"s": (40, 50), "t": (40, 50)}}}


def wave(version, year, **fields):
    given = administration(version, closes_at=clock.on_day(dt.date(year, 5, 3)), **fields)
    add_frame(given, SCHOOLS)
    return wave_figures(released(given))


@pytest.fixture
def versions():
    """In the second T2 and T3 say something else; only T2 was found comparable."""
    old, new = instrument_version(ITEMS), instrument_version(ITEMS)
    for version in (old, new):
        version.is_frozen = True
        version.save()
    Item.objects.filter(section__version=new, code__in=["T2", "T3"]).update(wording="Else.")
    Comparison.objects.create(version=new, code="T2", is_comparable=True)
    Comparison.objects.create(version=new, code="T3", is_comparable=False)
    return old, new


def test_a_change_is_told_of_comparable_items_only(versions):
    before, now = wave(versions[0], 2023), wave(versions[1], 2024)

    found = changes(before.own, now.own, now.items, comparable_with(before, now))

    assert {one.item.code for one in found} == {"T1", "T2"}


def test_without_a_wave_before_nothing_is_comparable(versions):
    assert comparable_with(None, wave(versions[0], 2023)) == frozenset()


def test_a_range_leaves_out_convenings_where_the_item_was_another(versions):
    cohort = CohortFactory()
    for version, day in ((versions[0], 3), (versions[0], 4), (versions[1], 5)):
        given = administration(
            version,
            purpose="convening",
            cohort=cohort,
            school_year="2023-24",
            closes_at=clock.on_day(dt.date(2024, day, 3)),
        )
        add_frame(given, SCHOOLS)
        released(given)

    codes = ["T1", "T2", "T3", "T9"]
    found = convening_ranges(Cohort.objects.all(), codes, school_year="2023-24")

    occasions = {one.item.code: one.range.occasions for one in found}
    assert occasions == {"T1": 3, "T2": 3, "T3": 1}
