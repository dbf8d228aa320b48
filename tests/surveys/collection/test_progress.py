import pytest

from surveys.collection.models import FrameUnit, Invitation
from surveys.collection.progress import board_of
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
        ("Lakebend ESC", None, "under half"),  # all of it is Gull's
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
        (14, 0, "none yet"),
        (14, 1, "under half"),
        (13, 6, "under half"),
        (14, 7, "half or more"),
        (14, 14, "half or more"),
        (15, 7, ""),
    ],
)
def test_a_unit_is_exact_from_three_times_the_threshold(
    open_survey, state_admin, staff, sent, told
):
    some_sent(open_survey, "Kettle School", invited(open_survey, "Kettle School", sent), sent)
    FrameUnit.objects.filter(name="Kettle School").update(staff=staff)

    [row] = [one for one in board_of(open_survey, state_admin) if one.unit.name == "Kettle School"]

    assert row.words == told
    assert (row.rate is None) == bool(told)


@pytest.mark.parametrize(("others", "is_exact"), [([], True), ([14], False), ([14, 1], True)])
def test_a_center_less_its_large_schools_does_not_tell_of_a_small_one(
    open_survey, specialist, others, is_exact
):
    center = open_survey.units.get(name="Maple ESC")
    for staff in others:
        FrameUnitFactory(administration=open_survey, parent=center, kind="school", staff=staff)

    rows = {row.unit.name: row for row in board_of(open_survey, specialist)}

    assert rows["Kettle School"].rate is not None
    assert (rows["Maple ESC"].rate is not None) == is_exact


def test_the_board_costs_the_same_queries_whatever_its_length(
    open_survey, state_admin, django_assert_num_queries
):
    network = open_survey.units.get(kind="network")
    for extra in (1, 8):
        FrameUnitFactory.create_batch(extra, administration=open_survey, parent=network)
        with django_assert_num_queries(3):  # grants, units, completed invitations
            state_admin.__dict__.pop("_standing", None)
            board_of(open_survey, state_admin)
