import datetime as dt
import threading

import pytest
from django.db import connection

from convenings import jobs, services
from convenings.models import Registration, SeatChange, Session
from core import clock, mail
from messaging.models import Message
from network.models import Person
from tests.factories.convenings import QuestionFactory, RegistrationFactory, SessionFactory
from tests.factories.network import PersonFactory


def seats(convening):
    return {
        str(r.person): (r.session.region, r.state)
        for r in convening.registrations.select_related("person", "session")
    }


def register(session, first_name):
    person, _ = Person.objects.get_or_create(first_name=first_name, last_name="")
    if not person.email:
        person.email = f"{first_name.lower()}@example.org"
        person.save()
    return services.register(session, person=person, by=person)


def test_who_registers_has_a_seat_and_is_told(north):
    north.place = "Lakebend Learning Hall"
    registration = register(north, "Ada")

    assert registration.state == "registered"
    [message] = Message.objects.all()
    assert message.to == "ada@example.org"
    assert message.subject == "[For you to know] Your seat in North is confirmed"
    assert f"When: {north.when}" in message.body
    assert "Where: Lakebend Learning Hall" in message.body
    assert "- Build a shared picture of authentic learning" in message.body


def test_registering_twice_keeps_the_seat_and_sends_one_mail(north):
    first = register(north, "Ada")
    again = register(north, "Ada")

    assert again == first
    assert Message.objects.count() == 1


def test_full_session_has_a_waitlist_and_says_so(north):
    register(north, "Ada")
    waiting = register(north, "Bo")

    assert waiting.state == "waiting"
    subjects = set(Message.objects.values_list("subject", flat=True))
    assert subjects == {
        "[For you to know] Your seat in North is confirmed",
        "[For you to know] You are on the waitlist for North",
    }


def test_seat_given_back_is_held_for_who_waits_longest(north):
    ada = register(north, "Ada")
    register(north, "Bo")
    register(north, "Cy")

    services.cancel_registration(ada, by=ada.person)

    assert seats(north.convening) == {
        "Ada": ("North", "cancelled"),
        "Bo": ("North", "offered"),
        "Cy": ("North", "waiting"),
    }
    bo = Registration.objects.get(person__first_name="Bo")
    assert bo.offer_ends_at - clock.now() < dt.timedelta(hours=48)
    message = Message.objects.get(kind="convenings/seat-offered")
    assert message.to == "bo@example.org"
    assert message.subject.endswith("A seat in North is held for you")


def test_offered_seat_is_taken_once(north):
    ada = register(north, "Ada")
    bo = register(north, "Bo")
    services.cancel_registration(ada, by=ada.person)

    services.take_offer(bo, by=bo.person)
    services.take_offer(bo, by=bo.person)

    assert seats(north.convening)["Bo"] == ("North", "registered")
    assert [c.after for c in bo.changes.all()] == ["registered", "offered", "waiting"]
    assert Message.objects.filter(to="bo@example.org", kind="convenings/registered").count() == 1


def test_registering_for_the_session_takes_the_offered_seat(north):
    ada = register(north, "Ada")
    register(north, "Bo")
    services.cancel_registration(ada, by=ada.person)

    assert register(north, "Bo").state == "registered"


def test_offer_that_is_declined_goes_to_the_next(north):
    ada = register(north, "Ada")
    bo = register(north, "Bo")
    register(north, "Cy")
    services.cancel_registration(ada, by=ada.person)

    services.cancel_registration(bo, by=bo.person, reason="Said no.")

    assert seats(north.convening)["Bo"] == ("North", "cancelled")
    assert seats(north.convening)["Cy"] == ("North", "offered")
    assert bo.changes.first().reason == "Said no."


def test_offer_that_nobody_took_goes_to_the_next_and_is_told_once(north):
    ada = register(north, "Ada")
    bo = register(north, "Bo")
    register(north, "Cy")
    services.cancel_registration(ada, by=ada.person)
    assert jobs.end_offers() == 0

    with clock.at(clock.now() + dt.timedelta(hours=49)):
        assert (jobs.end_offers(), jobs.end_offers()) == (1, 0)
        with pytest.raises(services.OfferEnded):
            services.take_offer(bo, by=bo.person)

    assert seats(north.convening)["Bo"] == ("North", "cancelled")
    assert seats(north.convening)["Cy"] == ("North", "offered")
    assert Message.objects.filter(kind="convenings/offer-ended").count() == 1


