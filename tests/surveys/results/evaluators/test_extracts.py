"""Rows as they leave: what stands in them, what does not, and what is written down."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from core import clock
from network.models import Activity
from surveys.collection.models import Response
from surveys.results.evaluators.extracts import Rows
from surveys.results.exports.reading import lines_of
from surveys.results.models import Agreement, Extract, OpenAnswer
from tests.surveys.results.taking import fetched, read_csv, unpacked
from tests.test_every_door import knocking
from tests.viewing import view_as


def read(response):
    """The lines of a CSV; of rows out of the package in which they are fetched."""
    if response["Content-Disposition"].endswith('.zip"'):
        return read_csv(unpacked(response)["rows.csv"])
    return read_csv(b"".join(response.streaming_content))


def take(user, agreement, survey, name="extract-take"):
    """The answer to a request; for rows their file, once a worker has made it."""
    if name == "extract-take":
        return fetched(user, agreement, survey)
    return knocking(user).get(reverse(f"surveys:{name}", args=[agreement.pk, survey.pk]))


def test_there_is_a_row_for_each_response_and_none_has_a_time_or_a_name(
    evaluator, agreement, answered
):
    rows = read(take(evaluator, agreement, answered))

    assert sorted(int(row["row"]) for row in rows) == list(range(1, 14))
    assert list(rows[0]) == [
        *["row", "role", "school", "district", "service_center", "typology", "level"],
        *["Q1", "Q2_1", "Q2_2", "Q2_3", "Q2_4", "Q2_5", "Q2_6", "Q3", "Q5", "Q6", "Q7", "Q8", "Q9"],
    ]
    words = str(rows)
    for told in ("Kettle", "Second", "Fallow", "990501", "=1+1", f"{timezone.now():%Y-%m-%d}"):
        assert told not in words


def test_answers_are_numbers_with_codes_for_what_is_missing(evaluator, agreement, answered):
    row = next(r for r in read(take(evaluator, agreement, answered)) if r["Q9"] == "-97")

    assert [row[f"Q2_{n}"] for n in range(1, 7)] == list("101000")
    assert (row["Q1"], row["Q3"], row["Q5"], row["Q6"]) == ("1", "3", "4", "-99")


def test_identifiers_keep_their_zeros_and_places_have_codes_of_their_own(
    evaluator, agreement, answered
):
    kept = [r for r in read(take(evaluator, agreement, answered)) if r["school"] != "-96"]

    assert {row["service_center"] for row in kept} == {"000442"}
    assert {row["typology"] for row in kept} == {"1"}
    assert len({row["school"] for row in kept}) == 1
    assert re.fullmatch(r"S-[0-9a-f]{10}", kept[0]["school"])


def test_small_groups_lose_facts_and_large_ones_keep_them(evaluator, agreement, answered):
    rows = read(take(evaluator, agreement, answered))
    facts = ["role", "school", "district", "service_center", "typology", "level"]
    groups = {}
    for row in rows:
        key = tuple(row[name] for name in facts)
        groups[key] = groups.get(key, 0) + 1

    assert min(groups.values()) >= agreement.least_group
    assert sorted(groups.values()) == [5, 8]


def test_codes_are_those_of_the_agreement(agreement, answered):
    other = Agreement.objects.create(
        title="Another",
        purpose="",
        variables=["school"],
        starts_on=clock.today(),
        ends_on=clock.today(),
    )

    def codes(by):
        column = Rows(by, answered).facts.index("school")
        return {line.key[column] for line in lines_of(Rows(by, answered))} - {-96}

    assert codes(agreement)
    assert not codes(agreement) & codes(other)
    assert codes(agreement) == codes(agreement)


def test_the_order_is_drawn_anew_each_time(agreement, answered):
    kettle = answered.units.get(name="Kettle School")
    for number in range(40):
        texts = {"Q3": number, "Q2": [1]}
        Response.objects.create(
            administration=answered, unit=kettle, role=1, answers=[1, 4, 0, 2, 5, -1], texts=texts
        )
    hours = 7

    def order():
        return [line.cells[hours] for line in lines_of(Rows(agreement, answered))]

    assert sorted(order()) == sorted(order())
    assert order() != order()


def test_what_is_taken_is_written_down(evaluator, agreement, answered):
    read(take(evaluator, agreement, answered))

    extract = Extract.objects.get()
    assert (extract.person, extract.rows, extract.least_group) == (evaluator.person, 13, 5)
    assert (extract.form, extract.shape) == ("csv", "wide")
    assert extract.variables == [v for v in agreement.variables if v != "words"]
    line = Activity.objects.about(agreement).get(kind=Activity.Kind.EXPORT)
    assert line.actor == evaluator.person


def test_words_come_apart_read_and_safe_in_a_spreadsheet(evaluator, agreement, answered):
    kettle = answered.units.get(name="Kettle School")

    def said(text, **facts):
        OpenAnswer.objects.create(
            administration=answered, unit=kettle, item_code="Q10", text=text, **facts
        )

    said("=1+1", verdict="publish")
    said("Ask Priya", words="Ask [name]", verdict="publish")
    said("Never read")
    said("Held back", verdict="withhold")

    taken = take(evaluator, agreement, answered, "extract-words")
    rows = read(taken)

    assert "no-store" in taken["Cache-Control"]
    assert sorted(rows, key=lambda row: row["words"]) == [
        {"item": "Q10", "words": "'=1+1"},
        {"item": "Q10", "words": "Ask [name]"},
    ]
    assert Extract.objects.get().is_words


def test_words_stay_where_the_agreement_does_not_name_them(evaluator, agreement, answered):
    agreement.variables = ["role"]
    agreement.save()

    assert take(evaluator, agreement, answered, "extract-words").status_code == 404
    assert not Extract.objects.exists()


def test_the_codebook_names_every_column_and_the_release(evaluator, agreement, answered):
    lines = read(take(evaluator, agreement, answered, "extract-codebook"))
    columns = list(read(take(evaluator, agreement, answered))[0])

    assert [line["variable"] for line in lines][: len(columns)] == columns
    by_name = {line["variable"]: line for line in lines}
    assert by_name["Q5"]["wording"] == "I share goals."
    assert by_name["Q5"]["values"].startswith("1 = Strongly disagree")
    assert by_name["Q5"]["version"] == "ALL version 1"
    assert by_name["role"]["values"] == "1 = teacher; 2 = school leader"
    assert "-99 = skipped" in by_name["missing values"]["values"]
    assert "release 1 of All kinds" in str(lines)


def test_without_facts_nothing_is_promised_about_rows_with_the_same_answers(
    evaluator, agreement, answered
):
    agreement.variables = []
    agreement.save()

    page = take(evaluator, agreement, answered, "extract").text
    codebook = str(read(take(evaluator, agreement, answered, "extract-codebook")))

    assert "all 13 rows are one group" in page
    for told in (page, codebook):
        assert "No facts about place or role go along." in told
        assert "same answers" not in told


def test_fewer_rows_than_one_group_needs_stay(evaluator, agreement, answered):
    agreement.least_group = 14
    agreement.save()

    assert "none can leave" in take(evaluator, agreement, answered, "extract").text
    assert take(evaluator, agreement, answered).status_code == 404
    assert not Extract.objects.exists()


@pytest.mark.parametrize("name", ["extract", "extract-take", "extract-codebook", "extract-words"])
@pytest.mark.parametrize("change", ["over", "ended", "unsigned", "not named", "another survey"])
def test_without_an_agreement_in_force_there_is_nothing(
    evaluator, agreement, answered, name, change
):
    if change == "over":
        agreement.starts_on = agreement.ends_on = clock.today() - dt.timedelta(days=1)
    elif change == "ended":
        agreement.ended_at = clock.now()
    elif change == "unsigned":
        agreement.signed_copy = ""
    elif change == "not named":
        agreement.people.clear()
    else:
        agreement.administrations.remove(answered)
    agreement.save()

    assert take(evaluator, agreement, answered, name).status_code == 404
    assert not Extract.objects.exists()


@pytest.mark.parametrize("name", ["extract", "extract-take", "extract-codebook", "extract-words"])
def test_an_administrator_takes_nothing_through_an_evaluators_eyes(
    evaluator, state_admin, agreement, answered, name
):
    address = reverse(f"surveys:{name}", args=[agreement.pk, answered.pk])

    viewing = view_as(state_admin, evaluator.person)
    refused = viewing.post(address) if name == "extract-take" else viewing.get(address)
    assert refused.status_code == 403
    assert take(state_admin, agreement, answered, name).status_code == 404
    assert not Extract.objects.exists()
