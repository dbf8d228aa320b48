import copy

import pytest

from surveys.instruments.models import Comparison, Instrument, InstrumentVersion, Item, Scale
from surveys.instruments.questionnaire import read
from surveys.instruments.services import BadForm, UnknownReference, load_form, load_instruments
from tests.factories.surveys import shipped

pytestmark = pytest.mark.django_db

TRIAL = {
    "code": "XYZ",
    "name": "Trial",
    "audience": "nobody",
    "source": "",
    "version": {
        "number": 1,
        "minutes": 1,
        "languages": ["en", "es"],
        "roles": ["teacher"],
        "framework": "ohio-pl",
        "translations": {"es": {"name": "Prueba", "roles": ["docente"]}},
        "sections": [
            {
                "title": "One",
                "intro": "Answer.",
                "translations": {"es": {"title": "Uno", "intro": "Responda."}},
                "items": [
                    {
                        "code": "X1",
                        "wording": "First?",
                        "scale": "YN",
                        "translations": {"es": {"wording": "¿Primero?"}},
                    },
                    {
                        "code": "X2",
                        "wording": "How many?",
                        "help_text": "About.",
                        "kind": "number",
                        "lowest": 0,
                        "highest": 9,
                        "show_if": [{"item": "X1", "is": [1]}, {"item": "role", "is": [1]}],
                        "translations": {
                            "es": {"wording": "¿Cuántos?", "help_text": "Más o menos."}
                        },
                    },
                ],
            }
        ],
    },
}


def trial(change=None):
    """The trial form; `change` gets its section and its two questions."""
    form = copy.deepcopy(TRIAL)
    section = form["version"]["sections"][0]
    if change is not None:
        change(section, *section["items"])
    return form


def everything():
    """Whatever loading writes, as plain values."""
    models = (Scale, Instrument, InstrumentVersion, Item, Comparison)
    return {model: list(model.objects.order_by("pk").values()) for model in models}


def test_loading_twice_changes_nothing():
    load_instruments()
    before = everything()
    load_instruments()

    assert everything() == before


def test_slots_are_numbered_by_the_loader_and_open_questions_have_none():
    form = read(shipped("IMT", 2))

    assert [q.slot for q in form if q.is_choice] == list(range(42))
    assert {q.slot for q in form if not q.is_choice} == {None}


def test_a_shipped_version_stays_open_to_edits_until_it_is_used():
    load_instruments()

    assert not InstrumentVersion.objects.filter(is_frozen=True).exists()


def test_a_form_may_hold_several_versions_or_one():
    load_instruments()
    form = trial()
    second = {**form["version"], "number": 2}

    assert load_form(form).number == 1
    assert load_form({**form, "versions": [form["version"], second]}).number == 2
    assert Instrument.objects.get(code="XYZ").versions.count() == 2


def test_a_list_from_before_gets_its_translations_and_its_wider_figure():
    load_instruments()
    Scale.objects.filter(code="A6").update(translations={}, any_favorable=[])
    load_instruments()
    agreement = Scale.objects.get(code="A6")

    assert agreement.any_favorable == [4, 5, 6]
    assert agreement.translations["es"]["labels"][0] == "Totalmente en desacuerdo"


def test_labels_and_translations_that_somebody_changed_stay():
    load_instruments()
    Scale.objects.filter(code="YN").update(labels=["Aye", "Nay"], translations={})
    Scale.objects.filter(code="R4").update(translations={"es": {"name": "Otra", "labels": []}})
    load_form(trial(lambda section, first, _: first.update(scale="BAND")))
    load_instruments()

    assert Scale.objects.get(code="YN").labels == ["Aye", "Nay"]
    assert Scale.objects.get(code="YN").translations == {}
    assert Scale.objects.get(code="R4").translations["es"]["name"] == "Otra"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s, one, two: one.update(scale="Z9"), "X1 points at 'Z9', which is not loaded"),
        (lambda s, one, two: one.update(indicator="9.9"), "X1 points at '9.9', which is not"),
    ],
)
def test_what_is_not_loaded_cannot_be_named(change, words):
    load_instruments()

    with pytest.raises(UnknownReference, match=words):
        load_form(trial(change))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda s, one, two: two.update(code="X1"), "X1 stands in XYZ twice"),
        (lambda s, one, two: s.update(items=[two, one]), "X2 depends on X1, which is no earlier"),
        (lambda s, one, two: s.update(items=[two]), "X2 depends on X1, which is no earlier"),
        (lambda s, one, two: two["show_if"][0].update({"is": [3]}), "that X1 does not have"),
        (lambda s, one, two: two["show_if"][0].update({"is": []}), "that X1 does not have"),
        (lambda s, one, two: two["show_if"][1].update({"is": [2]}), "that role does not have"),
        (lambda s, one, two: two.update(show_if=[{"item": "X2", "is": [1]}]), "no earlier"),
        (lambda s, one, two: one.pop("translations"), "X1 of XYZ has no words in Español"),
        (lambda s, one, two: two["translations"]["es"].pop("help_text"), "X2 of XYZ has no words"),
        (lambda s, one, two: s["translations"]["es"].pop("intro"), "The section 'One' of XYZ"),
        (lambda s, one, two: one.pop("scale"), "X1 needs a list of answers"),
        (lambda s, one, two: two.update(scale="YN"), "X2 takes no list of answers"),
        (lambda s, one, two: two.update(kind="color"), "X2 is of no kind that we ask"),
        (lambda s, one, two: two.update(lowest=10), "X2 has no number between"),
        (lambda s, one, two: two.update(wordign="?"), "X2 has wordign: not a field"),
    ],
)
def test_a_form_that_contradicts_itself_is_refused_and_leaves_nothing(change, words):
    load_instruments()

    with pytest.raises(BadForm, match=words):
        load_form(trial(change))
    assert not Instrument.objects.filter(code="XYZ").exists()


def test_a_role_or_a_name_without_spanish_words_is_refused():
    load_instruments()
    for key, words in [("name", "The name of XYZ"), ("roles", "A role of XYZ")]:
        form = trial()
        del form["version"]["translations"]["es"][key]

        with pytest.raises(BadForm, match=words):
            load_form(form)


def test_a_language_that_we_cannot_ask_in_is_refused():
    load_instruments()
    form = trial()
    form["version"]["languages"] = ["en", "tlh"]

    with pytest.raises(BadForm, match="'tlh'"):
        load_form(form)


def test_reading_a_form_takes_three_queries_however_long_it_is(django_assert_num_queries):
    version = shipped("IMT", 2)

    with django_assert_num_queries(3):  # sections, items, scales
        read(version)


@pytest.mark.parametrize("code", ["role", "section", "go", "csrfmiddlewaretoken", "Q-1", ""])
def test_a_code_that_the_answer_page_has_for_itself_is_refused(code):
    def change(_, first, __):
        first["code"] = code

    load_instruments([])
    with pytest.raises(BadForm, match="is no code"):
        load_form(trial(change))
