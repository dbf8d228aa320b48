import pytest
from django.contrib.messages import get_messages

from surveys.instruments import services
from surveys.instruments.models import InstrumentVersion, Item, Scale
from tests.surveys.instruments.forms import form, item_of, order_of, section_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def typed(code="Q9", **others):
    return {"code": code, "wording": "How is it?", "kind": "text", **others}


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


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
