"""Seats under pressure: many people, threads, one PostgreSQL."""

import datetime as dt
import threading

import pytest
from django.db import connection

from convenings import services
from convenings.models import Registration, SeatChange, Session
from core import clock
from messaging.models import Message
from tests.factories.convenings import RegistrationFactory, SessionFactory
from tests.factories.network import PersonFactory


def in_threads(calls):
    """Run every call at the same moment, each on its own connection; refusals are returned."""
    gate = threading.Barrier(len(calls))
    refusals = []

    def run(call):
        try:
            gate.wait()
            call()
        except services.SessionFull as full:
            refusals.append(full)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


@pytest.mark.django_db(transaction=True)
def test_last_seats_are_never_sold_twice():
    session = SessionFactory(capacity=3)
    people = PersonFactory.create_batch(8)

    def ask(person):
        def call():
            services.register(Session.objects.get(pk=session.pk), person=person, by=person)

        return call

    in_threads([ask(person) for person in people])

    states = sorted(Registration.objects.values_list("state", flat=True))
    assert states == ["registered"] * 3 + ["waiting"] * 5


@pytest.mark.django_db(transaction=True)
def test_two_hundred_at_once_for_150_seats_leave_fifty_in_order_on_the_waitlist():
    """In 20 threads, so many as there are connections; each asks ten times."""
    session = SessionFactory(capacity=150)
    people = PersonFactory.create_batch(200, email="")
    shares = [people[part::20] for part in range(20)]

    def ask(share):
        def call():
            for person in share:
                services.register(session, person=person, by=person)

        return call

    assert in_threads([ask(share) for share in shares]) == []

    assert session.registrations.holding().count() == 150
    waiting = list(session.registrations.waiting())
    assert len(waiting) == 50
    last_seat = session.registrations.holding().latest("registered_at").registered_at
    moments = [seat.registered_at for seat in waiting]
    assert moments == sorted(moments)
    assert len(set(moments)) == 50
    assert moments[0] > last_seat
    # The order of the list is the order in which their turns came, as the log wrote them.
    written = SeatChange.objects.filter(after="waiting").order_by("pk")
    assert [change.registration_id for change in written] == [seat.pk for seat in waiting]


@pytest.mark.django_db(transaction=True)
def test_seats_given_back_at_once_are_each_offered_once():
    session = SessionFactory(capacity=6)
    held = RegistrationFactory.create_batch(6, session=session)
    RegistrationFactory.create_batch(10, session=session, state="waiting")

    def give_back(seat):
        def call():
            services.cancel_registration(seat, by=seat.person)

        return call

    in_threads([give_back(seat) for seat in held])

    assert session.registrations.offered().count() == 6
    assert Message.objects.filter(kind="convenings/seat-offered").count() == 6
    first_six = session.registrations.exclude(state="cancelled").order_by("registered_at", "pk")[:6]
    assert {seat.state for seat in first_six} == {"offered"}


@pytest.mark.django_db(transaction=True)
def test_offer_that_is_taken_while_it_ends_goes_to_one_of_both():
    session = SessionFactory(capacity=1)
    ends_at = clock.now() + dt.timedelta(seconds=1)
    offered = RegistrationFactory(session=session, state="offered", offer_ends_at=ends_at)
    RegistrationFactory(session=session, state="waiting")

    def take():
        try:
            services.take_offer(offered, by=offered.person)
        except services.OfferEnded as ended:
            refused.append(ended)

    def end():
        with clock.at(ends_at + dt.timedelta(seconds=1)):
            services.end_offer(offered)

    refused = []
    in_threads([take, end])

    assert session.registrations.taking().count() == 1
    offered.refresh_from_db()
    assert offered.state == ("cancelled" if refused else "registered")


@pytest.mark.django_db(transaction=True)
def test_people_who_swap_sessions_at_once_do_not_lock_each_other_out():
    north = SessionFactory(region="North", capacity=2)
    south = SessionFactory(convening=north.convening, region="South", capacity=2)
    ada = RegistrationFactory(session=north).person
    bo = RegistrationFactory(session=south).person

    def move(person, session):
        def call():
            services.register(session, person=person, by=person)

        return call

    assert in_threads([move(ada, south), move(bo, north)]) == []
    assert {r.person: r.session.region for r in Registration.objects.all()} == {
        ada: "South",
        bo: "North",
    }
