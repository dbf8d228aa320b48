import datetime as dt
import threading

import pytest
from django.db import connection

from convenings import jobs, services
from convenings.models import Attendance, Certificate
from convenings.services.certificate import change_certificate_rule, settle_certificates
from core import clock
from messaging.models import Message
from network.models import Activity
from surveys.collection.models import Administration
from tests.factories.convenings import AttendanceFactory, ConveningFactory, SessionFactory

DAY = dt.date(2024, 2, 13)
LONG_AFTER = clock.on_day(dt.date(2024, 3, 20))


@pytest.fixture
def held(state_agency, cohort):
    """Convening 4 on February 13, 2024: six hours in the north; nobody is asked for feedback."""
    convening = ConveningFactory(cohort=cohort, number=4, needs_feedback=False)
    return SessionFactory(convening=convening, region="North", starts_at=clock.on_day(DAY))


def came(session, **facts):
    return AttendanceFactory(session=session, **facts).person


def settle(session, at=LONG_AFTER):
    with clock.at(at):
        return settle_certificates(session.convening)


def ask_everybody(session):
    """Feedback is needed, and asked of those who are marked."""
    session.convening.needs_feedback = True
    session.convening.save()
    with clock.at(session.ends_at + dt.timedelta(minutes=1)):
        services.open_session_feedback(session)
    session.convening.refresh_from_db()
    return session.convening.feedback


def close(feedback, at):
    feedback.state, feedback.closed_at = Administration.State.CLOSED, at
    feedback.save(update_fields=["state", "closed_at"])


def test_whoever_stayed_for_eighty_percent_gets_a_certificate_that_holds_its_own_words(held):
    ada = came(held, late_minutes=72)
    came(held, late_minutes=60, early_minutes=13)

    assert settle(held) == 1

    certificate = Certificate.objects.get()
    assert (certificate.person, certificate.name) == (ada, str(ada))
    assert certificate.title == "Convening 4: Authentic Learning"
    assert (certificate.minutes, certificate.of_minutes, certificate.held_on) == (288, 360, DAY)
    assert certificate.issuer == "Maple ESC, PL Network Ohio"
    assert certificate.place == "Lakebend Learning Hall"


def test_settling_again_changes_nothing_and_mails_nobody_twice(held):
    ada = came(held)

    assert [settle(held), settle(held)] == [1, 0]

    message = Message.objects.get()
    assert (message.to, message.kind) == (ada.email, "convenings/certificate")


def test_the_share_is_the_convenings_own(held):
    came(held, late_minutes=180)
    held.convening.least_share = 50
    held.convening.save()

    assert settle(held) == 1


def test_of_two_sessions_the_one_with_more_of_it_counts(held):
    south = SessionFactory(
        convening=held.convening, region="South", starts_at=clock.on_day(dt.date(2024, 2, 20))
    )
    ada = came(held, late_minutes=200)
    AttendanceFactory(session=south, person=ada)

    settle(held)

    certificate = Certificate.objects.get()
    assert (certificate.minutes, certificate.held_on) == (360, dt.date(2024, 2, 20))


def test_nothing_is_issued_while_feedback_can_still_be_sent(held):
    came(held)
    feedback = ask_everybody(held)
    feedback.invitations.update(is_completed=True)

    assert settle(held, at=held.ends_at + dt.timedelta(hours=3)) == 0

    closes_at = held.ends_at + dt.timedelta(hours=24)
    close(feedback, closes_at)
    assert settle(held, at=closes_at + dt.timedelta(hours=1)) == 0  # in its grace
    assert settle(held, at=closes_at + dt.timedelta(hours=25)) == 1


def test_nothing_is_issued_while_people_may_still_be_asked(held):
    came(held)
    held.convening.needs_feedback = True
    held.convening.save()

    assert settle(held, at=held.ends_at + dt.timedelta(days=6)) == 0
    assert settle(held, at=held.ends_at + dt.timedelta(days=8)) == 1


def test_whoever_was_asked_and_sent_nothing_gets_none_and_whoever_was_never_asked_gets_one(held):
    sent, silent = came(held), came(held)
    feedback = ask_everybody(held)
    feedback.invitations.filter(person=sent).update(is_completed=True)
    late = came(held)  # marked only after the questions were out
    close(feedback, held.ends_at + dt.timedelta(hours=24))

    settle(held)

    assert set(Certificate.objects.values_list("person", flat=True)) == {sent.pk, late.pk}
    assert not Certificate.objects.filter(person=silent).exists()


def test_order_and_log_tell_nothing_about_who_sent_feedback_when(held):
    people = [came(held) for _ in range(4)]
    before = Activity.objects.count()

    settle(held)

    rows = Certificate.objects.order_by("pk")
    assert [row.person_id for row in rows] == sorted(person.pk for person in people)
    assert len({row.issued_at for row in rows}) == 1
    assert Activity.objects.count() == before


def test_a_correction_replaces_the_certificate_and_the_old_code_says_so(held):
    ada = came(held)
    settle(held)
    old = Certificate.objects.get()
    Attendance.objects.filter(person=ada).update(late_minutes=30)

    assert settle(held) == 1

    old.refresh_from_db()
    assert (old.revoked_at, old.revoke_reason) == (LONG_AFTER, "Attendance was corrected.")
    new = Certificate.objects.standing().get()
    assert (new.minutes, new.code != old.code) == (330, True)


def test_whoever_was_not_there_after_all_loses_the_certificate(held):
    ada = came(held)
    settle(held)
    Attendance.objects.filter(person=ada).delete()

    assert settle(held) == 0
    assert not Certificate.objects.standing().exists()


def test_a_stricter_rule_takes_nothing_back(held, specialist):
    came(held, late_minutes=72)
    settle(held)

    change_certificate_rule(
        held.convening, least_share=100, needs_feedback=True, by=specialist.person
    )
    settle(held)

    assert Certificate.objects.standing().count() == 1
    assert "rule for certificates" in Activity.objects.latest("pk").summary


def test_deleting_the_convening_leaves_the_certificate(held):
    came(held)
    settle(held)

    held.convening.delete()

    assert Certificate.objects.standing().get().title == "Convening 4: Authentic Learning"


def test_the_nightly_job_settles_what_is_over_and_waits_for_the_rest(held):
    came(held)
    SessionFactory(
        convening=held.convening, region="South", starts_at=clock.on_day(dt.date(2024, 3, 25))
    )
    with clock.at(LONG_AFTER):
        assert jobs.settle_certificates() == 0
    with clock.at(clock.on_day(dt.date(2024, 3, 26))):
        assert [jobs.settle_certificates(), jobs.settle_certificates()] == [1, 0]


def test_people_without_an_address_get_a_certificate_and_no_mail(held):
    came(held, person__email="", person__user=None)

    assert settle(held) == 1
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_issue_each_certificate_once(held):
    people = [came(held) for _ in range(5)]
    gate = threading.Barrier(2)
    issued = []

    def work():
        gate.wait()
        issued.append(settle(held))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(issued) == [0, 5]
    assert Certificate.objects.count() == Message.objects.count() == len(people)
