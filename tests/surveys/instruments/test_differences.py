"""Differences in words, and what holds of any two forms."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.instruments.differences import differences
from surveys.instruments.facts import AnswerList, FormFacts, ItemFacts

FOUR = AnswerList("Four", ("Never", "Rarely", "Often", "Always"), frozenset({3, 4}))
Q1 = ItemFacts("Q1", "I have time.", answers=FOUR)
Q2 = ItemFacts("Q2", "I have help.", answers=FOUR)


def form(*items, sections=("A", "B"), **facts):
    return FormFacts(sections, items, **facts)


def words(old, new):
    """The changes of the only changed item, each as (words, old, new)."""
    (item,) = differences(form(old), form(new)).items
    return [(c.words, c.old, c.new) for c in item.changes]


def labels(*names):
    return AnswerList("Other", names, FOUR.favorable)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"wording": "I have room."}, [("wording changed", "I have time.", "I have room.")]),
        ({"help_text": "Each week."}, [("help text changed", "", "Each week.")]),
        ({"is_required": True}, [("now required", "", "")]),
        ({"has_does_not_apply": True}, [("does not apply added", "", "")]),
        ({"is_reversed": True}, [("now a reversed question", "", "")]),
        ({"is_fact": True}, [("now a fact about the respondent", "", "")]),
        ({"is_consent": True}, [("now asks for consent to quote", "", "")]),
        ({"section": 1}, [("moved to section B", "", "")]),
        ({"lowest": 1, "highest": 9}, [("limits changed", "none", "1–9")]),
        ({"highest": 9}, [("limits changed", "none", "at most 9")]),
        (
            {"conditions": (("role", frozenset({2, 1})),)},
            [("condition changed", "asked of everybody", "asked if the role is 1 or 2")],
        ),
        ({"construct": "Time"}, [("construct changed", "", "Time")]),
        ({"indicator": "4.3 Pace"}, [("indicator changed", "", "4.3 Pace")]),
        (
            {"kind": "several"},
            [("kind of answer changed", "One answer of a list", "Several answers of a list")],
        ),
        (
            {"answers": labels("Never", "Rarely", "Often")},
            [("option removed", "Always", "")],
        ),
        (
            {"answers": labels("Never", "Rarely", "Sometimes", "Often", "Always")},
            [("option added", "", "Sometimes")],
        ),
        (
            {"answers": labels("Never", "Seldom", "Often", "Always")},
            [("option renamed", "Rarely", "Seldom")],
        ),
        (
            {"answers": labels("No", "Maybe", "Yes")},
            [("list of answers changed", "Never · Rarely · Often · Always", "No · Maybe · Yes")],
        ),
        (
            {"answers": replace(FOUR, favorable=frozenset({4}))},
            [("answers that count as agreement changed", "Often, Always", "Always")],
        ),
        ({"answers": replace(FOUR, neutral=2)}, [("middle answer changed", "", "Rarely")]),
        (
            {"wording_in": (("es", "Tengo tiempo."),)},
            [("wording in Spanish added", "", "Tengo tiempo.")],
        ),
    ],
)
def test_a_change_is_told_in_words(facts, expected):
    assert words(Q1, replace(Q1, **facts)) == expected


def test_both_spanish_wordings_are_told():
    old = replace(Q1, wording_in=(("es", "Tengo tiempo."),))
    new = replace(Q1, wording_in=(("es", "Hay tiempo."),))

    assert words(old, new) == [("wording in Spanish changed", "Tengo tiempo.", "Hay tiempo.")]
    assert differences(form(old), form(new)).to_decide == ("Q1",)


def test_the_opposite_of_each_flag_has_its_words():
    flags = {
        "has_does_not_apply": "does not apply removed",
        "is_required": "no longer required",
        "is_reversed": "no longer reversed",
        "is_fact": "no longer such a fact",
        "is_consent": "no longer asks for consent",
    }
    for name, said in flags.items():
        assert words(replace(Q1, **{name: True}), Q1) == [(said, "", "")]


def test_added_and_removed_items_need_no_decision():
    found = differences(form(Q1), form(Q2))

    assert [(i.code, i.what) for i in found.items] == [("Q2", "added"), ("Q1", "removed")]
    assert (found.to_decide, found.unchanged) == ((), ())


def test_what_respondents_do_not_see_needs_no_decision():
    new = replace(Q1, construct="Time", wording_in=(("es", "Tengo tiempo."),))
    found = differences(form(Q1), form(new))

    assert (found.to_decide, found.unchanged) == ((), ("Q1",))


def test_a_renamed_section_moves_no_question():
    found = differences(form(Q1, sections=("A",)), form(Q1, sections=("Practice",)))

    assert [(c.words, c.old, c.new) for c in found.form] == [("section renamed", "A", "Practice")]
    assert found.items == ()


def test_the_form_tells_what_is_no_items():
    old = form(Q1, Q2, sections=("A", "Gone"), roles=("teacher",), minutes=5)
    new = form(
        Q2,
        Q1,
        sections=("A", "New"),
        roles=("teacher", "leader"),
        languages=("en", "es"),
        minutes=7,
    )

    assert [(c.words, c.old, c.new) for c in differences(old, new).form] == [
        ("section removed", "Gone", ""),
        ("section added", "", "New"),
        ("order of questions changed", "", ""),
        ("role groups changed", "teacher", "teacher, leader"),
        ("Spanish added", "", ""),
        ("estimated minutes changed", "5", "7"),
    ]


texts = st.sampled_from(["", "I have time.", "I have room.", "Tengo tiempo."])
lists = st.builds(
    AnswerList,
    texts,
    st.sampled_from(
        [("Yes", "No"), ("Yes", "Maybe", "No"), ("Yes",), ("Never", "Often", "Always")]
    ),
    st.just(frozenset({1})),
    translated=st.sampled_from([(), (("es", ("Sí", "No")),), (("es", ("Sí",)),)]),
)
items = st.builds(
    ItemFacts,
    st.sampled_from(["Q1", "Q2", "Q3", "Q4", "Q5"]),
    texts,
    section=st.integers(0, 2),
    kind=st.sampled_from(["choice", "several", "number", "short", "text"]),
    help_text=texts,
    answers=st.none() | lists,
    has_does_not_apply=st.booleans(),
    is_required=st.booleans(),
    lowest=st.sampled_from([None, 0, 7]),
    wording_in=st.sampled_from([(), (("es", "Hola"),), (("es", "Adiós"),)]),
    conditions=st.sampled_from([(), (("role", frozenset({1})),)]),
)
forms = st.builds(
    FormFacts,
    st.lists(st.sampled_from("ABC"), min_size=3, max_size=3).map(tuple),
    st.lists(items, max_size=5, unique_by=lambda item: item.code).map(tuple),
)


@given(forms)
def test_a_form_does_not_differ_from_its_copy(one):
    found = differences(one, one)

    assert not found
    assert found.unchanged == tuple(item.code for item in one.items)


@given(forms, forms)
def test_every_item_is_somewhere_and_once(old, new):
    found = differences(old, new)
    then, now = {i.code for i in old.items}, {i.code for i in new.items}

    by_what = {
        what: {i.code for i in found.items if i.what == what}
        for what in ("added", "removed", "changed")
    }
    assert by_what["added"] == now - then
    assert by_what["removed"] == then - now
    assert by_what["changed"] <= now & then
    assert {*found.unchanged} | {*found.to_decide} == now & then
    assert not {*found.unchanged} & {*found.to_decide}


@given(forms, forms)
def test_what_needs_a_decision_does_so_in_both_directions(old, new):
    # Of sections with other titles it is a guess which is which; here they are the same.
    old, new = replace(old, sections=("A", "B", "C")), replace(new, sections=("A", "B", "C"))
    there, back = differences(old, new), differences(new, old)

    assert {*there.unchanged} == {*back.unchanged}
