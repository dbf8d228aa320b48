import datetime as dt

import pytest

from cohorts import jobs, services
from cohorts.models import Application, Enrollment
from cohorts.place_links import application_behind, fill_place_link, token_for
from core import clock, mail
from messaging.models import Message
from tests.cohorts.deciding import applied, places, ranks
from tests.factories.cohorts import EnrollmentFactory

TODAY = clock.on_day(dt.date(2026, 3, 2))


@pytest.fixture
def full(cohort):
    """Riverside has one place, which Kettle School has, and three wait."""
    places(cohort, 1)
    for name in ("First School", "Second School", "Third School"):
        services.decide(applied(cohort, name), verdict="accepted", cohort=cohort, by=None)
    Message.objects.all().delete()
    return cohort


def application_of(name):
    return Application.objects.get(school__name=name)


def leave(cohort):
    services.withdraw(
        cohort.enrollments.get(school__name="Kettle School"), on=clock.today(), by=None
    )


def offered(cohort):
    with clock.at(TODAY):
        leave(cohort)
        assert jobs.offer_places() == 1
    return application_of("First School")


def test_nothing_is_offered_while_no_place_is_free(full):
    assert jobs.offer_places() == 0
    assert [rank for _, rank in ranks(full)] == [1, 2, 3]


def test_a_place_that_became_free_is_offered_to_the_first(full):
    first = offered(full)

    assert (first.state, first.waitlist_rank) == ("offered", None)
    assert first.offer_ends_at == clock.on_day(dt.date(2026, 3, 9), hour=23, minute=59)
    assert ranks(full) == [("Second School", 1), ("Third School", 2)]
    assert jobs.offer_places() == 0
    [message] = Message.objects.all()
    assert message.subject == (
        "[Action needed by Mar 9] A place in Riverside is held for First School"
    )
    assert mail.is_still_due(message.still_due)


def test_a_place_that_is_offered_is_nobody_elses(full):
    offered(full)

    with pytest.raises(services.CohortFull):
        services.enroll(full, place=applied(full).place, by=None)
    late = services.decide(applied(full, "Late"), verdict="accepted", cohort=full, by=None)
    assert (late.state, late.waitlist_rank) == ("waitlisted", 3)


def test_whoever_takes_the_place_joins(full):
    first = offered(full)

    with clock.at(TODAY):
        services.take_offer(first, by=None)
        again = services.take_offer(first, by=None)

    assert again.state == "accepted"
    staying = Enrollment.objects.staying().filter(cohort=full)
    assert [str(one.place) for one in staying] == ["First School"]
    assert jobs.offer_places() == 0


def test_whoever_leaves_the_place_gives_it_to_the_next(full):
    first = offered(full)

    with clock.at(TODAY):
        services.refuse_offer(first, by=None)
        services.refuse_offer(first, by=None)

    assert application_of("First School").state == "withdrawn"
    assert application_of("Second School").state == "offered"
    assert ranks(full) == [("Third School", 1)]


def test_an_offer_that_nobody_answers_goes_to_the_next_after_its_last_day(full):
    first = offered(full)

    with clock.at(first.offer_ends_at - dt.timedelta(minutes=1)):
        assert jobs.end_offers() == 0
    with clock.at(first.offer_ends_at + dt.timedelta(minutes=1)):
        assert [jobs.end_offers(), jobs.end_offers()] == [1, 0]
        with pytest.raises(services.OfferEnded, match="No place is held"):
            services.take_offer(first, by=None)

    assert application_of("First School").state == "withdrawn"
    second = application_of("Second School")
    assert (second.state, second.offer_ends_at) == (
        "offered",
        clock.on_day(dt.date(2026, 3, 17), hour=23, minute=59),
    )


def test_a_promise_that_no_longer_fits_is_refused_in_words(full):
    """The offering takes fewer than it did when the place was offered."""
    first = offered(full)
    EnrollmentFactory(cohort=full)

    with clock.at(TODAY), pytest.raises(services.CohortFull, match="has no place left"):
        services.take_offer(first, by=None)


def test_an_offer_is_over_for_who_presses_before_the_clock_does(full):
    first = offered(full)

    with (
        clock.at(first.offer_ends_at + dt.timedelta(minutes=1)),
        pytest.raises(services.OfferEnded, match="was held until Mar 9"),
    ):
        services.take_offer(first, by=None)


def test_a_school_that_closed_is_passed_over(full):
    closed = application_of("First School").school
    closed.status = "closed"
    closed.save()

    leave(full)
    jobs.offer_places()

    assert application_of("Second School").state == "offered"
    assert ranks(full) == [("First School", 1), ("Third School", 2)]


def test_nothing_is_offered_in_a_cohort_that_is_over(full):
    leave(full)

    with clock.at(clock.on_day(full.ends_on + dt.timedelta(days=1))):
        assert jobs.offer_places() == 0


def test_an_undo_right_after_somebody_left_still_finds_the_place(full):
    leave(full)
    services.enroll(full, place=full.enrollments.get().place, by=None)

    assert jobs.offer_places() == 0


def test_two_places_are_two_offers(full):
    EnrollmentFactory(cohort=full)
    places(full, 3)

    assert jobs.offer_places() == 1
    places(full, 4)
    assert jobs.offer_places() == 1
    assert ranks(full) == [("Third School", 1)]


@pytest.mark.parametrize(
    ("to", "order"),
    [
        (1, ["Third School", "First School", "Second School"]),
        (2, ["First School", "Third School", "Second School"]),
        (9, ["First School", "Second School", "Third School"]),
    ],
)
def test_another_rank_moves_the_others(full, to, order):
    services.move_on_waitlist(application_of("Third School"), to=to, by=None)

    assert ranks(full) == [(name, rank) for rank, name in enumerate(order, start=1)]


def test_the_link_is_good_for_its_own_offer(full):
    first = offered(full)
    token = token_for(first)

    with clock.at(TODAY):
        assert application_behind(token) == (first, True)
        assert fill_place_link(str(first.pk)).endswith(f"/offered-place/{token}/")
        services.take_offer(first, by=None)
        assert application_behind(token) == (first, False)
    assert application_behind("12-3.forged") == (None, False)
