"""Two people make the same clone, or the same offering, at the same moment."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from cohorts.models import Cohort, Offering
from cohorts.services.cloning import clone_cohort
from cohorts.services.cohort import CohortNameTaken, change_cohort, open_cohort
from cohorts.services.offering import clone_offering
from tests.browser.waiting import until
from tests.factories.milestones import MilestoneFactory
from tests.surveys.collection.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 3
LATER = dt.date(2027, 8, 2)
WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


def alone(work):
    try:
        work()
    finally:
        connection.close()


def waiting_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # else a transaction sees the same again
        cursor.execute(WAITING)
        return cursor.fetchone()[0]


def test_a_cohort_is_cloned_once(cohort, center):
    MilestoneFactory(cohort=cohort)

    def clone(_):
        return clone_cohort(
            Cohort.objects.get(pk=cohort.pk),
            name="Riverside 2027",
            starts_on=LATER,
            ends_on=dt.date(2029, 7, 31),
            closed_days=[],
            home=center,
            by=None,
        ).pk

    at_once(clone, TIMES)

    assert Cohort.objects.filter(cloned_from=cohort).count() == 1
    assert Cohort.objects.get(cloned_from=cohort).milestones.count() == 1


def test_an_offering_is_cloned_once(cohort):
    def clone(_):
        source = Offering.objects.get(pk=cohort.offering_id)
        return clone_offering(source, name="LAUNCH 2027", starts_on=LATER, by=None).pk

    at_once(clone, TIMES)

    assert Offering.objects.filter(name="LAUNCH 2027").count() == 1


def test_a_name_that_two_take_at_once_is_refused_to_the_second_in_words(cohort, center):
    facts = {"name": "Riverside 2027", "starts_on": LATER, "home": center, "by": None}

    def rename():
        known = Cohort.objects.get(pk=cohort.pk)
        days = {"starts_on": known.starts_on, "ends_on": known.ends_on}
        with pytest.raises(CohortNameTaken, match="already a cohort named riverside 2027"):
            change_cohort(known, name="riverside 2027", by=None, closed_days=[], **days)

    def open_another():
        with pytest.raises(CohortNameTaken, match="already a cohort named Riverside 2027"):
            open_cohort(Offering.objects.get(pk=cohort.offering_id), **facts)

    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            open_cohort(cohort.offering, **facts)
            late = [pool.submit(alone, one) for one in (rename, open_another)]
            until(lambda: waiting_for_a_lock() == len(late), "both wait for the name")
        for one in late:
            one.result()
