import random

import pytest

from surveys.collection import drafts, links, open_links
from surveys.collection.models import FrameUnit, Invitation
from surveys.collection.progress import begun_of, board_of, units_in_words
from surveys.collection.services import close_administration, open_a_link
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
    rows = [row for row in board_of(half_answered, state_admin) if row.unit.kind != "district"]

    assert shown(rows) == [
        ("Network", "15.0%", ""),
        ("Lakebend ESC", None, "under half"),  # all of it is Gull's
        ("Gull School", None, "under half"),
        ("Maple ESC", None, "under half"),  # else the network less Maple would be Gull
        ("Kettle School", None, "under half"),
    ]


def test_a_service_center_sees_its_own_branch(half_answered, specialist):
    kinds = [row.unit.kind for row in board_of(half_answered, specialist)]

    assert kinds == ["esc", "district", "school"]


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


def exact_and_rest(units, enough):
    """Each exact unit, and the staff inside it that no exact unit below covers."""
    words = units_in_words(units, enough)
    exact = [unit for unit in units if unit.pk not in words]
    inner = {unit.parent_id for unit in units}
    above = {unit.pk: unit.parent_id for unit in units}
    rests = dict.fromkeys((unit.pk for unit in exact), 0)
    for leaf in units:
        step = leaf.pk
        while leaf.pk not in inner and step is not None and step in words:
            step = above[step]
        if leaf.pk not in inner and step is not None and step != leaf.pk:
            rests[step] += leaf.staff
    return rests


@pytest.mark.parametrize("seed", range(60))
def test_what_follows_from_exact_numbers_is_never_a_small_group(seed):
    """Random trees of centers, districts and schools; threshold 10, so 30 people are enough."""
    drawn = random.Random(seed)
    units = [FrameUnit(pk=1, kind="network", key="n", parent_id=None, staff=0)]

    def add(kind, parent, staff=0):
        pk = len(units) + 1
        units.append(FrameUnit(pk=pk, kind=kind, key=str(pk), parent_id=parent.pk, staff=staff))
        return units[-1]

    for _ in range(drawn.randint(1, 3)):
        center = add("esc", units[0])
        for _ in range(drawn.randint(1, 3)):
            district = add("district", center)
            for _ in range(drawn.randint(1, 4)):
                staff = drawn.choice([4, 9, 15, 29, 30, 31, 60])
                add("school", district, staff)
                for unit in (district, center, units[0]):
                    unit.staff += staff

    rests = exact_and_rest(units, 30)

    for pk, rest in rests.items():
        assert rest == 0 or rest >= 30 or (pk == 1 and len(rests) == 1), (pk, rest)


def test_the_lowest_come_first_and_one_branch_can_be_looked_at(open_survey, state_admin):
    some_sent(open_survey, "Kettle School", invited(open_survey, "Kettle School", 8), 8)
    maple = open_survey.units.get(name="Maple ESC")

    by_rate = board_of(open_survey, state_admin, sort="rate")
    branch = board_of(open_survey, state_admin, under=str(maple.pk))

    assert [row.unit.name for row in by_rate] == ["Gull School", "Kettle School"]
    assert branch[0].unit == maple
    assert "Gull School" not in {row.unit.name for row in branch}
    everything = board_of(open_survey, state_admin)
    assert len(board_of(open_survey, state_admin, under="nonsense")) == len(everything)


def test_more_answers_than_people_is_said(open_survey, state_admin):
    kettle = open_survey.units.get(name="Kettle School")
    link = open_a_link(kettle, by=None)
    for _ in range(41):
        open_links.begin(link)
    Invitation.objects.update(is_completed=True)

    [row] = [row for row in board_of(open_survey, state_admin) if row.unit == kettle]

    assert (row.rate.part, row.exceeds, row.has_open_link, row.may_nudge) == (41, True, True, False)


def test_only_the_state_sees_how_many_have_begun(open_survey, state_admin, specialist):
    person = invited(open_survey, "Kettle School", 1)[0]
    drafts.save(links.token_for(person), answers={"IMT11": 4})

    assert begun_of(open_survey, state_admin) == 1
    assert begun_of(open_survey, specialist) is None
    close_administration(open_survey, by=None)
    assert begun_of(open_survey, state_admin) is None


def test_the_board_costs_the_same_queries_for_17_schools_and_for_170(
    open_survey, state_admin, django_assert_num_queries
):
    network = open_survey.units.get(kind="network")
    for extra in (15, 153):
        FrameUnitFactory.create_batch(extra, administration=open_survey, parent=network)
        # grants, units, completed invitations, whom one may remind, open links
        with django_assert_num_queries(5):
            state_admin.__dict__.pop("_standing", None)
            board_of(open_survey, state_admin)
