from dataclasses import replace
from itertools import product

from surveys.instruments.constructs import ItemScale, fewest_answered, scales_of, width_of
from surveys.instruments.models import Item, Scale

A5 = Scale(code="a5", labels=list("abcde"), favorable=[4, 5])
F5 = Scale(code="f5", labels=list("abcde"), favorable=[4, 5])
THREE = ItemScale("ease", "Ease", ("a", "b", "c"), (0, 2, 3), (False, True, False), 5)


def items(*constructs, scale=A5, **facts):
    """Choice items of these constructs, one slot each."""
    facts = {"is_fact": False, "is_reversed": False, "has_does_not_apply": False, **facts}
    return [
        (Item(code=f"{scale.code}{n}", construct=name, scale=scale, **facts), n)
        for n, name in enumerate(constructs)
    ]


def summed(scale, *people):
    sums = [0] * scale.width
    for person in people:
        scale.add(person, sums)
    return sums


def test_three_core_items_of_one_construct_and_list_are_a_scale():
    found = scales_of(items("Ease", "Learner Driven", "Ease", "Learner Driven", "Ease"))

    assert [(scale.code, scale.items, scale.slots) for scale in found] == [
        ("ease", ("a50", "a52", "a54"), (0, 2, 4))
    ]
    assert (found[0].name, found[0].points, found[0].fewest) == ("Ease", 5, 2)


def test_facts_conditional_open_and_unsorted_items_belong_to_none():
    for left_out in (
        items("Ease", is_fact=True),
        items("Ease", has_does_not_apply=True),
        items("Ease", show_if=[{"item": "role", "is": [1]}]),
        items("  "),
        [(Item(code="x", construct="Ease", kind="text"), None)],
        [(Item(code="x", construct="Ease", kind="several", scale=A5), None)],
    ):
        assert scales_of([*items("Ease", "Ease"), *left_out]) == ()


def test_two_lists_of_a_construct_are_two_scales_with_codes_of_their_own():
    found = scales_of([*items(*["Ease"] * 3), *items(*["ease "] * 3, scale=F5)])
    long = scales_of([*items(*["y" * 60] * 3), *items(*["y" * 60] * 3, scale=F5)])

    assert [scale.code for scale in found] == ["ease", "ease-f5"]
    assert {len(scale.code) for scale in long} == {60}
    assert len({scale.code for scale in long}) == 2
    assert [scale.code for scale in scales_of(items(*["?!"] * 3))] == ["a5"]


def test_two_thirds_of_the_items_make_a_score():
    assert [fewest_answered(k) for k in (3, 4, 5, 6, 9, 10)] == [2, 3, 4, 4, 6, 7]
    assert [width_of(k) for k in (3, 4, 9)] == [12, 14, 30]


def test_a_person_adds_to_the_sums_of_as_many_items_as_were_answered():
    assert summed(THREE, (5, 9, 0, 0)) == [0] * 12  # one of three is too few
    assert summed(THREE, (5, 9, 0, 2)) == [1, 7, 49, *[0] * 9]
    # The reversed item: 1 of five counts as 5.
    assert summed(THREE, (5, 9, 1, 2)) == [0, 0, 0, 1, 12, 144, 5, 25, 5, 25, 2, 4]


def test_what_was_skipped_or_not_asked_is_no_answer():
    assert summed(THREE, (4, 9, 3, 0)) == summed(THREE, (4, 9, 3, -1))


def test_sums_are_those_of_all_people_one_by_one():
    people = list(product((0, 1, 3, 5), repeat=4))
    straight = replace(THREE, is_reversed=(False, False, False))
    sums = summed(straight, *people)
    scored = [[row[slot] for slot in (0, 2, 3) if row[slot]] for row in people]
    for answered, place in ((2, 0), (3, 3)):
        totals = [sum(values) for values in scored if len(values) == answered]
        assert sums[place : place + 3] == [len(totals), sum(totals), sum(t * t for t in totals)]
    complete = [values for values in scored if len(values) == 3]
    for item in range(3):
        column = [values[item] for values in complete]
        assert sums[6 + 2 * item : 8 + 2 * item] == [sum(column), sum(x * x for x in column)]
