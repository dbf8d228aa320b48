"""What applying puts on somebody's day."""

import datetime as dt

from cohorts.application_offers import todos_for
from core import clock


def titles(user):
    return [todo.title for todo in todos_for(user)]


def test_a_draft_is_on_the_day_of_its_writers_while_it_can_be_sent(
    draft_application, team_lead, team_member
):
    assert titles(team_lead) == ["Finish the application of Kettle School"]
    assert titles(team_member) == []
    with clock.at(clock.now() + dt.timedelta(days=60)):
        assert titles(team_lead) == []


def test_what_was_asked_is_on_the_day_until_it_is_due(draft_application, team_lead):
    draft_application.state = "information"
    draft_application.save()
    due = clock.today() + dt.timedelta(days=5)
    draft_application.requests.create(parts=["why"], message="Say more.", due_on=due)

    assert titles(team_lead) == ["Send what was asked of Kettle School"]
    with clock.at(clock.now() + dt.timedelta(days=7)):
        assert titles(team_lead) == []
