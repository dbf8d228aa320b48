"""Surveys of other tools, broken in every place: each is a form that loads, or refused in words."""

import copy
import json
import random
import re
import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.instruments.formats.reading import understand
from surveys.instruments.services.form_files import BadForm
from tests.surveys.instruments.formats import limesurvey, test_qualtrics
from tests.surveys.instruments.formats.books import book_of, items_of
from tests.surveys.instruments.formats.test_hostile_workbooks import loadable, read

MANY = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
SCRIPT = '<p onclick="x()">Why<script>alert("in")</script>?</p>'
ODD = [
    *(None, True, False, 0, -1, 10**20, 1.5, "", " ", "0", "QID1", "A" * 500, SCRIPT),
    *([], {}, [None], {"1": None}, {"Display": 5}, [[]], [1, 2], "\ud800", "\0", "٣", "-99"),
]


def qualtrics():
    force = {"Settings": {"ForceResponse": "ON", "MaxChoices": "1", "MinChoices": 1}}
    shown = test_qualtrics.logic(test_qualtrics.selected("q://QID1/SelectableChoice/2"))
    slider = {"CSSliderMin": 0, "CSSliderMax": 10}
    asked = test_qualtrics.question
    return json.loads(
        test_qualtrics.file_of(
            {**test_qualtrics.FRUIT, "Validation": force},
            {**test_qualtrics.MATRIX, "RecodeValues": {"1": "5", "2": "4"}},
            asked("QID6", "DB", "TB", SCRIPT),
            asked("QID3", "TE", "ML", "Why?", DisplayLogic=shown),
            asked("QID5", "Slider", "HSLIDER", "How much?", Choices={}, Configuration=slider),
            flow=[
                {"Type": "Block", "ID": "BL_1", "FlowID": "FL_2"},
                {"Type": "Branch", "FlowID": "FL_3", "BranchLogic": shown, "Flow": []},
                {"Type": "EmbeddedData", "EmbeddedData": [{"Field": "x"}], "FlowID": "FL_4"},
            ],
        )
    )


def own():
    item = {"code": "A1", "wording": "Why?", "scale": "L", "translations": {}}
    section = {"title": "All", "intro": "", "items": [item, {**item, "code": "A2"}]}
    version = {
        "number": 1,
        "minutes": 5,
        "roles": ["teacher"],
        "framework": "",
        "languages": ["en"],
        "translations": {},
        "sections": [section],
    }
    lists = [{"code": "L", "name": "List", "labels": ["No", "Yes"], "favorable": [2]}]
    facts = {"code": "OWN", "name": "Own", "audience": "all", "source": ""}
    return {**facts, "scales": lists, "version": version}


def places_in(tree, at=()):
    """Every way into nested lists and objects."""
    yield at
    if isinstance(tree, dict | list):
        for key, below in tree.items() if isinstance(tree, dict) else enumerate(tree):
            yield from places_in(below, (*at, key))


def broken(tree, seed, times):
    """A copy in which so many places hold something odd, or nothing."""
    chance = random.Random(seed)
    tree = copy.deepcopy(tree)
    for _ in range(times):
        *way, last = chance.choice([at for at in places_in(tree) if at])
        inside = tree
        for key in way:
            inside = inside[key]
        if chance.random() < 0.25:
            del inside[last]
        else:
            inside[last] = copy.deepcopy(chance.choice(ODD))
    return json.dumps(tree)


@given(st.sampled_from([qualtrics, own]), st.integers(), st.integers(1, 4))
@MANY
def test_json_broken_anywhere_is_a_form_or_refused(whole, seed, times):
    understood = read(broken(whole(), seed, times).encode(), "form.qsf")
    if understood is not None:
        # Our own form is taken as it stands; what contradicts itself is refused when it is loaded.
        with suppress(BadForm if whole is own else ()):
            loadable(understood.form)
        assert whole is own or "<script" not in json.dumps(understood.form)


