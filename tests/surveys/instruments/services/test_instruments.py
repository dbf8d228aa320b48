import pytest

from network.models import Activity
from surveys.instruments import services
from surveys.instruments.comparing import changes_between
from surveys.instruments.models import Instrument, Item
from surveys.instruments.refusals import (
    ChangedMeanwhile,
    CodeTaken,
    ConditionBreaks,
    HasNewerVersion,
    IsFrozen,
)
from tests.factories.surveys import shipped
from tests.surveys.instruments.forms import form, item_of, order_of

pytestmark = pytest.mark.django_db


def test_a_new_instrument_begins_empty():
    version = services.new_instrument(
        code="EXIT", name="Exit card", audience="learners", minutes=2, by=None
    )

    assert (version.number, version.is_frozen, order_of(version)) == (1, False, {})
    with pytest.raises(CodeTaken):
        services.new_instrument(code="exit", name="Other", audience="staff", minutes=2, by=None)


def test_a_new_version_asks_the_same_under_the_same_codes():
    newest = shipped("IMT").instrument.versions.order_by("number").last()
    old = services.freeze(newest)

    new = services.new_version(old.instrument, by=None)

    assert (new.number, new.is_frozen) == (old.number + 1, False)
    assert not changes_between(old, new)
    assert order_of(new) == order_of(old)


def test_there_is_one_version_to_edit_at_most():
    draft = form({"A": ["Q1"]})

    with pytest.raises(HasNewerVersion, match="Version 1 can still be changed"):
        services.new_version(draft.instrument, by=None)


def test_what_was_taken_out_is_in_no_copy():
    draft = form({"A": ["Q1", "Q2", "Q3"]})
    services.remove_item(item_of(draft, "Q1"), by=None)

    copy = services.clone_instrument(draft, code="TWIN", name="Twin", by=None)

    assert order_of(copy) == {"A": ["Q2", "Q3"]}
    assert (copy.instrument.code, copy.number) == ("TWIN", 1)
    assert order_of(draft) == {"A": ["Q2", "Q3"]}


def test_an_archived_instrument_can_be_restored():
    draft = form({"A": ["Q1"]})
    for _ in range(2):
        services.archive_instrument(draft.instrument, by=None)
    assert Instrument.objects.get().archived_at is not None

    for _ in range(2):
        services.restore_instrument(draft.instrument, by=None)
    assert Instrument.objects.get().archived_at is None
    assert [a.verb for a in Activity.objects.about(draft)] == ["restored", "archived"]


def test_facts_change_with_a_line_in_the_log():
    draft = form({"A": ["Q1"]})

    services.edit_form(
        draft, instrument={"name": "Plain"}, facts={"minutes": 7, "roles": ["teacher"]}, by=None
    )

    line = Activity.objects.about(draft).get()
    assert [(c["old"], c["new"]) for c in line.changes] == [
        ("Form PLT", "Plain"),
        ("5", "7"),
        ("", "teacher"),
    ]


def test_what_an_instrument_is_stays_once_it_was_asked():
    old = services.freeze(form({"A": ["Q1"]}))
    new = services.new_version(old.instrument, by=None)

    with pytest.raises(IsFrozen):
        services.edit_form(new, instrument={"audience": "leaders"}, facts={}, by=None)
    services.edit_form(new, instrument={"source": "Ours."}, facts={"minutes": 3}, by=None)

    assert Instrument.objects.get().source == "Ours."


def test_a_role_group_stays_while_a_question_depends_on_it():
    draft = form({"A": ["Q1"]}, roles=["teacher", "leader"])
    Item.objects.update(show_if=[{"item": "role", "is": [2]}])

    with pytest.raises(ConditionBreaks):
        services.edit_form(draft, instrument={}, facts={"roles": ["teacher"]}, by=None)


def test_the_second_of_two_editors_of_the_facts_is_told():
    draft = form({"A": ["Q1"]})
    stamp = services.stamp_of(draft)
    services.edit_form(draft, instrument={}, facts={"minutes": 8}, stamp=stamp, by=None)

    with pytest.raises(ChangedMeanwhile):
        services.edit_form(draft, instrument={}, facts={"minutes": 9}, stamp=stamp, by=None)
