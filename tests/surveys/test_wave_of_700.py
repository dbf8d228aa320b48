"""700 people invited in 17 schools, a poster in an eighteenth: from first letter to figures.

The clock is moved by hand; in the second week clocks go forward. Every job runs twice each time.
"""

import datetime as dt

import pytest

from core import clock
from messaging.emails.addresses import bounce_address
from messaging.models import Message
from messaging.services import read_bounce
from messaging.tasks import drain
from surveys import jobs
from surveys.collection import drafts
from surveys.collection.models import Draft, Response, ResponseKey, Tally
from surveys.collection.progress import board_of
from surveys.collection.recount import recount
from surveys.collection.refusals import FrameIsFrozen, NotClosed, NotOpen
from surveys.collection.services import (
    extend_administration,
    open_administration,
    request_release,
    set_school_frame,
)
from surveys.results.models import Release
from tests.messaging.test_bounces import report
from tests.surveys.asking import eastern
from tests.surveys.wave import Wave

SIZES = (8, 12, 25, 30, 35, 38, 40, 41, 42, 44, 45, 48, 50, 52, 55, 60, 75)
AT_THE_POSTER = 40


@pytest.mark.django_db(transaction=True)
def test_a_wave_of_700_in_17_schools(settings, state_admin):
    settings.BOUNCE_ADDRESS = "bounces@plnetwork.example"
    wave = Wave(SIZES, AT_THE_POSTER)
    assert len(wave.people) == sum(SIZES) == 700

    gone = opens(wave)
    first_week(wave, gone)
    second_week(wave, gone, state_admin)
    closes_later(wave, gone)
    waits_for_what_was_begun(wave)
    figures_are_released_once(wave)
    nobody_was_written_to_more_than_planned(wave, gone)


def opens(wave):
    """Nobody hears of it before; then everybody once. One letter comes back; who it was."""
    assert wave.hour("2026-03-02 07:59") == set()
    with clock.at(eastern("2026-03-02 08:00")):
        open_administration(wave.survey, by=None)
        open_administration(wave.survey, by=None)
        assert wave.post() == wave.people
    assert len(set(wave.tokens.values())) == 700

    gone = wave.silent()[0]
    letter = Message.objects.get(to=gone)
    with clock.at(eastern("2026-03-02 08:20")):
        read_bounce(report(bounce_address(letter)))
        with pytest.raises(FrameIsFrozen):
            set_school_frame(wave.survey, rows=[], by=None)
    return gone


def first_week(wave, gone):
    """The third day at eight: those who have not answered, but for the address that is gone."""
    wave.some_answer("2026-03-02 12:00", 90, among=wave.people - {gone})
    wave.some_answer_at_the_poster("2026-03-02 15:30", 12)
    wave.somebody_only_begins_at_the_poster("2026-03-02 15:40")
    assert wave.hour("2026-03-03 08:00") == set()
    wave.some_answer("2026-03-04 07:30", 60, among=set(wave.silent()) - {gone})
    assert wave.hour("2026-03-05 07:59") == set()

    assert wave.hour("2026-03-05 08:00") == set(wave.silent()) - {gone}
    assert wave.hour("2026-03-05 08:01") == set()
    with clock.at(eastern("2026-03-05 10:00")), pytest.raises(NotClosed):
        request_release(wave.survey, by=None)  # nobody sees figures of what still comes in
    wave.some_answer("2026-03-05 12:00", 110, among=set(wave.silent()) - {gone})


def second_week(wave, gone, state_admin):
    """Clocks went forward on March 8. The seventh day is at eight all the same: 12:00 in UTC."""
    assert wave.hour("2026-03-08 08:00") == set()
    assert wave.hour("2026-03-09 07:59") == set()
    eight = dt.datetime(2026, 3, 9, 12, 0, tzinfo=dt.UTC)
    with clock.at(eight):
        queued = jobs.remind()
        assert (queued, jobs.remind()) == (len(wave.silent()), 0)
        # Between the reminder's writing and its sending five answer: they are left alone.
    wave.some_answer("2026-03-09 08:00", 5, among=set(wave.silent()) - {gone})
    with clock.at(eight + dt.timedelta(minutes=1)):
        assert wave.post() == set(wave.silent()) - {gone}

    wave.some_answer("2026-03-10 16:00", 70, among=set(wave.silent()) - {gone})
    wave.some_answer_at_the_poster("2026-03-10 16:30", 9)
    rates = {row.unit.kind: row.rate for row in board_of(wave.survey, state_admin) if row.rate}
    everybody = sum(SIZES) + 2 * len(SIZES) + AT_THE_POSTER
    assert (rates["network"].part, rates["network"].whole) == (len(wave.answered) + 21, everybody)


