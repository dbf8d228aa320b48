import pytest

from improvement.models import Artifact
from tests.factories.improvement import ArtifactFactory


@pytest.mark.parametrize(
    ("who", "sees", "comments_on"),
    [
        ("newcomer", [], []),
        ("outsider", ["Gull"], ["Gull"]),
        ("team_member", ["Kettle"], ["Kettle"]),
        ("team_lead", ["Kettle"], ["Kettle"]),
        ("school_leader", ["Kettle"], []),
        ("district_leader", ["Kettle"], []),
        ("specialist", ["Kettle"], ["Kettle"]),
        ("esc_director", ["Kettle"], ["Kettle"]),
        ("partner_facilitator", ["Gull", "Kettle"], []),
        ("evaluator", [], []),
        ("state_viewer", [], []),
        ("state_admin", ["Gull", "Kettle"], ["Gull", "Kettle"]),
    ],
)
def test_each_person_gets_exactly_their_artifacts(
    request, outsider, team, other_team, who, sees, comments_on
):
    ArtifactFactory(team=team, title="Kettle")
    ArtifactFactory(team=other_team, title="Gull")
    user = request.getfixturevalue(who)
    artifacts = Artifact.objects.order_by("title")

    assert [str(a) for a in artifacts.visible_to(user)] == sees
    assert [str(a) for a in artifacts.commented_on_by(user)] == comments_on
