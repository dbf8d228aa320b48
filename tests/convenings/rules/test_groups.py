from hypothesis import given
from hypothesis import strategies as st

from convenings.rules.groups import groups_from

WISHES = st.dictionaries(
    st.integers(1, 40), st.lists(st.integers(1, 6), unique=True, max_size=4), max_size=25
)


def test_teams_with_two_choices_make_the_groups_even():
    groups = groups_from({1: [7], 2: [7], 3: [7, 8], 4: [7, 8]})

    assert groups == {7: [1, 2], 8: [3, 4]}


@given(WISHES)
def test_every_team_that_chose_is_in_one_group_of_its_choice(wishes):
    groups = groups_from(wishes)

    placed = [team for teams in groups.values() for team in teams]
    assert sorted(placed) == sorted(team for team, options in wishes.items() if options)
    assert all(option in wishes[team] for option, teams in groups.items() for team in teams)


@given(WISHES)
def test_no_team_could_move_to_a_choice_of_its_own_that_is_two_smaller(wishes):
    groups = groups_from(wishes)

    for option, teams in groups.items():
        for team in teams:
            sizes = [len(groups.get(other, [])) for other in wishes[team]]
            assert len(groups[option]) - min(sizes) < 2


@given(WISHES, st.randoms())
def test_the_order_in_which_teams_answered_changes_nothing(wishes, dice):
    shuffled = list(wishes.items())
    dice.shuffle(shuffled)

    assert groups_from(dict(shuffled)) == groups_from(wishes)
