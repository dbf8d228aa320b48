import datetime as dt

from core import clock
from improvement import offers
from tests.factories.improvement import ArtifactCommentFactory, ArtifactFactory


def titles(user):
    return [todo.title for todo in offers.todos_for(user)]


def test_a_specialist_reads_what_nobody_has_commented_on(
    specialist, outsider, team_member, state_admin, artifact
):
    ArtifactFactory(team=artifact.team, added_at=clock.now() - dt.timedelta(days=15))
    ArtifactCommentFactory(artifact__team=artifact.team)

    assert titles(specialist) == ["Read “Goal cards” and comment"]
    for user in (outsider, team_member, state_admin):
        assert titles(user) == []
