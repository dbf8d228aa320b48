"""What the forms that we ship promise, whoever edits their files next."""

import pytest

from network.models import Indicator
from surveys.instruments.models import Instrument, InstrumentVersion, Item, Scale
from surveys.instruments.questionnaire import read
from surveys.instruments.services import freeze, load_instruments
from tests.factories.surveys import shipped
from tests.surveys.instruments.shipped_forms import LEARNERS, NEWEST, codes, newest, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _loaded(db):
    load_instruments()


def test_these_forms_are_shipped():
    found = {one.code: len(codes(newest(one.code))) for one in Instrument.objects.all()}

    assert found == NEWEST


@pytest.mark.parametrize("code", NEWEST)
def test_a_form_reads_in_spanish_without_falling_back_to_english(code):
    version = newest(code)
    english, spanish = words(read(version)), words(read(version, "es"))

    assert version.languages == ["en", "es"]
    assert english.keys() == spanish.keys()
    alike = {text for place, text in spanish.items() if text == english[place]}
    assert alike <= {"No"}


@pytest.mark.parametrize("code", NEWEST)
def test_a_form_says_where_it_comes_from_and_how_long_it_takes(code):
    version = newest(code)

    assert len(version.instrument.source) > 30
    assert 1 <= version.minutes <= 20


@pytest.mark.parametrize("code", NEWEST)
def test_a_form_is_ready_to_be_asked_with_as_it_is_shipped(code):
    for version in Instrument.objects.get(code=code).versions.order_by("number"):
        assert freeze(version).is_frozen


def test_a_code_stands_for_one_question_in_all_forms():
    owners = {}
    for version in InstrumentVersion.objects.select_related("instrument"):
        for code in codes(version):
            owners.setdefault(code, set()).add(version.instrument.code)

    assert {code for code, forms in owners.items() if len(forms) > 1} == set()


@pytest.mark.parametrize("number", [1, 2])
def test_every_indicator_of_the_current_framework_is_asked_once_by_the_teacher_form(number):
    asked = Item.objects.filter(
        section__version=shipped("IMT", number), indicator__isnull=False
    ).select_related("indicator__component__version")
    current = Indicator.objects.filter(component__version__is_current=True)

    assert sorted(item.indicator.pk for item in asked) == sorted(
        current.values_list("pk", flat=True)
    )
    assert len(asked) == 20
    for item in asked:
        assert item.code == "IMT" + item.indicator.code.replace(".", "")


def test_the_short_teacher_form_stays_as_the_demo_asked_it():
    form = read(shipped("IMT"))

    assert [question.slot for question in form] == list(range(29))
    assert [question.code for question in form][:4] == ["IMT11", "IMT12", "IMT13", "IMT21"]
    assert [question.code for question in form][-1] == "IMC09"
    assert form.roles == ("classroom teacher", "intervention specialist", "other licensed staff")
    assert (form.slots, form.width, form.pages[0].title) == (29, 7, "About you")


def test_the_full_teacher_form_adds_confidence_stages_facts_and_two_open_questions():
    full = shipped("IMT", 2)

    assert codes(full)[:29] == codes(shipped("IMT"))
    assert codes(full, scale__code="C5") == ["IME01", "IME02", "IME03", "IME04"]
    assert codes(full, scale__code="S6") == ["IMS01", "IMS02", "IMS03", "IMS04", "IMS05"]
    assert codes(full, kind="text") == ["IMO01", "IMO02"]
    assert codes(full, is_fact=True) == ["IMQ01", "IMF01", "IMF02", "IMF03"]


def test_convening_feedback_has_eleven_closed_and_three_open_questions_and_a_fact():
    form = read(shipped("CVF", 2))

    assert [question.code for question in form if question.is_open] == ["CVF12", "CVF13", "CVF14"]
    assert codes(shipped("CVF", 2), scale__code="A4") == [f"CVF{n:02}" for n in range(1, 12)]
    assert codes(shipped("CVF", 2), is_fact=True) == ["CVF16", "CVF15"]
    assert form.slots == 13


def test_forms_for_adults_with_open_questions_ask_for_consent_to_quote_and_others_do_not():
    for code in NEWEST:
        version = newest(code)
        asks_in_words = bool(codes(version, kind__in=["text", "short"]))
        consent = Item.objects.filter(section__version=version, is_consent=True)
        assert consent.count() == asks_in_words, code
        assert all(item.is_fact and item.scale.favorable for item in consent), code


def test_four_items_of_the_first_feedback_form_may_not_apply_and_none_of_the_second():
    assert codes(shipped("CVF"), has_does_not_apply=True) == ["CVF02", "CVF06", "CVF07", "CVF10"]
    assert codes(shipped("CVF", 2), has_does_not_apply=True) == []
    assert read(shipped("CVF")).by_code["CVF02"].label_of(5) == "Does not apply"


