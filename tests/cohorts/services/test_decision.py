import datetime as dt

import pytest

from accounts.services import account_for
from cohorts import jobs, services
from cohorts.models import Cohort, DesignTeam, Enrollment, TeamInvitation
from core import clock
from messaging.models import Message
from tests.cohorts.deciding import applied, places, propose, ranks
from tests.factories.cohorts import CohortFactory, TeamMembershipFactory
from tests.factories.network import PersonFactory


@pytest.fixture
def empty(center):
    """A cohort of two places that nobody is in, to begin in some years."""
    found = CohortFactory(name="Next", home=center, starts_on=dt.date(2034, 8, 1))
    places(found, 2)
    return found


def accept(application, cohort, by=None):
    return services.decide(application, verdict="accepted", cohort=cohort, by=by)


def subjects():
    told = Message.objects.exclude(kind="cohorts/team-invitation")
    return sorted(told.values_list("subject", flat=True))


def test_whoever_is_accepted_has_a_place_a_team_and_invitations(empty, state_admin):
    application = applied(empty, "Bell School")
    propose(application, "teacher@bell.example", "Tia Wells")
    propose(application, "head@bell.example", "Lena Hart", position="principal", is_lead=True)

    found = accept(application, empty, by=state_admin.person)

    assert (found.state, found.cohort, found.decided_by) == ("accepted", empty, state_admin.person)
    enrollment = Enrollment.objects.get()
    assert (enrollment.application, enrollment.status) == (application, "accepted")
    assert str(DesignTeam.objects.get()) == "Bell School design team"
    invited = TeamInvitation.objects.order_by("pk").values_list("email", "role", "position")
    assert list(invited) == [
        ("head@bell.example", "lead", "principal"),
        ("teacher@bell.example", "member", "teacher"),
    ]
    assert subjects() == ["[For you to know] Bell School is accepted into Next"]


def test_accepting_twice_is_accepting_once(empty):
    application = applied(empty)
    propose(application, "head@bell.example")

    accept(application, empty)
    accept(application, empty)

    assert Enrollment.objects.count() == DesignTeam.objects.count() == 1
    assert TeamInvitation.objects.count() == 1
    assert application.steps.filter(state="accepted").count() == 1
    assert len(subjects()) == 1


def test_an_accepted_place_is_active_from_the_first_day_on(empty):
    accept(applied(empty), empty)

    assert jobs.begin_cohorts() == 0
    with clock.at(clock.on_day(empty.starts_on)):
        assert [jobs.begin_cohorts(), jobs.begin_cohorts()] == [1, 0]

    changes = Enrollment.objects.get().changes.values_list("status", "on")
    assert list(changes) == [("accepted", clock.today()), ("active", empty.starts_on)]


def test_the_place_is_active_where_the_cohort_runs_already(cohort):
    accept(applied(cohort, "Bell School"), cohort)

    assert cohort.enrollments.get(school__name="Bell School").status == "active"


def test_the_thirteenth_accepted_of_twelve_is_first_on_the_waitlist(empty):
    places(empty, 12)
    applications = [applied(empty) for _ in range(14)]

    done = services.decide_several(
        applications, verdict="accepted", cohort=empty, letter="", by=None
    )

    assert [one.application.state for one in done] == ["accepted"] * 12 + ["waitlisted"] * 2
    assert empty.enrollments.count() == 12
    assert [rank for _, rank in ranks(empty)] == [1, 2]


def test_who_waits_and_is_accepted_again_keeps_the_rank(empty):
    places(empty, 1)
    accept(applied(empty), empty)
    first, second = applied(empty, "First School"), applied(empty, "Second School")
    for one in (first, second, first):
        accept(one, empty)

    assert ranks(empty) == [("First School", 1), ("Second School", 2)]


def test_one_that_cannot_be_decided_keeps_none_of_the_others_back(empty):
    decided, closed, open_one = applied(empty), applied(empty, "Gone School"), applied(empty)
    services.decide(decided, verdict="declined", letter="Not this time.", by=None)
    closed.school.status = "closed"
    closed.school.save()

    done = services.decide_several(
        [decided, closed, open_one], verdict="accepted", cohort=empty, letter="", by=None
    )

    for one in (decided, closed, open_one):
        one.refresh_from_db()
    assert [decided.state, closed.state, open_one.state] == ["declined", "in_review", "accepted"]
    assert done[0].refusal.startswith(f"{decided.place} is declined already")
    assert done[1].refusal == (
        "Gone School is closed in the directory. Decline the application, or mend the directory."
    )
    assert [str(one.place) for one in Enrollment.objects.all()] == [str(open_one.place)]


def test_a_no_carries_its_letter(empty, state_admin):
    application = applied(empty, "Bell School")

    services.decide(
        application, verdict="declined", letter="Come back next year.", by=state_admin.person
    )

    [message] = Message.objects.all()
    assert message.subject == "[For you to know] The decision about the application of Bell School"
    assert "Come back next year." in message.body


def test_deciding_closes_what_was_asked(empty):
    application = applied(empty)
    services.ask_information(
        application, parts=["why"], message="Why?", due_on=dt.date(2034, 1, 1), by=None
    )

    accept(application, empty)

    assert not application.requests.filter(answered_at=None).exists()
    assert [step.state for step in application.steps.all()] == [
        "information",
        "in_review",
        "accepted",
    ]


def test_two_addresses_of_one_person_are_one_invitation(empty):
    """As accounts know it: the second address is one that somebody has confirmed."""
    user = account_for("lena@bell.example")
    PersonFactory(first_name="Lena", last_name="Hart", email="lena@bell.example", user=user)
    user.emailaddress_set.create(email="l.hart@home.example", verified=True)
    application = applied(empty)
    propose(application, "lena@bell.example")
    propose(application, "l.hart@home.example")

    remarks = services.who_is_invited(application).remarks
    accept(application, empty)

    assert remarks[0] == (
        "Lena Hart stands on the list twice, as lena@bell.example and l.hart@home.example: "
        "one invitation goes to lena@bell.example."
    )
    assert [one.email for one in TeamInvitation.objects.all()] == ["lena@bell.example"]


def test_namesakes_and_members_of_another_team_are_told_before(empty, team):
    known = PersonFactory(first_name="Tia", last_name="Wells", email="tia@bell.example")
    TeamMembershipFactory(team=team, person=known)
    application = applied(empty)
    propose(application, "head@bell.example", is_lead=True)
    propose(application, "other@bell.example")
    propose(application, "tia@bell.example", "Tia Wells")

    people, remarks = services.who_is_invited(application)

    assert [one.email for one in people] == [
        "head@bell.example",
        "other@bell.example",
        "tia@bell.example",
    ]
    assert remarks == [
        "Two people are called Lena Hart, head@bell.example and other@bell.example. Ask whether "
        "they are one; each gets an invitation.",
        "Tia Wells is in the Kettle team of Riverside too, and stays in it.",
    ]


def test_nobody_moves_from_one_waitlist_and_leaves_a_gap(empty, center):
    other = CohortFactory(name="Other", home=center, offering=empty.offering)
    places(empty, 1)
    accept(applied(empty), empty)
    first, second = applied(empty, "First School"), applied(empty, "Second School")
    accept(first, empty)
    accept(second, empty)

    accept(first, Cohort.objects.get(pk=other.pk))

    assert ranks(empty) == [("Second School", 1)]
    assert str(other.enrollments.get().place) == "First School"
