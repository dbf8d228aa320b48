import json
from pathlib import Path

import pytest

from surveys.instruments.formats.own_json import ITEM
from surveys.instruments.formats.reading import understand
from surveys.instruments.formats.report import Outcome, Unreadable
from surveys.instruments.services.form_files import ITEM_FIELDS, LINKS
from surveys.instruments.services.loading import INSTRUMENTS, SHIPPED
from tests.surveys.instruments.formats.books import told

FORM = {
    "code": "EXIT",
    "name": "Exit card",
    "audience": "learners",
    "source": "",
    "scales": [
        {"code": "OFTEN", "name": "How often", "labels": ["Never", "Always"], "favorable": [2],
         "any_favorable": [], "neutral": None, "translations": {}},
    ],
    "version": {
        "number": 1,
        "minutes": 2,
        "roles": ["teacher"],
        "languages": ["en"],
        "framework": "",
        "translations": {},
        "sections": [
            {"title": "Today", "intro": "", "items": [
                {"code": "E1", "wording": "How often?", "scale": "OFTEN", "is_reversed": True},
                {"code": "E2", "wording": "Why <b>so</b>?", "kind": "text",
                 "show_if": [{"item": "E1", "is": [2]}]},
            ]},
        ],
    },
}  # fmt: skip


def changed(**others):
    return json.dumps({**FORM, **others}).encode()


def version(**others):
    return changed(version={**FORM["version"], **others})


def test_a_form_comes_back_as_it_went_out():
    understood = understand(changed())
    assert understood.form == FORM
    assert told(understood, Outcome.LEFT_OUT) == []


@pytest.mark.parametrize("code", INSTRUMENTS)
def test_what_we_ship_is_read_as_it_stands(code):
    content = Path(SHIPPED / f"{code.lower()}.json").read_bytes()
    understood = understand(content)
    given = json.loads(content)
    newest = given["versions"][-1] if "versions" in given else given["version"]
    assert understood.form["version"]["sections"] == [
        {"intro": "", **section} for section in newest["sections"]
    ]
    assert understood.form["version"]["translations"] == newest["translations"]


def test_every_field_of_a_question_is_known():
    assert ITEM.keys() == {*ITEM_FIELDS, *LINKS}


def test_older_versions_decisions_and_unknown_fields_are_told():
    content = changed(
        colour="blue",
        version=None,
        versions=[
            {**FORM["version"], "number": 1},
            {**FORM["version"], "number": 2, "comparable": {"E1": True}, "languages": ["en", "de"]},
        ],
    )
    content = json.dumps({k: v for k, v in json.loads(content).items() if v is not None}).encode()
    lines = "\n".join(told(understand(content)))
    for part in ("colour", "version 1: Only the last", "comparable", "languages de", "number 2"):
        assert part in lines


def test_signs_that_cannot_be_stored_are_gone_and_told():
    understood = understand(changed(name="Exit\u0000 card\ud800"))
    assert understood.form["name"] == "Exit card"
    assert any("cannot be printed" in line for line in told(understood, Outcome.CHANGED))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (changed(code=""), "Form: code is missing"),
        (changed(name=["x"]), "Form: name is of the wrong kind"),
        (changed(name="x" * 121), "longer than 120"),
        (changed(scales=[{**FORM["scales"][0], "favorable": [9]}]), "does not have"),
        (changed(scales=[{**FORM["scales"][0], "labels": []}]), "labels is missing"),
        (changed(scales=[{**FORM["scales"][0], "labels": ["A", "A"]}]), "has an answer twice"),
        (
            changed(scales=[{**FORM["scales"][0], "translations": {"es": {"labels": "No"}}}]),
            "labels in es is of the wrong kind",
        ),
        (version(translations={"es": {"name": ["Uno"]}}), "name in es is of the wrong kind"),
        (changed(scales="x"), "scales is no list"),
        (version(sections=[]), "no question"),
        (version(sections=["x"]), "Section 1: not an object"),
        (version(minutes="5"), "minutes is of the wrong kind"),
        (version(minutes=0), "no time to answer in"),
        (version(translations={"fr": {}}), "no language that we ask in"),
        (version(sections=[{"title": "A", "items": [{"code": "E1"}]}]), "wording is missing"),
        (
            version(
                sections=[
                    {"title": "A", "items": [{"code": "E1", "wording": "?", "show_if": [{"a": 1}]}]}
                ]
            ),
            "a condition is",
        ),
        (b'{"version": ' + b"[" * 100_000, "not JSON"),
        (b'{"version": {"items": [], "items": []}}', "The file says “items” twice in one place"),
    ],
)
def test_what_is_of_the_wrong_kind_is_named(content, words):
    with pytest.raises(Unreadable, match=words):
        understand(content)
