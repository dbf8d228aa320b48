import pytest
from django.contrib.messages import get_messages

from surveys.instruments import services
from surveys.instruments.models import Item
from tests.factories.network import PersonFactory
from tests.surveys.instruments.forms import four_steps, item_of, order_of, section_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def typed(code="Q9", **others):
    return {"code": code, "wording": "How is it?", "kind": "text", **others}


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_editor_lists_what_lacks_with_the_way_to_mend_it(editor, draft):
    draft.languages = ["en", "es"]
    draft.save()
    item = item_of(draft, "Q1")

    text = editor.get(f"/instruments/{draft.pk}/edit/").text

    assert "Before this can open" in text
    assert (
        f'<a href="/instruments/items/{item.pk}/">Q1: the wording is missing in Spanish.</a>'
        in text
    )


def test_a_frozen_version_leads_to_its_reading_page(editor, draft):
    services.freeze(draft)

    assert editor.get(f"/instruments/{draft.pk}/edit/").url == f"/instruments/{draft.pk}/"
    assert editor.get(f"/instruments/items/{item_of(draft, 'Q1').pk}/").status_code == 404


@pytest.mark.parametrize(
    ("body", "order"),
    [
        ({"to": "down"}, {"A": ["Q2", "Q1"], "B": ["Q3"]}),
        ({"to": "up"}, {"A": ["Q1", "Q2"], "B": ["Q3"]}),
        ({"section": "B", "position": "1"}, {"A": ["Q2"], "B": ["Q1", "Q3"]}),
        ({"section": "B", "position": "9" * 18}, {"A": ["Q2"], "B": ["Q3", "Q1"]}),
        ({"position": "2"}, {"A": ["Q2", "Q1"], "B": ["Q3"]}),
        ({"section": "x", "position": "-1"}, {"A": ["Q1", "Q2"], "B": ["Q3"]}),
    ],
)
def test_buttons_and_dragging_move_by_one_address(editor, draft, body, order):
    if body.get("section") == "B":
        body["section"] = section_of(draft, "B").pk
    address = f"/instruments/items/{item_of(draft, 'Q1').pk}/move/"

    assert editor.post(address, body).url == f"/instruments/{draft.pk}/edit/"

    assert order_of(draft) == order


def test_htmx_gets_the_list_anew_and_words_for_those_who_do_not_see_it(editor, draft):
    address = f"/instruments/items/{item_of(draft, 'Q1').pk}/move/"
    text = editor.post(address, {"to": "down"}, headers=HTMX).text

    assert "Q1 moved. It is number 2 of A now." in text
    assert "<html" not in text
    assert text.index("Wording of Q2.") < text.index("Wording of Q1.")


def test_a_refused_move_is_told_in_the_list(editor, draft):
    Item.objects.filter(code="Q2").update(show_if=[{"item": "Q1", "is": [1]}])
    address = f"/instruments/items/{item_of(draft, 'Q1').pk}/move/"

    text = editor.post(address, {"to": "down"}, headers=HTMX).text

    assert "Q2 is asked depending on Q1, which comes later." in text
    assert order_of(draft)["A"] == ["Q1", "Q2"]


def test_removing_can_be_undone_from_the_toast(editor, draft):
    item = item_of(draft, "Q1")
    page = editor.post(f"/instruments/items/{item.pk}/remove/", follow=True)
    undo = f"/instruments/items/{item.pk}/put-back/"
    assert f'action="{undo}"' in page.text
    assert order_of(draft)["A"] == ["Q2"]

    editor.post(undo)

    assert order_of(draft)["A"] == ["Q1", "Q2"]


def test_a_question_is_added_with_spanish_and_a_condition(editor, draft):
    section = section_of(draft, "B")
    body = typed(
        kind="choice",
        scale=four_steps().pk,
        wording_es="¿Cómo va?",
        if_item_0="Q1",
        if_codes_0=["1", "2"],
        if_item_1="role",
        if_codes_1=["2"],
    )

    response = editor.post(f"/instruments/sections/{section.pk}/items/new/", body)

    item = item_of(draft, "Q9")
    assert response.url.endswith(f"/edit/?section={section.pk}#item-{item.pk}")
    assert item.translations == {"es": {"wording": "¿Cómo va?"}}
    assert item.show_if == [{"item": "Q1", "is": [1, 2]}, {"item": "role", "is": [2]}]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (typed("Q1"), "This version asks Q1 already."),
        (typed("role"), "Begin with a capital letter"),
        (typed(kind="choice"), "Choose the answers that are offered."),
        (typed(kind="number", lowest="5", highest="4"), "Enter at least 5"),
        (typed(if_item_0="Q1"), "Q1 is one of: Choose at least one"),
        (typed(if_item_0="Q7", if_codes_0="1"), "Select a valid choice"),
        (typed(wording="x" * 1001), "at most 1000 characters"),
        (typed(wording="Null\0"), "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_asked_is_told_at_its_field(editor, draft, body, words):
    section = section_of(draft, "B")
    response = editor.post(f"/instruments/sections/{section.pk}/items/new/", body)

    assert response.status_code == 422
    assert words in response.text
    assert not Item.objects.filter(code="Q9").exists()


def test_the_answers_of_a_chosen_question_are_offered_for_the_condition(editor, draft):
    item = item_of(draft, "Q3")
    text = editor.get(f"/instruments/items/{item.pk}/", {"if_item_0": "Q2"}).text

    assert "Q2 is one of" in text
    assert 'name="if_codes_0" value="4"' in text


def test_only_earlier_questions_can_be_named(editor, draft):
    page = editor.get(f"/instruments/items/{item_of(draft, 'Q2').pk}/")

    choices = [code for code, _ in page.context["form"].fields["if_item_0"].choices]
    assert choices == ["", "role", "Q1"]


def test_the_second_editor_keeps_what_they_typed_and_sees_the_others_words(editor, draft):
    item = item_of(draft, "Q1")
    address = f"/instruments/items/{item.pk}/"
    stamp = editor.get(address).context["form"].initial["stamp"]
    june = PersonFactory(first_name="June", last_name="Marsh")
    services.edit_item(item, facts={"wording": "Hers."}, by=june)

    body = typed("Q1", wording="Mine.", stamp=stamp)
    response = editor.post(address, body)

    assert response.status_code == 422
    assert "June Marsh changed this question, Q1, at" in response.text
    assert ("Question", "Hers.", "Mine.") in response.context["form"].theirs
    assert item_of(draft, "Q1").wording == "Hers."

    again = editor.post(address, {**body, "stamp": response.context["form"].data["stamp"]})
    assert again.status_code == 302
    assert item_of(draft, "Q1").wording == "Mine."
