import pytest

from network.models import Indicator
from surveys.instruments.models import InstrumentVersion, Item, Scale
from surveys.instruments.questionnaire import read
from surveys.instruments.services import UnknownReference, load_form, load_instruments

pytestmark = pytest.mark.django_db


def version(code):
    return InstrumentVersion.objects.get(instrument__code=code)


def test_loading_twice_adds_nothing():
    load_instruments()
    before = (Scale.objects.count(), InstrumentVersion.objects.count(), Item.objects.count())
    load_instruments()

    assert before == (7, 2, 14 + 29)
    assert (
        Scale.objects.count(),
        InstrumentVersion.objects.count(),
        Item.objects.count(),
    ) == before


def test_every_indicator_of_the_current_framework_is_asked_by_the_teacher_form():
    load_instruments()
    asked = Item.objects.filter(section__version=version("IMT"), indicator__isnull=False)
    current = Indicator.objects.filter(component__version__is_current=True)

    assert sorted(asked.values_list("indicator__code", flat=True)) == sorted(
        current.values_list("code", flat=True)
    )
    assert asked.count() == 20
    for item in asked.select_related("indicator"):
        assert item.code == "IMT" + item.indicator.code.replace(".", "")


def test_slots_of_the_teacher_form_run_from_0_to_28_in_the_order_of_the_questions():
    load_instruments()
    form = read(version("IMT"))

    assert [question.slot for question in form] == list(range(29))
    assert [question.code for question in form][:4] == ["IMT11", "IMT12", "IMT13", "IMT21"]
    assert [question.code for question in form][-1] == "IMC09"
    assert form.roles == ("classroom teacher", "intervention specialist", "other licensed staff")
    assert (form.slots, form.width, form.pages[0].title) == (29, 7, "About you")


def test_convening_feedback_has_eleven_closed_and_three_open_questions():
    load_instruments()
    form = read(version("CVF"))

    assert [question.code for question in form if question.is_open] == ["CVF12", "CVF13", "CVF14"]
    assert [question.code for question in form if len(question.options) == 5] == [
        "CVF02",
        "CVF06",
        "CVF07",
        "CVF10",
    ]
    assert form.by_code["CVF02"].label_of(5) == "Does not apply"
    assert (form.slots, form.pages[0].asks_role) == (11, False)


def test_agreement_is_declared_by_the_scale():
    load_instruments()
    declared = {scale.code: (scale.favorable, scale.neutral) for scale in Scale.objects.all()}

    assert declared == {
        "A4": ([3, 4], None),
        "A5": ([4, 5], 3),
        "A6": ([5, 6], None),
        "F5": ([4, 5], None),
        "C5": ([4, 5], None),
        "S6": ([], None),
        "R4": ([], None),
    }


def test_a_form_that_names_an_unknown_scale_is_refused():
    load_instruments()
    form = {
        "code": "XYZ",
        "name": "Trial",
        "audience": "nobody",
        "source": "",
        "version": {
            "number": 1,
            "minutes": 1,
            "roles": [],
            "framework": "",
            "sections": [
                {
                    "title": "One",
                    "intro": "",
                    "items": [{"code": "X1", "wording": "?", "scale": "Z9"}],
                }
            ],
        },
    }

    with pytest.raises(UnknownReference, match="X1 points at 'Z9'"):
        load_form(form)


def test_reading_a_form_takes_three_queries_however_long_it_is(django_assert_num_queries):
    load_instruments()
    form = InstrumentVersion.objects.select_related("instrument").get(instrument__code="IMT")

    with django_assert_num_queries(3):  # sections, items, scales
        read(form)
