import datetime as dt

import pytest

from convenings import jobs, services
from convenings.models import Registration
from core import clock, mail
from messaging.models import Message
from network.models import Person
from tests.factories.convenings import QuestionFactory, SessionFactory
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