def test_offer_cannot_be_taken_after_its_end_even_before_the_job_ran(north):
    ada = register(north, "Ada")
    bo = register(north, "Bo")
    services.cancel_registration(ada, by=ada.person)

    with clock.at(clock.now() + dt.timedelta(hours=49)), pytest.raises(services.OfferEnded):
        services.take_offer(bo, by=bo.person)


def test_mail_about_an_offer_is_not_sent_once_it_was_answered(north):
    ada = register(north, "Ada")
    bo = register(north, "Bo")
    services.cancel_registration(ada, by=ada.person)
    due = Message.objects.get(kind="convenings/seat-offered").still_due
    assert mail.is_still_due(due)

    services.take_offer(bo, by=bo.person)

    assert not mail.is_still_due(due)


def test_who_gave_the_seat_back_gets_no_confirmation_anymore(north):
    ada = register(north, "Ada")
    due = Message.objects.get().still_due

    services.cancel_registration(ada, by=ada.person)

    assert not mail.is_still_due(due)


def test_after_the_deadline_seats_stay_but_organizers_may_still_change_them(north):
    north.seats_close_at = clock.now() + dt.timedelta(hours=3)
    north.capacity = 2
    north.save()
    ada = register(north, "Ada")
    with clock.at(clock.now() + dt.timedelta(hours=4)):
        with pytest.raises(services.SessionClosed, match="Registration for North closed on"):
            register(north, "Bo")
        with pytest.raises(services.SessionClosed, match="tell"):
            services.cancel_registration(ada, by=ada.person)
        services.register(north, person=PersonFactory(), by=None, past_deadline=True)
        services.cancel_registration(ada, by=None, past_deadline=True)

    assert sorted(state for _, state in seats(north.convening).values()) == [
        "cancelled",
        "registered",
    ]


def test_who_waits_may_leave_after_the_deadline(north):
    register(north, "Ada")
    bo = register(north, "Bo")
    north.seats_close_at = clock.now() + dt.timedelta(hours=3)
    north.save()

    with clock.at(clock.now() + dt.timedelta(hours=4)):
        services.cancel_registration(bo, by=bo.person)

    assert seats(north.convening)["Bo"] == ("North", "cancelled")


def test_nothing_is_offered_once_the_session_has_begun(north):
    ada = register(north, "Ada")
    register(north, "Bo")

    with clock.at(north.starts_at + dt.timedelta(minutes=5)):
        services.cancel_registration(ada, by=ada.person)

    assert seats(north.convening)["Bo"] == ("North", "waiting")


def test_private_answers_go_with_the_seat(north):
    food = QuestionFactory(convening=north.convening)
    song = QuestionFactory(convening=north.convening, is_private=False)
    person = PersonFactory()
    answers = {food.pk: "No nuts", song.pk: "Any"}
    ada = services.register(north, person=person, by=person, answers=answers)
    assert dict(ada.answers.values_list("question", "text")) == answers

    services.cancel_registration(ada, by=person)

    assert dict(ada.answers.values_list("question", "text")) == {song.pk: "Any"}


def test_registering_again_undoes_giving_back(north):
    ada = register(north, "Ada")
    services.cancel_registration(ada, by=ada.person)
    services.cancel_registration(ada, by=ada.person)

    register(north, "Ada")

    assert seats(north.convening) == {"Ada": ("North", "registered")}


def test_registering_elsewhere_moves_the_seat(north, south):
    register(north, "Ada")
    register(north, "Bo")

    register(south, "Ada")

    assert seats(north.convening) == {"Ada": ("South", "registered"), "Bo": ("North", "offered")}


def test_nobody_gives_up_a_seat_for_a_waitlist(north, south):
    register(north, "Ada")
    register(south, "Bo")

    with pytest.raises(services.SessionFull, match="South is full, so you keep your seat in North"):
        register(south, "Ada")

    assert seats(north.convening) == {"Ada": ("North", "registered"), "Bo": ("South", "registered")}


def test_session_without_capacity_takes_everybody(convening):
    session = SessionFactory(convening=convening, capacity=None)
    for name in ["Ada", "Bo", "Cy"]:
        register(session, name)

    assert session.registrations.holding().count() == 3


def test_session_that_is_over_takes_nobody(north):
    with (
        clock.at(north.ends_at + dt.timedelta(minutes=1)),
        pytest.raises(services.SessionClosed, match="The North session is over"),
    ):
        register(north, "Ada")


def test_person_without_an_address_gets_a_seat_and_no_mail(north):
    person = PersonFactory(email="")

    services.register(north, person=person, by=None)

    assert Message.objects.count() == 0


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
