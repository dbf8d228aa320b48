import datetime as dt
from types import SimpleNamespace

import pytest

from cohorts.rules.team import Stay, continuity, lacks, lost_administrator, size_words

FORMED = dt.date(2025, 9, 1)
TODAY = dt.date(2025, 12, 1)
LAUNCH = [
    SimpleNamespace(
        label="administrators", positions=["principal", "administrator"], least=1, most=None
    ),
    SimpleNamespace(label="teachers", positions=["teacher"], least=2, most=None),
]


def stay(person, starts_on, ends_on=None, position=""):
    return Stay(person, f"Person {person}", position, starts_on, ends_on)


def test_who_came_within_thirty_days_began_the_team():
    stays = [
        stay(1, dt.date(2025, 8, 1)),
        stay(2, dt.date(2025, 10, 1)),
        stay(3, dt.date(2025, 10, 2)),
    ]

    assert str(continuity(stays, formed_on=FORMED, today=TODAY)) == "2 of 2 founding members"


def test_a_founder_who_left_counts_as_gone_and_one_who_came_back_as_here():
    stays = [
        stay(1, FORMED),
        stay(2, FORMED, dt.date(2025, 10, 5)),
        stay(3, FORMED, dt.date(2025, 10, 5)),
        stay(3, dt.date(2025, 11, 20)),
    ]

    assert str(continuity(stays, formed_on=FORMED, today=TODAY)) == "2 of 3 founding members"


def test_the_last_day_is_still_in_the_team():
    stays = [stay(1, FORMED, TODAY)]

    assert continuity(stays, formed_on=FORMED, today=TODAY).staying == 1
    assert continuity(stays, formed_on=FORMED, today=TODAY + dt.timedelta(days=1)).staying == 0


def test_a_team_without_people_has_no_continuity():
    assert continuity([], formed_on=FORMED, today=TODAY) is None


@pytest.mark.parametrize(
    ("people", "words"),
    [(1, "1 member; 4 to 8 is usual"), (4, ""), (8, ""), (9, "9 members; 4 to 8 is usual")],
)
def test_a_size_is_told_only_when_it_is_not_usual(people, words):
    assert size_words(people, least=4, most=8) == words


def test_each_part_of_the_rule_says_what_is_missing():
    assert lacks(["teacher", "coach"], LAUNCH) == [
        "Administrators: none now, at least 1 is usual.",
        "Teachers: 1 now, at least 2 is usual.",
    ]
    assert lacks(["principal", "teacher", "teacher"], LAUNCH) == []


def test_what_people_of_unknown_position_could_fill_is_asked_and_not_called_missing():
    assert lacks(["teacher", "teacher", ""], LAUNCH) == [
        "What one member is at the school or district is not said yet."
    ]
    assert lacks(["", ""], LAUNCH[:1]) == [
        "What 2 members are at the school or district is not said yet."
    ]


def test_more_than_the_most_is_told():
    part = SimpleNamespace(label="principals", positions=["principal"], least=1, most=3)

    assert lacks(["principal"] * 4, [part]) == ["Principals: 4 now, at most 3 is usual."]


def test_a_team_says_who_its_last_administrator_was():
    gone = stay(1, FORMED, dt.date(2025, 11, 3), "principal")
    here = stay(2, FORMED, None, "administrator")

    assert lost_administrator([gone], today=TODAY) == (
        "No administrator is in the team since Person 1 left on November 3, 2025."
    )
    assert lost_administrator([gone, here], today=TODAY) == ""
    assert lost_administrator([stay(3, FORMED)], today=TODAY) == ""
