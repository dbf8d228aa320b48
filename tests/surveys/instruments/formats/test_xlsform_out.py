"""A form that goes out as XLSForm and comes in again says all that XLSForm can say."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from python_calamine import CalamineWorkbook

from surveys.instruments.describing import description_of
from surveys.instruments.formats.xlsform_in import read_xlsform
from surveys.instruments.formats.xlsform_out import LEFT_OUT, xlsform_of
from surveys.instruments.models import Scale
from surveys.instruments.services import import_instrument, load_form, load_instruments
from tests.factories.surveys import shipped
from tests.surveys.all_kinds import FORM
from tests.surveys.instruments.formats.random_forms import forms

SAID_IN_XLSFORM = (
    *("code", "wording", "kind", "has_does_not_apply", "is_required", "help_text"),
    *("lowest", "highest", "show_if", "translations"),
)


def in_xlsform(form):
    """What XLSForm can say of a form; lists by their words, wherever they stand."""
    version, offered = form["version"], {scale["code"]: scale for scale in form["scales"]}
    languages = version["languages"]
    roles = {code: said.get("roles") for code, said in version["translations"].items()}
    return {
        "code": form["code"],
        "name": form["name"],
        "languages": languages,
        "roles": version["roles"],
        "roles in": {code: said for code, said in roles.items() if said},
        "sections": [
            {
                **{name: section.get(name) or None for name in ("title", "intro", "translations")},
                "is_matrix": section.get("is_matrix", False),
                "items": [
                    said_of(item, offered, version["languages"]) for item in section["items"]
                ],
            }
            for section in version["sections"]
        ],
    }


def said_of(item, offered, languages):
    said = {name: item[name] for name in SAID_IN_XLSFORM if item.get(name) not in (None, "", {})}
    if "scale" in item:
        scale = offered[item["scale"]]
        spoken = {code: w["labels"] for code, w in scale["translations"].items()}
        labels = {code: labels for code, labels in spoken.items() if code in languages}
        said["answers"] = (scale["labels"], labels)
    return said


def sheets_of(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(forms())
def test_xlsform_brings_back_all_that_it_can_say(form):
    understood = read_xlsform(xlsform_of(form))

    assert in_xlsform(understood.form) == in_xlsform(form)


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["IMT", "ANS", "CVF"])
def test_shipped_forms_come_back_from_xlsform_with_their_lists(code):
    version = shipped(code)
    form = description_of(version)
    understood = read_xlsform(xlsform_of(form))
    lists = Scale.objects.count()
    made = import_instrument(understood, code=f"{code}2", by=None)

    assert in_xlsform(understood.form) == in_xlsform(form)
    assert in_xlsform(description_of(made)) == in_xlsform(form) | {"code": f"{code}2"}
    assert Scale.objects.count() == lists


def test_the_workbook_holds_what_it_has_no_column_for_in_a_sheet_of_its_own():
    scale = {
        "code": "A4",
        "name": "Agreement",
        "labels": ["No", "Yes"],
        "favorable": [2],
        "any_favorable": [],
        "neutral": None,
        "translations": {},
    }
    item = {"code": "Q1", "wording": "=1+1", "scale": "A4", "is_reversed": True, "construct": "C"}
    item["translations"] = {"es": {"wording": "Dos"}}  # begun, and not offered yet
    section = {"title": "Part", "intro": "", "items": [item]}
    version = {
        **{"number": 3, "minutes": 9, "roles": [], "framework": "", "languages": ["en"]},
        **{"translations": {}, "sections": [section]},
    }
    form = {"code": "TST", "name": "Test", "audience": "all", "source": "", "scales": [scale]}
    sheets = sheets_of(xlsform_of({**form, "version": version}))

    assert list(sheets) == ["survey", "choices", "settings", LEFT_OUT]
    assert sheets["survey"][2][:3] == ["select_one A4", "Q1", "=1+1"]
    assert sheets["choices"][1:] == [["A4", "1", "No"], ["A4", "2", "Yes"]]
    assert ["A4", "favorable", "2"] in sheets[LEFT_OUT]
    assert ["Q1", "is_reversed", "yes"] in sheets[LEFT_OUT]
    assert ["Q1", "wording in Español", "Dos"] in sheets[LEFT_OUT]
    assert ["TST", "minutes", "9"] in sheets[LEFT_OUT]


@pytest.mark.django_db
def test_files_are_offered_to_whoever_reads_the_form(signed_in, specialist):
    load_instruments([])
    version = load_form(FORM)
    client = signed_in(specialist)
    page = client.get(f"/instruments/{version.pk}/").text

    for name, kind in (("form.json", "json"), ("form.xlsx", "xlsx")):
        address = f"/instruments/{version.pk}/{name}"
        assert f'href="{address}"' in page
        response = client.get(address)
        said = f'attachment; filename="ALL-version-1.{kind}"'
        assert response["Content-Disposition"] == said
    assert in_xlsform(read_xlsform(response.content).form) == in_xlsform(description_of(version))
