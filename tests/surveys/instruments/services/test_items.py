import pytest

from network.models import Activity
from surveys.instruments import services
from surveys.instruments.models import Item
from surveys.instruments.refusals import (
    ChangedMeanwhile,
    CodeIsFixed,
    CodeTaken,
    ConditionBreaks,
    IsFrozen,
    NoSuchPlace,
)
from tests.factories.network import PersonFactory
from tests.surveys.instruments.forms import form, four_steps, item_of, order_of, section_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return form({"A": ["Q1", "Q2", "Q3"], "B": ["Q4"], "C": []})


def facts(code="Q9", **others):
    return {"code": code, "wording": "How is it?", "kind": "text", "scale": None, **others}


def log_of(thing):
    return [
        (a.verb, a.summary, [(c["old"], c["new"]) for c in a.changes])
        for a in Activity.objects.about(thing)
    ]


def test_a_question_is_added_at_the_end_of_a_section(draft):
    services.add_item(section_of(draft, "A"), facts=facts(), by=None)

    assert order_of(draft)["A"] == ["Q1", "Q2", "Q3", "Q9"]


def test_a_code_stands_once_in_a_version(draft):
    with pytest.raises(CodeTaken, match="asks Q4 already"):
        services.add_item(section_of(draft, "A"), facts=facts("q4"), by=None)

    services.remove_item(item_of(draft, "Q4"), by=None)
    with pytest.raises(CodeTaken, match="Put it back instead"):
        services.add_item(section_of(draft, "A"), facts=facts("Q4"), by=None)


@pytest.mark.parametrize(
    ("code", "section", "position", "order"),
    [
        ("Q1", "A", 3, {"A": ["Q2", "Q3", "Q1"], "B": ["Q4"], "C": []}),
        ("Q3", "A", 1, {"A": ["Q3", "Q1", "Q2"], "B": ["Q4"], "C": []}),
        ("Q2", "B", 1, {"A": ["Q1", "Q3"], "B": ["Q2", "Q4"], "C": []}),
        ("Q2", "B", 99, {"A": ["Q1", "Q3"], "B": ["Q4", "Q2"], "C": []}),
        ("Q2", "C", 0, {"A": ["Q1", "Q3"], "B": ["Q4"], "C": ["Q2"]}),
        ("Q2", "A", 2, {"A": ["Q1", "Q2", "Q3"], "B": ["Q4"], "C": []}),
    ],
)
def test_a_question_moves_to_a_place(draft, code, section, position, order):
    item = item_of(draft, code)
    services.move_item(item, section=section_of(draft, section), position=position, by=None)

    assert order_of(draft) == order


@pytest.mark.parametrize(
    ("code", "down", "order"),
    [
        ("Q1", False, {"A": ["Q1", "Q2", "Q3"], "B": ["Q4"], "C": []}),
        ("Q2", False, {"A": ["Q2", "Q1", "Q3"], "B": ["Q4"], "C": []}),
        ("Q3", True, {"A": ["Q1", "Q2"], "B": ["Q3", "Q4"], "C": []}),
        ("Q4", False, {"A": ["Q1", "Q2", "Q3", "Q4"], "B": [], "C": []}),
        ("Q4", True, {"A": ["Q1", "Q2", "Q3"], "B": [], "C": ["Q4"]}),
    ],
)
def test_a_step_leads_over_the_edge_of_a_section(draft, code, down, order):
    services.step(item_of(draft, code), down=down, by=None)

    assert order_of(draft) == order


def test_the_log_tells_from_where_to_where(draft):
    services.move_item(
        item_of(draft, "Q1"), section=section_of(draft, "B"), position=2, by=PersonFactory()
    )

    assert log_of(draft) == [("moved", "Q1 moved.", [("A, 1", "B, 2")])]


def test_a_question_stays_in_its_version(draft):
    other = form({"X": []}, code="OTHER")

    with pytest.raises(NoSuchPlace):
        services.move_item(
            item_of(draft, "Q1"), section=section_of(other, "X"), position=1, by=None
        )


@pytest.mark.parametrize("change", ["move", "step", "remove", "answers"])
def test_a_condition_never_comes_to_name_a_later_question_or_none(draft, change):
    Item.objects.filter(code="Q2").update(show_if=[{"item": "Q1", "is": [4]}])
    item = item_of(draft, "Q1")
    changes = {
        "move": (services.move_item, {"position": 2}),
        "step": (services.step, {"down": True}),
        "remove": (services.remove_item, {}),
        "answers": (services.edit_item, {"facts": {"kind": "text", "scale": None}}),
    }
    service, arguments = changes[change]

    with pytest.raises(ConditionBreaks, match=r"^Q2 .*Change the condition first\.$"):
        service(item, **arguments, by=None)

    assert order_of(draft)["A"] == ["Q1", "Q2", "Q3"]
    assert item_of(draft, "Q1").kind == "choice"
    assert log_of(draft) == []


