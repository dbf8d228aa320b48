import datetime as dt

import pytest

from cohorts.services import end_membership, restore_membership, withdraw
from convenings.services import change_session
from network.models import Activity
from network.services import activity
from surveys.collection.services import extend_administration
from tests.factories.network import SchoolFactory


def changes_on(thing):
    return [
        (change["label"], change["old"], change["new"])
        for change in Activity.objects.about(thing).first().changes
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (True, "yes"),
        (None, ""),
        (dt.date(2026, 7, 1), "Jul 1, 2026"),
        (dt.datetime(2026, 7, 1, 16, tzinfo=dt.UTC), "Jul 1, 2026, 12:00 PM EDT"),
        (["Map the path", "Try it"], "Map the path; Try it"),
    ],
)
def test_values_are_written_so_that_they_are_read_years_later(value, words):
    assert activity.in_words(value) == words


def test_a_school_that_leaves_is_logged_from_what_to_what(enrollment):
    withdraw(enrollment, on=dt.date(2026, 12, 1), by=None)

    assert changes_on(enrollment.cohort) == [
        ("Status", "Active", "Left"),
        ("Ends on", "", "Dec 1, 2026"),
    ]


def test_an_ended_and_restored_membership_is_logged_from_what_to_what(team_membership):
    day = team_membership.starts_on
    end_membership(team_membership, on=day, by=None)
    ended = changes_on(team_membership.team)
    restore_membership(team_membership, by=None)

    words = activity.in_words(day)
    assert ended == [("Ends on", "", words)]
    assert changes_on(team_membership.team) == [("Ends on", words, "")]


def test_a_session_is_logged_without_the_link_that_lets_people_in(session):
    session.virtual_link = "https://meet.example/7919"
    session.save()

    change_session(session, place="Barn", virtual_link="https://meet.example/31", by=None)

    line = Activity.objects.about(session.convening).first()
    assert [change["label"] for change in line.changes] == ["Place"]
    assert "meet.example" not in f"{line.summary}{line.changes}"


def test_a_longer_window_is_logged_from_what_to_what(survey):
    before = activity.in_words(survey.closes_at)

    held = extend_administration(survey, closes_at=survey.closes_at + dt.timedelta(days=2), by=None)

    assert changes_on(survey) == [("Closes at", before, activity.in_words(held.closes_at))]


@pytest.mark.django_db
def test_what_is_saved_is_told_field_by_field_and_what_stays_is_not():
    school = SchoolFactory(name="Elm High")

    changes = activity.save_changes(school, {"name": "Oak High", "city": school.city})

    assert [(change.old, change.new) for change in changes] == [("Elm High", "Oak High")]
    school.refresh_from_db()
    assert school.name == "Oak High"