def lime():
    asked, worded = limesurvey.question, limesurvey.worded
    return limesurvey.file_of(
        **limesurvey.GROUPS,
        questions=[
            asked("11", "Q1", "L"),
            asked("12", "Q2", "F", relevance="Q1.NAOK == 'A1'"),
            asked("13", "Q3", "N", mandatory="Y"),
            asked("14", "Q4", "X"),
        ],
        subquestions=[asked("21", "SQ1", "T", parent="12"), asked("22", "SQ2", parent="12")],
        question_l10ns=[
            *(worded(qid, f"Words {qid}") for qid in ("11", "12", "13", "21", "22")),
            worded("14", SCRIPT),
        ],
        answers=[
            {"aid": "31", "qid": "11", "code": "A1", "sortorder": "1", "scale_id": "0"},
            {"aid": "32", "qid": "12", "code": "A2", "sortorder": "1", "scale_id": "0"},
        ],
        answer_l10ns=[{"aid": aid, "answer": SCRIPT, "language": "en"} for aid in ("31", "32")],
        question_attributes=[{"qid": "13", "attribute": "min_num_value_n", "value": "x"}],
    ).decode()


@given(st.integers(), st.integers(1, 4))
@MANY
def test_xml_broken_anywhere_is_a_form_or_refused(seed, times):
    chance, text = random.Random(seed), lime()
    for _ in range(times):
        spans = [found.span(1) for found in re.finditer(r">([^<]*)</", text)]
        rows = [found.span() for found in re.finditer(r"<row>.*?</row>", text)]
        start, end = chance.choice(rows if chance.random() < 0.2 and rows else spans)
        odd = chance.choice(["", "0", "-1", "A1", "x" * 300, "&lt;b&gt;", "11", "((", "L", "en"])
        text = text[:start] + odd + text[end:]
    understood = read(text.encode(), "form.lss")
    if understood is not None:
        loadable(understood.form)
        assert "<script" not in json.dumps(understood.form)


def test_scripts_in_labels_are_gone_and_told():
    for content, name in ((lime().encode(), "a.lss"), (json.dumps(qualtrics()).encode(), "a.qsf")):
        understood = read(content, name)
        loadable(understood.form)
        assert "alert" not in json.dumps(understood.form)
        assert any("script" in line.words for line in understood.report), name


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>',
        '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE d SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_entities_of_xml_are_refused(declared):
    text = lime().replace("<document>", f"{declared}<document>", 1).replace("Tools", "&a;", 1)
    assert read(text.encode(), "form.lss") is None
    assert read(declared.encode() + text.encode(), "form.lss") is None


def test_xml_nested_without_end_and_other_encodings_are_refused_in_words():
    assert read(b"<a>" * 50_000, "form.lss") is None
    assert read(b"<document>" + b"<a>" * 200_000 + b"</a>" * 200_000 + b"</document>", "") is None
    assert read(lime().encode("utf-16"), "form.lss") is None
    assert read(b'{"version":' + b"[" * 200_000, "form.json") is None


@pytest.mark.parametrize(
    "words", ["<br " * 300_000, "{" + "a" * 300_000, "${a://" * 100_000, "<div\n" * 100_000]
)
def test_long_words_are_read_in_no_time(words):
    began = time.monotonic()
    read = understand(
        limesurvey.file_of(
            **limesurvey.GROUPS,
            questions=[limesurvey.question("1", "why")],
            question_l10ns=[limesurvey.worded("1", words)],
        )
    )
    assert items_of(read)["Why"]["wording"]
    assert time.monotonic() - began < 10


def test_a_long_name_of_a_column_is_read_in_no_time():
    began = time.monotonic()
    understand(
        book_of(survey=[["type", "name", "label", f"a{' ' * 32_000}b"], ["text", "a", "A?"]])
    )
    assert time.monotonic() - began < 10
