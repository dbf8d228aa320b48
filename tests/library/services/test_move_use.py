from core import clock
from library.models import MoveUse
from library.services import move_use as services
from tests.factories.network import PersonFactory


def test_a_second_click_makes_no_second_use(move):
    facts = {"used_with": "staff", "used_on": clock.today(), "adaptation": "Shorter"}
    person = PersonFactory()

    uses = [services.log_use(move, **facts, by=person) for _ in range(2)]

    assert uses[0] == uses[1]
    assert MoveUse.objects.count() == 1


def test_what_is_taken_back_counts_no_more_until_it_is_back(move):
    person = PersonFactory()
    use = services.log_use(move, used_with="learners", used_on=clock.today(), by=person)

    for _ in range(2):
        services.take_back(use, by=person)
    assert move.uses.standing().counted()["times"] == 0

    services.bring_back(use, by=person)
    assert move.uses.standing().counted() == {
        "times": 1,
        "with_staff": 0,
        "with_learners": 1,
        "teams": 0,
    }
