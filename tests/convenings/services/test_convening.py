from convenings import services
from network.models import Activity
from tests.factories.convenings import ConveningFactory


def test_next_convening_takes_the_next_number(cohort, specialist):
    ConveningFactory(cohort=cohort, number=3)

    convening = services.schedule_convening(
        cohort, topic="Authentic Learning", learning_targets=["Build one task"], by=None
    )

    assert str(convening) == "Convening 4: Authentic Learning"
    assert convening.learning_targets == ["Build one task"]


def test_planning_is_in_the_log(cohort, specialist):
    convening = services.schedule_convening(
        cohort, topic="Authentic Learning", learning_targets=[], by=specialist.person, number=2
    )

    [line] = Activity.objects.about(convening)
    assert line.summary == "Convening 2: Authentic Learning was planned for Riverside."
    assert line.actor == specialist.person
