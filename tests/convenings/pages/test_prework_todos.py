"""What pre-work puts on the day of who looks after teams."""

import datetime as dt

from convenings.pages.prework_todos import prework_todos
from core import clock
from tests.factories.cohorts import DesignTeamFactory, EnrollmentFactory
from tests.factories.convenings import (
    ConveningFactory,
    PreWorkFactory,
    PreWorkPartFactory,
    SessionFactory,
)


def test_teams_that_have_not_done_it_are_counted_in_the_last_week(
    specialist, outsider, cohort, team, district
):
    place = EnrollmentFactory(cohort=cohort, school__agency=district)
    done = DesignTeamFactory(cohort=cohort, school=place.school)
    convening = ConveningFactory(cohort=cohort, topic="Goals", number=2)
    session = SessionFactory(convening=convening, starts_at=clock.now() + dt.timedelta(days=5))
    prework = PreWorkFactory(convening=convening)
    PreWorkPartFactory(prework=prework)
    prework.submissions.create(team=team)
    prework.submissions.create(team=done, is_done=True)

    [todo] = prework_todos(specialist)
    assert todo.title == "1 team has not done the pre-work for Convening 2: Goals"
    assert list(prework_todos(outsider)) == []

    session.starts_at += dt.timedelta(days=9)
    session.ends_at += dt.timedelta(days=9)
    session.save()
    assert list(prework_todos(specialist)) == []
