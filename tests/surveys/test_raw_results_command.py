"""Unrounded figures from the terminal, against pandas, scipy and statsmodels on the same rows."""

import json
from io import StringIO

import numpy as np
import pandas as pd
import pytest
from django.core.management import CommandError, call_command
from scipy import stats
from statsmodels.stats.weightstats import DescrStatsW

from network.models import Activity
from surveys.collection.models import FrameUnit, Response
from surveys.instruments.services import load_form, load_instruments
from tests.oracles import reliability
from tests.surveys.results.administrations import add_frame, administration

pytestmark = pytest.mark.django_db

SKIPPED, NOT_ASKED, DOES_NOT_APPLY = 0, -1, 6
ROLES = ["teacher", "leader"]
EASE = ["E1", "E2", "E3", "E4"]
REVERSED = ["E2", "P1"]
PAIR = ["P1", "P2"]
CODES = [*EASE, *PAIR, "N1", "G1", "C1"]
FRAME = {
    "Maple ESC": {"Fallow Local": {"Kettle School": (0, 60), "Gull School": (0, 18)}},
    "Oak ESC": {"Marlow Local": {"Heron School": (0, 50)}},
}


def item(code, construct="", **facts):
    return {"code": code, "wording": f"{code}.", "scale": "A5", "construct": construct, **facts}


def form():
    turned = {"is_reversed": True}
    items = [
        *(item(code, "Ease", **(turned if code in REVERSED else {})) for code in EASE),
        *(item(code, "Pair", **(turned if code in REVERSED else {})) for code in PAIR),
        item("N1", "Ease", has_does_not_apply=True),
        item("G1", is_fact=True),
        item("C1", show_if=[{"item": "G1", "is": [1, 2]}]),
        {"code": "W1", "wording": "Why?", "kind": "text"},
    ]
    version = {"number": 1, "minutes": 5, "roles": ROLES, "framework": ""}
    section = {"title": "All", "intro": "", "items": items}
    facts = {"code": "RAW", "name": "Raw", "audience": "teachers", "source": ""}
    return {**facts, "version": {**version, "sections": [section]}}


@pytest.fixture
def survey(db):
    load_instruments(["IMT"])
    given = administration(load_form(form()))
    add_frame(given, FRAME)
    return given


@pytest.fixture
def rows(survey):
    """200 people: some skip, some do not apply, some are not asked; one answers nothing."""
    random = np.random.default_rng(20240520)
    schools = list(FrameUnit.objects.filter(kind="school").order_by("name"))
    lean = random.integers(0, 3, 200)
    told = []
    for number in range(200):
        answers = [int(a) for a in np.clip(random.integers(1, 4, 9) + lean[number], 1, 5)]
        answers = [SKIPPED if random.random() < 0.1 else a for a in answers]
        answers[6] = DOES_NOT_APPLY if random.random() < 0.2 else answers[6]
        answers[8] = answers[8] if answers[7] in (1, 2) else NOT_ASKED
        answers = [SKIPPED] * 8 + [NOT_ASKED] if number == 0 else answers
        told.append((schools[number % 3], int(random.integers(0, 3)), answers))
    Response.objects.bulk_create(
        Response(administration=survey, unit=unit, role=role, answers=answers)
        for unit, role, answers in told
    )
    frame = pd.DataFrame([answers for _, _, answers in told], columns=CODES)
    frame["school"] = [unit.name for unit, _, _ in told]
    frame["role"] = [role for _, role, _ in told]
    return frame


def printed(*args):
    out = StringIO()
    call_command("results", *map(str, args), stdout=out)
    return out.getvalue()


def raw(survey, *args):
    told = json.loads(printed(survey.pk, "--raw", "--reason", "A check", "--json", *args))
    assert set(told) == {"administration", "threshold", "groups"}
    assert (told["administration"], told["threshold"]) == (survey.pk, 10)
    return told["groups"]


def check_items(told, rows):
    assert [item["code"] for item in told["items"]] == [code for code in CODES if code != "G1"]
    for own in told["items"]:
        answers = rows[own["code"]]
        valid = answers[answers.between(1, 5)]
        weighted = DescrStatsW(valid.to_numpy(dtype=float))
        assert own["n"] == len(valid)
        assert own["counts"] == [int((valid == code).sum()) for code in range(1, 6)]
        assert own["missing"] == (answers == SKIPPED).sum()
        assert own["not_asked"] == (answers == NOT_ASKED).sum()
        assert own["not_applicable"] == (answers == DOES_NOT_APPLY).sum()
        assert own["percent_agree"] == pytest.approx(100 * (valid >= 4).mean(), abs=1e-9)
        assert own["mean"] == pytest.approx(weighted.mean, abs=1e-9)
        assert own["mean"] == pytest.approx(stats.describe(valid).mean, abs=1e-9)
        assert own["sd"] == pytest.approx(stats.tstd(valid), abs=1e-9)