def test_no_condition_of_the_teacher_form_may_not_apply():
    for number in (1, 2):
        may_miss = Item.objects.filter(
            section__version=shipped("IMT", number), has_does_not_apply=True
        )
        assert not may_miss.exists()


def test_agreement_is_declared_by_the_list():
    declared = {
        scale.code: (scale.favorable, scale.any_favorable, scale.neutral)
        for scale in Scale.objects.all()
        if scale.favorable or scale.code in ("S6", "R4")
    }

    assert declared == {
        "A4": ([3, 4], [], None),
        "A5": ([4, 5], [], 3),
        "A6": ([5, 6], [4, 5, 6], None),
        "F5": ([4, 5], [], None),
        "C5": ([4, 5], [], None),
        "N5": ([4, 5], [], None),
        "W3": ([3], [], None),
        "CONSENT": ([1], [], None),
        "S6": ([], [], None),
        "R4": ([], [], None),
    }


def test_every_list_has_a_name_and_as_many_answers_in_spanish():
    for scale in Scale.objects.all():
        spanish = scale.translations["es"]
        assert spanish["name"], scale.code
        assert len(spanish["labels"]) == len(scale.labels), scale.code
        assert len(set(spanish["labels"])) == len(scale.labels), scale.code


def test_only_forms_for_learners_and_the_self_assessment_are_always_anonymous():
    always = Instrument.objects.filter(is_anonymous_only=True)

    assert set(always.values_list("code", flat=True)) == {*LEARNERS, "ECS"}


def test_young_learners_answer_in_three_words_and_older_ones_say_how_often():
    young, older = codes(newest("IMLA")), codes(newest("IMLB"))

    assert codes(newest("IMLA"), scale__code="W3") == young
    assert codes(newest("IMLB"), scale__code="F5") == older[:12]
    assert [code[4:] for code in older[:12]] == [code[4:] for code in young]


def test_leaders_say_of_every_indicator_in_how_many_classrooms_it_happens():
    asked = Item.objects.filter(section__version=newest("IML"), indicator__isnull=False)
    current = Indicator.objects.filter(component__version__is_current=True)

    assert set(asked.values_list("scale__code", flat=True)) == {"N5"}
    assert sorted(asked.values_list("indicator", flat=True)) == sorted(
        current.values_list("pk", flat=True)
    )
    assert len(codes(newest("IML"), construct="Conditions", scale__code="A5")) == 9


@pytest.mark.parametrize("code", ["DCS", "DCL"])
def test_each_of_the_thirteen_areas_is_asked_about_three_times(code):
    asked = Item.objects.filter(section__version=newest(code), scale__code="A4")
    areas = {}
    for item in asked:
        areas.setdefault(item.construct, set()).add(item.code[3:])

    assert {area: len(found) for area, found in areas.items()} == dict.fromkeys(areas, 3)
    assert len(areas) == 13
    assert all(len({number[:2] for number in found}) == 1 for found in areas.values())


def test_learners_and_adults_are_asked_about_the_same_areas():
    def areas(code):
        items = Item.objects.filter(section__version=newest(code), is_fact=False)
        return {item.code[3:]: item.construct for item in items}

    assert areas("DCS") == areas("DCL")


def test_the_self_assessment_has_twenty_competencies_in_four_domains():
    rated = Item.objects.filter(section__version=newest("ECS"), scale__code="R4")

    assert rated.count() == 20
    assert rated.values("section").distinct().count() == 4


def test_the_module_check_asks_only_about_modules_that_were_finished():
    form = read(newest("EXM"))
    shown = {q.code for q in form if form.asks(q, {"EXM01": [1, 3], "EXM41": 2})}

    assert {"EXM11", "EXM12", "EXM13", "EXM31"} <= shown
    assert not {"EXM21", "EXM22", "EXM23", "EXM42", "EXM43"} & shown


def test_who_has_not_heard_of_it_gets_a_shorter_form():
    form = read(newest("STF"))
    answers = {"STF01": 1, "STF02": 2}

    asked = [q.code for q in form if form.asks(q, answers)]
    assert asked == ["STF01", "STF07", "STF08", "STF09", "STF10"]


def test_every_kind_of_question_and_every_property_is_in_a_form_that_we_ship():
    items = Item.objects.all()

    assert set(items.values_list("kind", flat=True)) == set(Item.Kind.values)
    for name in ("is_required", "is_reversed", "is_fact", "is_consent", "has_does_not_apply"):
        assert items.filter(**{name: True}).exists(), name
    assert items.exclude(show_if=[]).exists()
    assert items.exclude(help_text="").exists()


def test_every_list_that_we_ship_is_asked_with():
    used = set(Item.objects.exclude(scale=None).values_list("scale__code", flat=True))

    assert used == set(Scale.objects.values_list("code", flat=True))