def closes_later(wave, gone):
    """It is given four days more; the last day, and its reminder, move along."""
    with clock.at(eastern("2026-03-13 09:00")):
        extend_administration(wave.survey, closes_at=eastern("2026-03-20 17:00"), by=None)
    assert wave.hour("2026-03-16 08:00") == set()
    assert wave.hour("2026-03-16 17:01") == set()
    wave.survey.refresh_from_db()
    assert wave.survey.is_open

    assert wave.hour("2026-03-20 08:00") == set(wave.silent()) - {gone}
    wave.some_answer("2026-03-20 12:00", 100, among=set(wave.silent()) - {gone})


def waits_for_what_was_begun(wave):
    """Two have begun at five o'clock: one sends that evening, the other never does."""
    sends, forgets, late = wave.silent()[-3:]
    wave.begin("2026-03-20 16:58", sends)
    wave.begin("2026-03-20 16:59", forgets)
    wave.hour("2026-03-20 17:01")
    wave.survey.refresh_from_db()
    assert wave.survey.state == "closed"
    assert not wave.survey.is_settled

    with clock.at(eastern("2026-03-20 19:00")):
        request_release(wave.survey, by=None)
        with pytest.raises(NotOpen, match="begun before"):
            drafts.save(wave.tokens[late], answers={"IMT11": 1})
        wave.submit(sends)
    assert wave.hour("2026-03-20 19:01") == set()
    assert not Release.objects.exists()

    assert wave.hour("2026-03-21 17:02") == set()
    with clock.at(eastern("2026-03-21 17:03")), pytest.raises(NotOpen):
        drafts.submit(wave.tokens[forgets], answers={"IMT11": 1})
    assert not Draft.objects.exists()


def figures_are_released_once(wave):
    """Every answer is counted once, where it was given; rates are shares of the frozen frame."""
    assert Response.objects.count() == len(wave.answered) + 21 == sum(wave.sent_at.values())
    assert not ResponseKey.objects.exists()
    told = Tally.objects.values_list("unit__organization", "submitted")
    counted = dict.fromkeys(wave.sent_at, 0)
    for school, submitted in told:
        counted[school] += submitted
    assert counted == wave.sent_at
    assert recount(wave.survey) == []

    release = Release.objects.get()
    schools = release.units.filter(unit__kind="school").select_related("unit")
    shown = {one.unit.organization_id: one.base for one in schools if one.base}
    hidden = {school.pk for school in wave.expected} - set(shown)
    assert len(shown) > 10
    assert {pk for pk, sent in wave.sent_at.items() if sent < 10} <= hidden
    staff = {school.pk: n for school, n in wave.expected.items()}
    for school, base in shown.items():
        assert (base["staff"], base["submitted"]) == (staff[school], wave.sent_at[school])
        assert base["rate"] == pytest.approx(100 * wave.sent_at[school] / staff[school], abs=0.51)
    with clock.at(eastern("2026-03-30 08:00")):
        assert [jobs.release_closed(), jobs.fold_responses(), jobs.remind(), drain()] == [0] * 4


def nobody_was_written_to_more_than_planned(wave, gone):
    """One invitation each, three reminders at most, and none to whom nobody knows."""
    assert Message.objects.filter(kind="surveys/invitation").count() == 700
    reminded = wave.reminders()
    assert set(reminded.values()) == {1, 2, 3}
    assert all(reminded[address] == 3 for address in set(wave.silent()) - {gone})
    assert gone not in reminded
    assert not Message.objects.filter(to="").exists()
    assert not Message.objects.exclude(state__in=["sent", "cancelled", "failed"]).exists()
