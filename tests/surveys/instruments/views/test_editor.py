import pytest
from django.contrib.messages import get_messages

from surveys.instruments import services
from surveys.instruments.models import InstrumentVersion, Item, Scale
from tests.factories.network import PersonFactory
from tests.surveys.instruments.forms import form, four_steps, item_of, order_of, section_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def draft():
    return form({"A": ["Q1", "Q2"], "B": ["Q3"]}, roles=["teacher", "leader"])


@pytest.fixture
def editor(signed_in, state_admin):
    return signed_in(state_admin)


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


def test_facts_are_saved_with_both_languages(editor, draft):
    body = {
        "name": "Plain",
        "name_es": "Sencillo",
        "audience": "teachers",
        "minutes": "7",
        "roles": "teacher\nleader",
        "roles_es": "docente\nlíder",
        "languages": ["es"],
    }
    editor.post(f"/instruments/{draft.pk}/facts/", body)

    version = InstrumentVersion.objects.get()
    assert (version.instrument.name, version.minutes, version.languages) == (
        "Plain",
        7,
        ["en", "es"],
    )
    assert version.translations == {"es": {"name": "Sencillo", "roles": ["docente", "líder"]}}


def test_a_form_is_begun_cloned_versioned_and_archived(editor):
    body = {"code": "EXIT", "name": "Exit card", "audience": "staff", "minutes": "2"}
    address = editor.post("/instruments/new/", body).url
    version = InstrumentVersion.objects.get()
    assert address == f"/instruments/{version.pk}/edit/"
    editor.post(f"/instruments/{version.pk}/sections/new/", {"title": "A"})
    section = version.sections.get()
    editor.post(f"/instruments/sections/{section.pk}/items/new/", typed())

    assert editor.post(f"/instruments/{version.pk}/clone/", body).status_code == 422
    editor.post(f"/instruments/{version.pk}/clone/", {"code": "TWO", "name": "Two"})
    assert order_of(InstrumentVersion.objects.get(instrument__code="TWO")) == {"A": ["Q9"]}

    refused = editor.post(f"/instruments/{version.pk}/new-version/")
    assert said(refused)[-1] == "Version 1 can still be changed. Edit that one."
    services.freeze(version)
    editor.post(f"/instruments/{version.pk}/new-version/")
    assert list(version.instrument.versions.values_list("number", flat=True)) == [1, 2]

    editor.post(f"/instruments/{version.pk}/archive/")
    assert "Exit card" not in editor.get("/instruments/").text.split("pl-toasts")[0]
    editor.post(f"/instruments/{version.pk}/restore/")
    assert "Exit card" in editor.get("/instruments/").text.split("pl-toasts")[0]


def test_a_list_of_answers_is_made_and_then_fixed(editor):
    body = {
        "code": "YN2",
        "name": "Yes or no",
        "labels": "Yes\nNo",
        "labels_es": "Sí\nNo",
        "favorable": "1",
    }
    editor.post("/instruments/lists/new/", body)
    scale = Scale.objects.get()
    assert (scale.labels, scale.favorable) == (["Yes", "No"], [1])
    assert scale.translations == {"es": {"labels": ["Sí", "No"]}}

    version = form({"A": ["Q1"]})
    Item.objects.update(scale=scale)
    services.freeze(version)
    address = f"/instruments/lists/{scale.pk}/"
    response = editor.post(address, {**body, "labels": "Aye\nNay"})

    assert response.status_code == 422
    assert "Make a new list" in response.text


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"labels": "One"}, "Write at least two answers"),
        ({"labels": "Yes\nYes"}, "Write each answer once."),
        ({"labels_es": "Sí"}, "Write 2 lines, as in English."),
        ({"favorable": "3"}, "There are answers 1 to 2."),
        ({"favorable": "one"}, "Write the numbers of the answers"),
        ({"neutral": "1", "favorable": "1"}, "The middle answer is no agreement."),
    ],
)
def test_a_list_that_contradicts_itself_is_refused(editor, body, words):
    whole = {"code": "YN2", "name": "Yes or no", "labels": "Yes\nNo", **body}
    response = editor.post("/instruments/lists/new/", whole)

    assert response.status_code == 422
    assert words in response.text
    assert not Scale.objects.exists()


def test_a_question_is_copied_from_the_bank_once(editor, draft):
    other = form({"X": ["B1"]}, code="BANK")
    section, original = section_of(draft, "B"), item_of(other, "B1")
    address = f"/instruments/{draft.pk}/bank/"
    assert original in editor.get(address, {"q": "b1"}).context["page"].object_list

    body = {"section": section.pk, "item": original.pk}
    editor.post(address, body)
    again = editor.post(address, body)

    assert order_of(draft)["B"] == ["Q3", "B1"]
    assert "This version asks B1 already." in again.text


def test_decisions_are_recorded_in_one_form(editor, state_admin, draft):
    services.freeze(draft)
    new = services.new_version(draft.instrument, by=None)
    Item.objects.filter(section__version=new, code__in=["Q1", "Q2"]).update(wording="Else.")
    address = f"/instruments/{new.pk}/changes/"
    assert "2 to decide" in editor.get(address).text

    body = {"decide-Q1": "comparable", "decide-Q2": "not-comparable", "decide-Q3": "comparable"}
    editor.post(address, body)

    decided = new.comparisons.values_list("code", "is_comparable", "decided_by")
    person = state_admin.person.pk
    assert sorted(decided) == [("Q1", True, person), ("Q2", False, person)]
    assert "Everything is decided" in editor.get(address).text


@pytest.mark.parametrize("number", [3, 30])
def test_the_editor_costs_the_same_queries_whatever_its_length(
    editor, number, django_assert_max_num_queries
):
    codes = [f"Q{n}" for n in range(number)]
    version = form({"A": codes[::2], "B": codes[1::2]})
    services.remove_item(item_of(version, "Q1"), by=None)
    address = f"/instruments/{version.pk}/edit/"
    editor.get(address)

    # Session, user, person, grants, second factor; the version, its sections with items and lists,
    # the version before, and the log.
    with django_assert_max_num_queries(15):
        editor.get(address)


def test_the_phone_shows_a_section_in_a_language_and_may_stand_in_our_own_frame(editor, draft):
    services.edit_item(
        item_of(draft, "Q3"), facts={"translations": {"es": {"wording": "¿Qué tal?"}}}, by=None
    )
    draft.languages = ["en", "es"]
    draft.save()
    section = section_of(draft, "B")

    page = editor.get(f"/instruments/{draft.pk}/look/", {"section": section.pk, "language": "es"})

    assert "¿Qué tal?" in page.text
    assert "Wording of Q1." not in page.text
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]


def test_one_can_walk_through_the_form_on_the_phone_and_nothing_is_kept(editor, draft):
    address = f"/instruments/{draft.pk}/look/"
    first = editor.get(address).text
    assert "<script" not in first
    assert 'method="post"' not in first

    # The question for the role is the first step.
    assert "Wording of Q1." in editor.get(address, {"section": "1", "go": "next", "role": "1"}).text
    assert "Wording of Q3." in editor.get(address, {"section": "2", "go": "next"}).text
    assert "Check and send" in editor.get(address, {"section": "9", "go": "next"}).text
