"""Agreements from the first word to the last day, as services."""

import datetime as dt

import pytest
from django.core import mail as outbox
from django.core.files.base import ContentFile

from accounts.models import User
from core import clock
from core.content import FileRefused
from messaging.models import Message
from network.models import Activity
from surveys.jobs import tell_of_agreements
from surveys.results.models import Agreement
from surveys.results.services import agreements
from tests.fixtures.agreements import PDF


def given(evaluator, *surveys, **terms):
    return {
        "title": "Pathway study",
        "purpose": "To learn.",
        "variables": ["level", "role", "favorite color"],
        "least_group": 5,
        "starts_on": clock.today(),
        "ends_on": clock.today() + dt.timedelta(days=90),
        "people": [evaluator.person],
        "administrations": surveys,
        "by": None,
        **terms,
    }


def test_facts_are_those_that_are_declared_in_their_order(evaluator, surveyed_rows):
    made = agreements.make_agreement(**given(evaluator, surveyed_rows))

    assert made.variables == ["role", "level"]
    assert made.state == Agreement.State.UNSIGNED


def test_only_evaluators_are_named(state_viewer, surveyed_rows):
    with pytest.raises(agreements.NotAnEvaluator, match="is no evaluator"):
        agreements.make_agreement(**given(state_viewer, surveyed_rows))

    assert not Agreement.objects.exists()


def test_only_released_surveys_are_named(evaluator, draft_survey):
    with pytest.raises(agreements.NotReleased, match="Choose released surveys"):
        agreements.make_agreement(**given(evaluator, draft_survey))


def test_it_is_changed_until_it_is_signed(evaluator, unsigned_agreement, surveyed_rows):
    changed = given(evaluator, surveyed_rows, title="Study of pathways")
    agreements.change_agreement(unsigned_agreement, **changed)
    unsigned_agreement.refresh_from_db()
    assert unsigned_agreement.title == "Study of pathways"

    agreements.sign_agreement(
        unsigned_agreement, file=ContentFile(PDF, "a.pdf"), signed_on=clock.today(), by=None
    )

    with pytest.raises(agreements.AlreadySigned):
        agreements.change_agreement(unsigned_agreement, **changed)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("signed.pdf", b"MZ\x90 a program"),
        ("signed.pdf", b"<html><script>alert(1)</script>"),
        ("signed.png", PDF),
        ("signed.csv", b"a,b\n1,2\n"),
        ("signed.pdf", b""),
    ],
)
def test_a_signed_copy_is_a_pdf_or_an_image_by_its_content(unsigned_agreement, name, content):
    with pytest.raises(FileRefused):
        agreements.sign_agreement(
            unsigned_agreement,
            file=ContentFile(content, name),
            signed_on=clock.today(),
            by=None,
        )

    unsigned_agreement.refresh_from_db()
    assert unsigned_agreement.state == Agreement.State.UNSIGNED


def test_the_copy_lies_under_a_name_that_tells_nothing(unsigned_agreement):
    file = ContentFile(PDF, "../../Noor Signed.PDF")

    agreements.sign_agreement(unsigned_agreement, file=file, signed_on=clock.today(), by=None)

    unsigned_agreement.refresh_from_db()
    assert unsigned_agreement.signed_copy_name == "Noor Signed.PDF"
    assert "Noor" not in unsigned_agreement.signed_copy.name
    assert unsigned_agreement.signed_copy.name.endswith(".pdf")
    assert unsigned_agreement.state == Agreement.State.IN_FORCE


@pytest.mark.parametrize(
    ("starts", "ends", "state"),
    [
        (0, 0, "in force"),
        (-9, 0, "in force"),
        (1, 9, "not yet"),
        (-9, -1, "over"),
    ],
)
def test_the_first_and_the_last_day_belong_to_it(agreement, evaluator, starts, ends, state):
    today = clock.today()
    agreement.starts_on = today + dt.timedelta(days=starts)
    agreement.ends_on = today + dt.timedelta(days=ends)
    agreement.save()

    assert agreement.state == state
    assert Agreement.objects.used_by(evaluator).exists() == (state == "in force")


def test_it_ends_at_once_and_the_end_can_be_undone(agreement, evaluator):
    agreements.end_agreement(agreement, by=None)
    agreements.end_agreement(agreement, by=None)
    agreement.refresh_from_db()
    assert agreement.state == Agreement.State.ENDED
    assert not Agreement.objects.used_by(evaluator).exists()

    agreements.resume_agreement(agreement, by=None)
    agreements.resume_agreement(agreement, by=None)

    agreement.refresh_from_db()
    assert agreement.state == Agreement.State.IN_FORCE
    assert list(Activity.objects.about(agreement).values_list("verb", flat=True)) == [
        "resumed",
        "ended",
    ]


def test_after_ten_minutes_the_end_stays(agreement):
    agreement.ended_at = clock.now() - dt.timedelta(minutes=11)
    agreement.save()

    with pytest.raises(agreements.AlreadyOver):
        agreements.resume_agreement(agreement, by=None)


def test_whoever_lost_the_role_takes_nothing(agreement, evaluator):
    evaluator.person.grants.update(revoked_at=clock.now())
    evaluator = User.objects.get(pk=evaluator.pk)

    assert not Agreement.objects.used_by(evaluator).exists()
    assert not Agreement.objects.visible_to(evaluator).exists()


def test_evaluators_are_told_a_month_ahead_once(agreement, evaluator, state_admin):
    agreement.ends_on = clock.today() + dt.timedelta(days=31)
    agreement.save()
    tell_of_agreements()
    assert not Message.objects.exists()

    agreement.ends_on = clock.today() + dt.timedelta(days=30)
    agreement.save()
    tell_of_agreements()
    tell_of_agreements()

    (message,) = Message.objects.all()
    assert message.to == evaluator.email
    assert "Pathway study" in message.subject
    assert outbox.outbox == []


def test_administrators_are_told_afterwards_once(agreement, evaluator, state_admin):
    agreement.ends_on = clock.today() - dt.timedelta(days=1)
    agreement.save()

    tell_of_agreements()
    tell_of_agreements()

    (message,) = Message.objects.all()
    assert message.to == state_admin.email


def test_an_ended_agreement_asks_nobody_for_anything(agreement, evaluator, state_admin):
    agreement.ends_on = clock.today() + dt.timedelta(days=3)
    agreement.save()
    agreements.end_agreement(agreement, by=None)

    assert tell_of_agreements() == 0
    assert not agreements.is_in_force(str(agreement.pk))
