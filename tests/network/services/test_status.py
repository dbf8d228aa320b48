import datetime as dt

import pytest

from core import clock
from network.models import Activity, StatusEvent
from network.services import status

TODAY = dt.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _march():
    with clock.at(clock.on_day(TODAY)):
        yield


def test_closing_is_written_into_history_and_log(school, state_admin):
    for _ in range(2):
        status.change_status(
            school, to="closed", on=TODAY, by=state_admin.person, note="Merged into one building."
        )

    school.refresh_from_db()
    event = StatusEvent.objects.get(organization=school)
    line = Activity.objects.about(school).get()
    assert (school.status, school.edited_by_hand) == ("closed", ["status"])
    assert (event.event, event.on, event.before, event.after) == (
        "closed",
        TODAY,
        "Open",
        "Closed",
    )
    assert line.summary == ("Kettle School: closed from March 2, 2026. Merged into one building.")
    assert line.changes == [{"label": "Status", "old": "Open", "new": "Closed"}]


def test_open_after_closed_is_a_reopening(school):
    status.change_status(school, to="closed", on=TODAY, by=None)
    status.change_status(school, to="open", on=TODAY, by=None)

    assert [e.event for e in school.status_events.all()] == ["closed", "reopened"]


@pytest.mark.parametrize(("now", "to"), [("open", "merged"), ("merged", "open")])
def test_merging_has_its_own_page(school, now, to):
    school.status = now
    school.save()

    with pytest.raises(status.NotByHand):
        status.change_status(school, to=to, on=TODAY, by=None)


def test_the_state_agency_is_not_closed(state_agency, state_admin, signed_in):
    with pytest.raises(status.NotByHand):
        status.change_status(state_agency, to="closed", on=TODAY, by=None)

    page = signed_in(state_admin).get(f"/directory/{state_agency.pk}/status/")
    assert page.status_code == 404


def test_closed_school_keeps_its_cohorts_and_teams(school, team, specialist):
    status.change_status(school, to="closed", on=TODAY, by=None)

    assert list(school.teams.visible_to(specialist)) == [team]
    assert school.enrollments.staying().count() == 1


def test_status_of_today_can_be_taken_back(school):
    status.change_status(school, to="closed", on=TODAY, by=None)

    status.undo_status(school.status_events.get(), by=None)

    school.refresh_from_db()
    assert (school.status, school.edited_by_hand) == ("open", [])
    assert not school.status_events.exists()
    assert [line.verb for line in Activity.objects.about(school)] == ["restored", "changed"]


def test_older_status_is_not_taken_back(school):
    status.change_status(school, to="closed", on=TODAY, by=None)

    with (
        clock.at(clock.on_day(TODAY + dt.timedelta(days=1))),
        pytest.raises(status.CannotUndo),
    ):
        status.undo_status(school.status_events.get(), by=None)


def test_only_the_newest_status_is_taken_back(school):
    status.change_status(school, to="inactive", on=TODAY, by=None)
    status.change_status(school, to="closed", on=TODAY, by=None)

    with pytest.raises(status.CannotUndo):
        status.undo_status(school.status_events.get(event="inactive"), by=None)
    school.refresh_from_db()
    assert school.status == "closed"
