import datetime as dt

import pytest

from core import clock
from surveys.collection.models import Safeguards
from surveys.collection.protection import faults_of
from surveys.collection.refusals import FrameIsFrozen, NotOpen, SafeguardsMissing
from surveys.collection.services import (
    FrameRow,
    add_opt_outs,
    close_administration,
    confirm_safeguards,
    forget_opt_outs,
    open_administration,
    set_school_frame,
    take_back_opt_out,
)
from surveys.instruments.models import Item

pytestmark = pytest.mark.django_db
ALL = Safeguards.Topic.values


@pytest.fixture
def kettle(learner_survey):
    return learner_survey.units.get(name="Kettle School")


def confirm(survey, *, told=-20, until=-1, topics=ALL):
    today = clock.today()
    return confirm_safeguards(
        survey,
        not_asked=topics,
        notice_on=today + dt.timedelta(days=told),
        opt_out_until=today + dt.timedelta(days=until),
        by=None,
    )


def test_learners_are_asked_when_everything_is_in_order(learner_survey):
    confirm(learner_survey)

    assert faults_of(learner_survey) == []
    assert open_administration(learner_survey, by=None).is_open


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"topics": ALL[:7]}, "1 protected topic is not confirmed yet."),
        ({"topics": []}, "8 protected topics are not confirmed yet."),
        ({"told": 1, "until": 5}, "Parents are told on"),
        ({"until": 0}, "Parents may say no until"),  # the last day is still theirs
        ({"until": 3}, "Open it after that."),
    ],
)
def test_learners_are_not_asked_before(learner_survey, days, words):
    confirm(learner_survey, **days)

    with pytest.raises(SafeguardsMissing, match=words):
        open_administration(learner_survey, by=None)
    learner_survey.refresh_from_db()
    assert learner_survey.is_draft
    assert not learner_survey.version.is_frozen


def test_learners_are_not_asked_without_any_word(learner_survey):
    with pytest.raises(SafeguardsMissing, match="Confirm the eight protected topics"):
        open_administration(learner_survey, by=None)


def test_the_day_after_the_parents_time_it_opens(learner_survey):
    confirm(learner_survey, told=0, until=5)
    with clock.at(clock.now() + dt.timedelta(days=5)), pytest.raises(SafeguardsMissing):
        open_administration(learner_survey, by=None)
    with clock.at(clock.now() + dt.timedelta(days=6)):
        assert open_administration(learner_survey, by=None).is_open


def test_a_wording_changed_after_the_check_is_checked_again(learner_survey):
    confirm(learner_survey)
    item = Item.objects.filter(section__version=learner_survey.version).first()
    Item.objects.filter(pk=item.pk).update(wording="Does your family go to church?")

    with pytest.raises(SafeguardsMissing, match="The questions have changed"):
        open_administration(learner_survey, by=None)
    confirm(learner_survey)
    assert open_administration(learner_survey, by=None).is_open


def test_forms_for_staff_need_no_safeguards(framed):
    assert faults_of(framed) == []
    assert open_administration(framed, by=None).is_open


def test_the_same_again_changes_nothing_and_nothing_changes_once_open(learner_survey):
    first = confirm(learner_survey)
    assert confirm(learner_survey).confirmed_at == first.confirmed_at
    open_administration(learner_survey, by=None)

    with pytest.raises(FrameIsFrozen):
        confirm(learner_survey, topics=[])


def test_those_left_out_are_not_expected_once_it_opens(learner_survey, kettle, other_school):
    rows = [FrameRow(kettle.organization.school, 60), FrameRow(other_school, 30)]
    set_school_frame(learner_survey, rows=rows, by=None)
    assert add_opt_outs(kettle, codes=["K1", "K2", "K1", "K4071"], by=None) == 2
    confirm(learner_survey)
    open_administration(learner_survey, by=None)
    add_opt_outs(kettle, codes=["LATE1"], by=None)  # on the sheet, but what is frozen stays

    assert dict(learner_survey.units.values_list("name", "staff").order_by("pk")) == {
        "Network": 87,
        "Maple ESC": 57,
        "Fallow Local": 57,
        "Kettle School": 57,
        "Lakebend ESC": 30,
        "Gull Local": 30,
        "Gull School": 30,
    }
    assert kettle.opt_outs.count() == 4


def test_a_learner_is_asked_after_all_until_it_opens(learner_survey, kettle):
    assert take_back_opt_out(kettle, code="K4071", by=None)
    assert not take_back_opt_out(kettle, code="K4071", by=None)
    add_opt_outs(kettle, codes=["K4071"], by=None)
    confirm(learner_survey)
    open_administration(learner_survey, by=None)

    with pytest.raises(FrameIsFrozen, match="can only grow"):
        take_back_opt_out(kettle, code="K4071", by=None)


def test_codes_are_deleted_ninety_days_after_the_close(learner_survey, kettle):
    confirm(learner_survey)
    open_administration(learner_survey, by=None)
    with clock.at(clock.now() + dt.timedelta(days=400)):
        assert forget_opt_outs() == 0  # it never closed
    closed = close_administration(learner_survey, by=None)
    with pytest.raises(NotOpen):
        add_opt_outs(kettle, codes=["K9"], by=None)

    with clock.at(closed.closed_at + dt.timedelta(days=90, seconds=-1)):
        assert forget_opt_outs() == 0
    with clock.at(closed.closed_at + dt.timedelta(days=90)):
        assert forget_opt_outs() == 1
    assert not kettle.opt_outs.exists()


def test_a_school_where_all_are_left_out_is_not_opened(learner_survey, kettle, school):
    """Its open link would take answers of a place where nobody is expected."""
    set_school_frame(learner_survey, rows=[FrameRow(school=school, staff=1)], by=None)
    confirm(learner_survey)

    with pytest.raises(SafeguardsMissing, match="Kettle School: as many learners are left out"):
        open_administration(learner_survey, by=None)


def test_other_role_groups_than_were_read_are_read_anew(learner_survey):
    confirm(learner_survey)
    learner_survey.version.roles = ["grade 3", "grade 4"]
    learner_survey.version.save()

    assert "The questions have changed" in faults_of(learner_survey)[0]