def test_what_was_removed_comes_back_where_it_stood(draft):
    item = services.remove_item(item_of(draft, "Q2"), by=None)
    assert order_of(draft)["A"] == ["Q1", "Q3"]
    services.move_item(item_of(draft, "Q3"), position=1, by=None)
    services.remove_item(item, by=None)

    services.put_back(item, by=None)
    services.put_back(item, by=None)

    assert order_of(draft)["A"] == ["Q3", "Q2", "Q1"]
    assert [verb for verb, *_ in log_of(draft)] == ["restored", "moved", "removed"]


def test_an_edit_is_told_with_both_wordings(draft):
    item = item_of(draft, "Q1")
    translations = {"es": {"wording": "¿Cómo va?"}}
    services.edit_item(
        item,
        facts={
            "wording": "How is it?",
            "translations": translations,
            "show_if": [],
            "is_required": True,
        },
        by=None,
    )

    assert log_of(item) == [
        (
            "changed",
            "Q1 changed.",
            [("Wording of Q1.", "How is it?"), ("", "¿Cómo va?"), ("no", "yes")],
        )
    ]


def test_the_second_of_two_editors_is_told_who_was_first(draft):
    item = item_of(draft, "Q1")
    stamp = services.stamp_of(item)
    june = PersonFactory(first_name="June", last_name="Marsh")
    services.edit_item(item, facts={"wording": "Hers."}, stamp=stamp, by=june)

    with pytest.raises(ChangedMeanwhile, match="June Marsh changed this question, Q1, at"):
        services.edit_item(item, facts={"wording": "Mine."}, stamp=stamp, by=None)

    assert item_of(draft, "Q1").wording == "Hers."


def test_moving_a_question_disturbs_nobody_who_words_it(draft):
    item = item_of(draft, "Q1")
    stamp = services.stamp_of(item)
    services.move_item(item, position=3, by=None)

    services.edit_item(item, facts={"wording": "Mine."}, stamp=stamp, by=None)

    assert item_of(draft, "Q1").wording == "Mine."


def test_a_code_may_change_until_it_was_asked(draft):
    services.edit_item(item_of(draft, "Q1"), facts={"code": "Q7"}, by=None)
    with pytest.raises(CodeTaken):
        services.edit_item(item_of(draft, "Q2"), facts={"code": "Q7"}, by=None)
    services.remove_section(section_of(draft, "C"), by=None)
    services.freeze(draft)

    new = services.new_version(draft.instrument, by=None)
    with pytest.raises(CodeIsFixed):
        services.edit_item(item_of(new, "Q7"), facts={"code": "Q8"}, by=None)


def test_a_copy_from_the_bank_keeps_its_code_and_not_its_condition(draft):
    bank = form({"X": ["B1", "B2"]}, code="BANK")
    Item.objects.filter(code="B2").update(
        show_if=[{"item": "B1", "is": [1]}], translations={"es": {"wording": "Dos."}}, slot=1
    )

    copy = services.copy_item(item_of(bank, "B2"), section=section_of(draft, "B"), by=None)

    assert order_of(draft)["B"] == ["Q4", "B2"]
    assert copy.translations == {"es": {"wording": "Dos."}}
    assert (copy.show_if, copy.slot, copy.scale) == ([], None, four_steps())
    with pytest.raises(CodeTaken, match="asks B2 already"):
        services.copy_item(item_of(bank, "B2"), section=section_of(draft, "A"), by=None)


def test_nothing_of_a_frozen_version_changes():
    version = services.freeze(form({"A": ["Q1", "Q2"]}))
    item, section = item_of(version, "Q1"), section_of(version, "A")
    before = [str(row) for row in Item.objects.order_by("pk").values_list()]
    tries = [
        (services.add_item, section, {"facts": facts()}),
        (services.edit_item, item, {"facts": {"wording": "Else."}}),
        (services.move_item, item, {"position": 2}),
        (services.step, item, {"down": True}),
        (services.remove_item, item, {}),
        (services.put_back, item, {}),
        (services.copy_item, item, {"section": section}),
        (services.add_section, version, {"facts": {"title": "B"}}),
        (services.edit_section, section, {"facts": {"title": "B"}}),
        (services.move_section, section, {"position": 2}),
        (services.remove_section, section, {}),
        (services.edit_form, version, {"instrument": {}, "facts": {"minutes": 9}}),
    ]

    for service, row, arguments in tries:
        with pytest.raises(IsFrozen, match="Make a new version"):
            service(row, **arguments, by=None)

    assert [str(row) for row in Item.objects.order_by("pk").values_list()] == before
    assert order_of(version) == {"A": ["Q1", "Q2"]}
