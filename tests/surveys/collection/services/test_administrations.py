import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from core import clock
from messaging.models import Message
from network.models import Activity
from surveys.collection.refusals import NotClosed, NotOpen, WindowIsOver
from surveys.collection.services import (
    close_administration,
    extend_administration,
    open_administration,
    prepare_administration,
    request_release,
)
from tests.factories.network import PersonFactory
from tests.factories.surveys import shipped
from tests.surveys.asking import invited

pytestmark = pytest.mark.django_db


def log(administration):
    return list(
        Activity.objects.about(administration).order_by("pk").values_list("verb", flat=True)
    )


def test_a_threshold_below_five_is_refused(cohort):
    with pytest.raises(ValidationError):
        prepare_administration(
            shipped("IMT"),
            title="Too open",
            purpose="implementation",
            cohort=cohort,
            school_year="2025-26",
            wave="",
            opens_at=clock.now(),
            closes_at=clock.now() + dt.timedelta(days=1),
            threshold=4,
            by=None,
        )


def test_opening_freezes_the_form_and_asks_those_invited(framed):
    invited(framed, "Kettle School", 2)

    open_administration(framed, by=None)

    framed.version.refresh_from_db()
    assert framed.version.is_frozen
    assert (framed.state, framed.frozen_at is not None) == ("open", True)
    letters = Message.objects.order_by("pk")
    assert [letter.kind for letter in letters] == ["surveys/invitation"] * 2
    assert letters[0].subject == "[8 minutes] Implementation survey, spring"
    assert "[[link]]" in letters[0].body
    assert "/answer/" not in letters[0].body


def test_opening_twice_changes_nothing(framed):
    invited(framed, "Kettle School", 1)
    open_administration(framed, by=None)
    before = (framed.frozen_at, Message.objects.count(), log(framed))

    open_administration(framed, by=None)

    assert (framed.frozen_at, Message.objects.count(), log(framed)) == before
    assert log(framed) == ["prepared", "framed", "opened"]


def test_a_survey_that_closed_is_not_opened_again(open_survey):
    close_administration(open_survey, by=None)

    with pytest.raises(NotOpen):
        open_administration(open_survey, by=None)


def test_opening_early_moves_the_opening_and_opening_after_the_end_is_refused(framed):
    planned = clock.now() + dt.timedelta(days=2)
    framed.opens_at = planned
    framed.save()
    with clock.at(framed.closes_at), pytest.raises(WindowIsOver):
        open_administration(framed, by=None)

    open_administration(framed, by=None)

    assert framed.opens_at < planned


def test_closing_hands_the_last_fold_to_a_worker_once(
    open_survey, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks() as first:
        close_administration(open_survey, by=None)
    with django_capture_on_commit_callbacks() as second:
        close_administration(open_survey, by=None)

    assert (len(first), len(second)) == (1, 0)
    assert log(open_survey)[-1:] == ["closed"]


def test_a_draft_is_not_closed(framed):
    with pytest.raises(NotOpen):
        close_administration(framed, by=None)


def test_a_window_is_extended_until_it_has_closed(open_survey):
    later = open_survey.closes_at + dt.timedelta(days=5)
    extend_administration(open_survey, closes_at=later, by=None)
    assert open_survey.closes_at == later

    with pytest.raises(WindowIsOver):
        extend_administration(open_survey, closes_at=clock.now(), by=None)
    close_administration(open_survey, by=None)
    with pytest.raises(NotOpen):
        extend_administration(open_survey, closes_at=later, by=None)


def test_a_release_is_asked_for_once_and_after_the_close(open_survey):
    asker = PersonFactory()
    with pytest.raises(NotClosed):
        request_release(open_survey, by=asker)
    close_administration(open_survey, by=None)

    request_release(open_survey, by=asker)
    first = open_survey.release_requested_at
    request_release(open_survey, by=None)

    assert (open_survey.release_requested_at, open_survey.release_requested_by) == (first, asker)
    assert log(open_survey)[-1] == "requested"
