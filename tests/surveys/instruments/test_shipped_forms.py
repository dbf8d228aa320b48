"""What the forms that we ship promise, whoever edits their files next."""

import pytest

from network.models import Indicator
from surveys.instruments.models import Instrument, InstrumentVersion, Item, Scale
from surveys.instruments.questionnaire import read
from surveys.instruments.services import freeze, load_instruments
from tests.factories.surveys import shipped

pytestmark = pytest.mark.django_db

# Number of questions of the newest version, without the role.
NEWEST = {
    "CVF": 15,
    "IMT": 43,
}


@pytest.fixture(autouse=True)
def _loaded(db):
    load_instruments()


def newest(code):
    return InstrumentVersion.objects.filter(instrument__code=code).latest("number")


def codes(version, **fields):
    items = Item.objects.filter(section__version=version, **fields)
    return list(items.order_by("section__position", "position").values_list("code", flat=True))


def words(form):
    """Every word a respondent reads, by where it stands."""
    found = {"name": form.name} | {("role", n): role for n, role in enumerate(form.roles)}
    for place, page in enumerate(form.pages):
        found |= {("title", place): page.title, ("intro", place): page.intro}
    for question in form:
        found |= {question.code: question.wording, ("help", question.code): question.help_text}
        found |= {(question.code, option.code): option.label for option in question.options}
    return {place: text for place, text in found.items() if text}


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
    assert codes(full, is_fact=True) == ["IMF01", "IMF02", "IMF03"]


def test_convening_feedback_has_eleven_closed_and_three_open_questions_and_a_fact():
    form = read(shipped("CVF", 2))

    assert [question.code for question in form if question.is_open] == ["CVF12", "CVF13", "CVF14"]
    assert codes(shipped("CVF", 2), scale__code="A4") == [f"CVF{n:02}" for n in range(1, 12)]
    assert codes(shipped("CVF", 2), is_fact=True) == ["CVF15"]
    assert form.slots == 12


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
        "S6": ([], [], None),
        "R4": ([], [], None),
    }


def test_every_list_has_a_name_and_as_many_answers_in_spanish():
    for scale in Scale.objects.all():
        spanish = scale.translations["es"]
        assert spanish["name"], scale.code
        assert len(spanish["labels"]) == len(scale.labels), scale.code
        assert len(set(spanish["labels"])) == len(scale.labels), scale.code