def check_scale(told, rows, codes):
    answers = rows[codes].to_numpy().tolist()
    turned = [place for place, code in enumerate(codes) if code in REVERSED]
    complete = reliability.complete(answers, turned, 5)
    valid = rows[codes].where(rows[codes] > 0).astype(float)
    valid[[codes[place] for place in turned]] = 6 - valid[[codes[place] for place in turned]]
    people = reliability.scores(answers, turned, 5)
    assert told["items"] == codes
    assert told["n"] == len(complete)
    assert told["alpha"] == pytest.approx(reliability.alpha(complete), abs=1e-9)
    assert told["mean"] == pytest.approx(np.nanmean(valid.to_numpy()), abs=1e-9)
    assert told["person_n"] == len(people)
    assert told["person_mean"] == pytest.approx(np.mean(people), abs=1e-9)
    assert "listwise" in told["missing_rule"]


def test_every_figure_of_the_whole_survey_is_that_of_other_tools(survey, rows):
    (told,) = raw(survey)

    assert (told["group"], told["n"]) == (None, 200)
    check_items(told, rows)
    assert [scale["code"] for scale in told["scales"]] == ["ease", "pair"]
    check_scale(told["scales"][0], rows, EASE)
    check_scale(told["scales"][1], rows, PAIR)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("school", {name: [name] for name in ("Gull School", "Heron School", "Kettle School")}),
        ("esc", {"Maple ESC": ["Gull School", "Kettle School"], "Oak ESC": ["Heron School"]}),
    ],
)
def test_units_are_told_after_the_whole(survey, rows, by, expected):
    whole, *groups = raw(survey, "--by", by)

    assert (whole["group"], whole["n"]) == (None, 200)
    assert [group["group"] for group in groups] == list(expected)
    for group in groups:
        own = rows[rows["school"].isin(expected[group["group"]])]
        assert group["n"] == len(own)
        check_items(group, own)
        check_scale(group["scales"][0], own, EASE)


def test_roles_and_answers_make_groups_and_who_told_none_comes_last(survey, rows):
    _, *roles = raw(survey, "--by", "role")
    _, *answers = raw(survey, "--by", "G1")
    _, *asked = raw(survey, "--by", "C1")

    assert [group["group"] for group in roles] == [*ROLES, "not told"]
    for group, code in zip(roles, (1, 2, 0), strict=True):
        check_items(group, rows[rows["role"] == code])
    assert [group["group"] for group in answers][::5] == ["Strongly disagree", "not told"]
    for group, code in zip(answers, (1, 2, 3, 4, 5, 0), strict=True):
        assert group["n"] == (rows["G1"] == code).sum()
        check_scale(group["scales"][0], rows[rows["G1"] == code], EASE)
    assert asked[-1]["group"] == "not asked"
    assert asked[-1]["n"] == (rows["C1"] == NOT_ASKED).sum()


def test_places_of_one_name_stay_two_groups(survey, rows):
    FrameUnit.objects.filter(name="Gull School").update(name="Heron School")

    _, *groups = raw(survey, "--by", "school")
    assert [(group["group"], group["key"]) for group in groups] == [
        ("Heron School", "Gull School"),
        ("Heron School", "Heron School"),
        ("Kettle School", "Kettle School"),
    ]
    assert sum(group["n"] for group in groups) == 200


def test_nobody_has_no_figures(survey):
    (told,) = raw(survey)

    assert told["n"] == 0
    assert {item["mean"] for item in told["items"]} == {None}
    assert {item["percent_agree"] for item in told["items"]} == {None}
    assert told["scales"][0]["alpha"] is told["scales"][0]["mean"] is None


def test_lines_tell_the_same_and_warn(survey, rows):
    lines = printed(survey.pk, "--raw", "--reason", "A check", "--by", "role").splitlines()

    first = raw(survey)[0]
    assert "hidden by nothing" in lines[0]
    assert lines[3] == "All: 200 responses"
    assert lines[4].startswith(f"  E1: n {first['items'][0]['n']}, ")
    assert lines[4].endswith(f"deviation {first['items'][0]['sd']:.6f}")


def test_the_log_keeps_the_reason_and_nothing_is_printed_without_one(survey, rows):
    raw(survey)
    logged = Activity.objects.about(survey).get()
    assert logged.summary == f"Unrounded figures of {survey} were printed: A check"
    assert logged.kind == "export"

    for words in ((), ("--reason", "  ")):
        with pytest.raises(CommandError, match="add --reason"):
            printed(survey.pk, "--raw", *words)
    with pytest.raises(CommandError, match="at most 120"):
        printed(survey.pk, "--raw", "--reason", "x" * 121)
    with pytest.raises(CommandError, match="only asked for with --raw"):
        printed(survey.pk, "--reason", "Curious")
    with pytest.raises(CommandError, match="There is no survey 999999"):
        printed(999999, "--raw", "--reason", "A check")
    for by in ("team", "W1", "e1"):
        with pytest.raises(CommandError, match=f"invalid choice: '{by}'"):
            printed(survey.pk, "--raw", "--reason", "A check", "--by", by)
    assert Activity.objects.about(survey).count() == 1


def test_queries_do_not_grow_with_answers_or_groups(survey, rows, django_assert_max_num_queries):
    for by in ("network", "school", "G1"):
        with django_assert_max_num_queries(12):
            raw(survey, "--by", by)
    answers = list(Response.objects.values_list("unit_id", "role", "answers"))
    Response.objects.bulk_create(
        Response(administration=survey, unit_id=unit, role=role, answers=given)
        for unit, role, given in answers * 10
    )
    with django_assert_max_num_queries(12):
        assert raw(survey, "--by", "school")[0]["n"] == 2200
