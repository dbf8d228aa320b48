"""Two people plan at the same moment: a room is given once, a series is planned once."""

import datetime as dt

import pytest

from cohorts.models import Cohort
from convenings import services
from convenings.models import Convening, Session, Venue
from convenings.rules.dates import Span
from core import clock
from tests.factories.convenings import ConveningFactory, VenueFactory
from tests.surveys.collection.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 3
SPAN = Span(clock.on_day(dt.date(2034, 11, 7)), clock.on_day(dt.date(2034, 11, 7), 15))


def test_a_room_is_given_once(cohort):
    VenueFactory()
    pks = [ConveningFactory(cohort=cohort).pk for _ in range(TIMES)]

    def book(number):
        try:
            services.add_session(
                Convening.objects.get(pk=pks[number]),
                region="North",
                starts_at=SPAN.starts_at,
                ends_at=SPAN.ends_at,
                mode=Session.Mode.IN_PERSON,
                venue=Venue.objects.get(),
                room="Large hall",
                by=None,
            )
        except services.RoomTaken:
            return "taken"
        return "given"

    assert sorted(at_once(book, TIMES)) == ["given", "taken", "taken"]
    assert Session.objects.count() == 1


def test_a_series_is_planned_once(cohort):
    plan = {"topic": "Learner Driven"}

    def press(_):
        planned = [services.Planned(number, plan, {"North": SPAN}) for number in (1, 2)]
        try:
            services.plan_series(Cohort.objects.get(), planned=planned, capacity=None, by=None)
        except services.NumberTaken:
            return "taken"
        return "planned"

    assert sorted(at_once(press, TIMES)) == ["planned", "taken", "taken"]
    assert Convening.objects.count() == 2
    assert Session.objects.count() == 2
