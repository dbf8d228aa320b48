import datetime as dt

import pytest

from convenings.pages.conflicts import warnings_for, warnings_of, wish_of
from core import clock
from tests.factories.cohorts import DesignTeamFactory, TeamMembershipFactory
from tests.factories.convenings import ConveningFactory, FacilitatorFactory, SessionFactory

DAY = dt.date(2034, 11, 7)


def on(day=DAY, **facts):
    return SessionFactory(starts_at=clock.on_day(day), ends_at=clock.on_day(day, 15), **facts)


def test_an_ordinary_day_has_nothing_against_it(convening, specialist):
    assert warnings_of(on(convening=convening), specialist) == []


def test_public_holiday_is_named(convening, specialist):
    session = on(dt.date(2034, 11, 23), convening=convening)

    assert warnings_of(session, specialist) == ["Thanksgiving Day is a public holiday."]


def test_another_convening_of_the_cohort_is_named_but_not_another_session_of_its_own(
    convening, specialist
):
    session = on(convening=convening, region="North")
    on(convening=convening, region="South")
    on(convening=ConveningFactory(cohort=convening.cohort, number=7, topic="Spread"), region="East")

    assert warnings_of(session, specialist) == [
        "The same cohort has East of Convening 7: Spread (Riverside) at that time."
    ]


def test_people_of_two_cohorts_are_counted_and_what_is_not_seen_is_not_named(
    convening, other_convening, specialist, state_admin, team_member
):
    session = on(convening=convening)
    theirs = on(convening=other_convening, region="West")
    team = DesignTeamFactory(cohort=other_convening.cohort)
    TeamMembershipFactory(team=team, person=team_member.person)

    assert warnings_of(session, specialist) == [
        "1 person of this cohort is expected at a session of another cohort at that time."
    ]
    [words] = warnings_of(session, state_admin)
    assert f"West of {theirs.convening} (Hillside)" in words


def test_facilitator_in_two_places_is_told_unless_removed(convening, state_admin, newcomer):
    north, south = (on(convening=convening, region=region) for region in ("North", "South"))
    person = FacilitatorFactory(session=north).person
    other = FacilitatorFactory(session=south, person=person)

    [words] = warnings_of(north, state_admin)
    assert words.startswith("1 facilitator is also needed at South")

    other.removed_at = clock.now()
    other.save()
    assert warnings_of(north, state_admin) == []


def test_cancelled_session_is_in_nobodys_way(convening, specialist):
    session = on(convening=convening)
    on(convening=ConveningFactory(cohort=convening.cohort, number=7), is_cancelled=True)

    assert warnings_of(session, specialist) == []


@pytest.mark.parametrize("how_many", [1, 6])
def test_looking_takes_the_same_queries_for_any_number_of_dates(
    how_many, cohort, specialist, django_assert_num_queries
):
    sessions = [
        on(DAY + dt.timedelta(days=n), convening=ConveningFactory(cohort=cohort, number=n + 1))
        for n in range(how_many)
    ]
    on(convening__cohort=cohort)
    wishes = [wish_of(session) for session in sessions]
    warnings_of(sessions[0], specialist)  # who asks is read once

    with django_assert_num_queries(4):  # other sessions, which of them are seen, members, duties
        warnings_for(wishes, specialist)
