"""Two decide, answer or run the clock at the same moment, on real connections."""

import pytest

from cohorts import jobs, services
from cohorts.models import Application, Cohort, DesignTeam, Enrollment, TeamInvitation
from messaging.models import Message
from tests.cohorts.deciding import applied, places, propose, ranks
from tests.surveys.collection.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 4


def test_two_who_accept_into_the_last_place_fill_it_once(cohort):
    places(cohort, 2)  # Kettle School has one
    found = [applied(cohort).pk for _ in range(TIMES)]

    def accept(number):
        application = Application.objects.get(pk=found[number])
        into = Cohort.objects.get(pk=cohort.pk)
        return services.decide(application, verdict="accepted", cohort=into, by=None).state

    assert sorted(at_once(accept, TIMES)) == ["accepted", *["waitlisted"] * (TIMES - 1)]
    assert Enrollment.objects.staying().filter(cohort=cohort).count() == 2
    assert [rank for _, rank in ranks(cohort)] == list(range(1, TIMES))


def test_a_double_click_accepts_once(cohort):
    application = applied(cohort)
    propose(application, "head@bell.example")

    def accept(_):
        found = Application.objects.get(pk=application.pk)
        into = Cohort.objects.get(pk=cohort.pk)
        return services.decide(found, verdict="accepted", cohort=into, by=None).state

    assert set(at_once(accept, TIMES)) == {"accepted"}
    assert DesignTeam.objects.count() == TeamInvitation.objects.count() == 1
    assert Message.objects.filter(kind="cohorts/accepted").count() == 1


def test_taking_leaving_and_the_clock_at_once_hand_on_one_place(cohort):
    places(cohort, 1)
    for name in ("First School", "Second School", "Third School"):
        services.decide(applied(cohort, name), verdict="accepted", cohort=cohort, by=None)
    services.withdraw(cohort.enrollments.get(), on=cohort.starts_on, by=None)

    assert sorted(at_once(lambda _: jobs.offer_places(), TIMES)) == [0, 0, 0, 1]

    def answer(number):
        found = Application.objects.get(school__name="First School")
        try:
            if number % 2:
                return services.take_offer(found, by=None).state
            return services.refuse_offer(found, by=None).state
        except services.OfferEnded:
            return "over"

    at_once(answer, TIMES)

    places_held = Enrollment.objects.staying().filter(cohort=cohort).count()
    held = Application.objects.filter(state="offered").count()
    assert places_held + held == 1
    assert [rank for _, rank in ranks(cohort)] == list(range(1, len(ranks(cohort)) + 1))
