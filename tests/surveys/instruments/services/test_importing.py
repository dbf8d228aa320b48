import json
import threading

import pytest
from django.db import connection

from network.models import Activity
from surveys.instruments import services
from surveys.instruments.formats.reading import understand
from surveys.instruments.imported_lists import told_on_import
from surveys.instruments.models import Instrument, InstrumentVersion, Scale
from surveys.instruments.questionnaire import questionnaire_of
from surveys.instruments.refusals import CodeTaken, HasNewerVersion, NotReady
from tests.factories.surveys import shipped
from tests.surveys.instruments.formats.books import book_of

pytestmark = pytest.mark.django_db
SURVEY = [
    ["type", "name", "label", "relevant"],
    ["begin_group", "use", "Use", ""],
    ["select_one often", "uses", "How often?", ""],
    ["text", "why", "Why?", "${uses} = '2'"],
    ["end_group", "", "", ""],
]
LABELS = ("Not once", "Now and then", "All the time")


def workbook(labels=LABELS, code="TOOLS"):
    choices = [["often", str(n), label] for n, label in enumerate(labels, start=1)]
    return book_of(
        survey=SURVEY,
        choices=[["list_name", "name", "label"], *choices],
        settings=[["form_title", "form_id"], ["Tools at work", code]],
    )


def test_a_draft_is_made_that_can_be_asked_with():
    understood = understand(workbook())
    version = services.import_instrument(understood, audience="teachers", by=None)

    assert (version.number, version.is_frozen) == (1, False)
    assert (version.instrument.code, version.instrument.audience) == ("TOOLS", "teachers")
    form = questionnaire_of(services.freeze(version))
    assert [question.code for question in form] == ["Uses", "Why"]
    assert [option.label for option in form.by_code["Uses"].options] == list(LABELS)
    assert form.by_code["Why"].conditions[0].codes == frozenset({2})
    words = Activity.objects.about(version).first().summary
    assert "was read from a file (XLSForm)" in words


def test_an_equal_list_is_used_again_and_another_gets_a_code_of_its_own():
    first = understand(workbook())
    services.import_instrument(first, by=None)
    again = understand(workbook(code="SECOND"))
    assert "our list Often, often, which is used" in told_on_import(again)[0].words
    services.import_instrument(again, by=None)
    assert Scale.objects.get().labels == list(LABELS)

    other = understand(workbook(labels=("Never", "Ever"), code="THIRD"))
    assert "A new list, OftenN2." in told_on_import(other)[0].words
    services.import_instrument(other, by=None)
    assert Scale.objects.get(code="OftenN2").labels == ["Never", "Ever"]


def test_a_code_that_is_there_is_refused_and_nothing_is_written():
    services.import_instrument(understand(workbook()), by=None)
    with pytest.raises(CodeTaken, match="has the code TOOLS already"):
        services.import_instrument(
            understand(workbook(labels=("No", "Yes"))), code="tools", by=None
        )
    assert InstrumentVersion.objects.count() == 1
    assert Scale.objects.count() == 1


def test_a_new_version_waits_until_the_last_one_is_fixed():
    first = services.import_instrument(understand(workbook()), by=None)
    again = understand(workbook())
    with pytest.raises(HasNewerVersion, match="Version 1 of Tools at work can still be changed"):
        services.import_instrument(again, instrument=first.instrument, by=None)
    services.freeze(first)
    second = services.import_instrument(again, instrument=first.instrument, name="X", by=None)
    assert (second.number, second.instrument.name) == (2, "Tools at work")


def test_lists_that_we_ship_keep_what_counts_as_agreement():
    shipped("IMT")
    agreement = Scale.objects.get(code="A4")
    understood = understand(workbook(labels=agreement.labels))
    assert (
        "In it Agree and Strongly agree count as agreement." in told_on_import(understood)[0].words
    )
    version = services.import_instrument(understood, by=None)
    assert questionnaire_of(version).by_code["Uses"].options[2].label == "Agree"


def test_a_form_that_contradicts_itself_writes_nothing():
    understood = understand(workbook())
    sections = understood.form["version"]["sections"]
    sections[0]["items"][0]["kind"] = "picture"
    with pytest.raises(services.BadForm, match="of no kind that we ask"):
        services.check_import(understood)
    with pytest.raises(services.BadForm):
        services.import_instrument(understood, by=None)
    assert not Instrument.objects.exists()
    assert not Scale.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_one_form():
    made, refused = [], []
    start = threading.Barrier(2)

    def run():
        understood = understand(workbook())
        start.wait()
        try:
            made.append(services.import_instrument(understood, by=None).pk)
        except CodeTaken as refusal:
            refused.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(refused)) == (1, 1)
    assert InstrumentVersion.objects.count() == 1


def test_our_own_json_says_which_answers_agree_and_a_list_that_differs_is_another():
    shipped("IMT")
    agreement = Scale.objects.get(code="A4")
    names = ("code", "name", "labels", "any_favorable", "neutral", "translations")
    described = {name: getattr(agreement, name) for name in names}
    version = {
        "sections": [{"title": "A", "items": [{"code": "A1", "wording": "?", "scale": "A4"}]}]
    }
    form = {
        "code": "OWN",
        "name": "Own",
        "scales": [{**described, "favorable": [4]}],
        "version": version,
    }
    made = services.import_instrument(understand(json.dumps(form).encode()), by=None)
    item = made.sections.get().items.get()
    assert (item.scale.code, item.scale.favorable) == ("A4N2", [4])

    form = {**form, "code": "OWN2", "scales": [{**described, "favorable": [3, 4]}]}
    made = services.import_instrument(understand(json.dumps(form).encode()), by=None)
    assert made.sections.get().items.get().scale == agreement


def test_a_draft_may_lack_words_in_the_other_language_and_says_so_before_it_opens():
    head = ["type", "name", "label::English", "label::Spanish"]
    survey = [head, ["text", "a", "Why?", "¿Por qué?"], ["text", "b", "How?", ""]]
    version = services.import_instrument(understand(book_of(survey=survey)), by=None)
    assert version.languages == ["en", "es"]
    with pytest.raises(NotReady, match="B: the wording is missing in Spanish"):
        services.freeze(version)


def test_two_lists_with_the_same_answers_stay_two():
    lists = [{"code": code, "name": code, "labels": ["No", "Yes"]} for code in ("ONE", "TWO")]
    items = [
        {"code": f"T{number}", "wording": "So?", "scale": one["code"]}
        for number, one in enumerate(lists, start=1)
    ]
    section = {"title": "All", "intro": "", "items": items}
    form = {"code": "TWICE", "name": "Twice", "scales": lists, "version": {"sections": [section]}}
    understood = understand(json.dumps(form).encode())

    for code in ("FIRST", "AGAIN"):
        version = services.import_instrument(understood, code=code, by=None)
        used = (
            version.sections.get().items.order_by("position").values_list("scale__code", flat=True)
        )
        assert list(used) == ["ONE", "TWO"]
