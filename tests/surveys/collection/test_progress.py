import pytest

from surveys.collection.models import FrameUnit, Invitation
from surveys.collection.progress import board_of, row_of
from surveys.collection.services import close_administration
from tests.factories.surveys import FrameUnitFactory
from tests.surveys.asking import invited

pytestmark = pytest.mark.django_db


def some_sent(survey, name, invitations, how_many):
    chosen = [invitation.pk for invitation in invitations[:how_many]]
    Invitation.objects.filter(pk__in=chosen).update(is_completed=True)


@pytest.fixture
def half_answered(open_survey):
    """Threshold 5. Kettle (40 staff): 6 of 8 sent; Gull (20 staff): 3 of 4."""
    some_sent(open_survey, "Kettle School", invited(open_survey, "Kettle School", 8), 6)
    some_sent(open_survey, "Gull School", invited(open_survey, "Gull School", 4), 3)
    FrameUnit.objects.filter(name="Gull School").update(staff=14)
    return open_survey


def shown(board):
    return [(row.unit.name, row.rate and row.rate.text, row.words) for row in board]


def test_the_state_sees_all_and_small_units_only_in_words(half_answered, state_admin):
    assert shown(board_of(half_answered, state_admin)) == [
        ("Network", "15.0%", ""),
        ("Lakebend ESC", "15.0%", ""),
        ("Gull School", None, "under half"),
        ("Maple ESC", "15.0%", ""),
        ("Kettle School", "15.0%", ""),
    ]


def test_a_service_center_sees_its_own_branch(half_answered, specialist):
    assert [name for name, *_ in shown(board_of(half_answered, specialist))] == [
        "Maple ESC",
        "Kettle School",
    ]


@pytest.mark.parametrize(
    "who", ["state_viewer", "evaluator", "school_leader", "district_leader", "team_lead"]
)
def test_nobody_else_sees_who_has_answered(half_answered, request, who):
    assert board_of(half_answered, request.getfixturevalue(who)) == []


def test_progress_is_gone_when_the_survey_has_closed(half_answered, state_admin):
    close_administration(half_answered, by=None)

    assert board_of(half_answered, state_admin) == []


@pytest.mark.parametrize(
    ("staff", "sent", "told"),
    [
        (29, 0, "none yet"),
        (29, 1, "under half"),
        (29, 14, "under half"),
        (28, 14, "half or more"),
        (29, 29, "half or more"),
        (30, 14, ""),
    ],
)
def test_a_unit_is_exact_from_three_times_the_threshold(staff, sent, told):
    row = row_of(FrameUnitFactory.build(administration=None, staff=staff), sent, 10)

    assert row.words == told
    assert (row.rate is None) == bool(told)


def test_the_board_costs_the_same_queries_whatever_its_length(
    open_survey, state_admin, django_assert_num_queries
):
    network = open_survey.units.get(kind="network")
    for extra in (1, 8):
        FrameUnitFactory.create_batch(extra, administration=open_survey, parent=network)
        with django_assert_num_queries(3):  # grants, units, completed invitations
            state_admin.__dict__.pop("_standing", None)
            board_of(open_survey, state_admin)
