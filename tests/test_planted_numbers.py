"""What is hidden leaves through no door: not in a page, a file, a mail, a command, a log line.

Numbers such as 7919 are planted in hidden cells (tests/surveys/results/planted.py); whoever is let
in opens every door, and all bytes that come back are searched.
"""

import csv
import io
import json
from collections import defaultdict
from itertools import product

import pytest
from django.core import mail
from django.core.management import call_command, get_commands
from django.db import connection
from django.urls import reverse
from factory.django import DjangoModelFactory

from messaging.jobs import drain_outbox
from messaging.models import Message
from network.models import Activity
from surveys import jobs
from surveys.results.models import Release, ReleasedComment, ReleasedUnit
from tests.sheets import rows_of_xlsx
from tests.surveys.results.planted import (
    NEVER_TOLD,
    WORDS_NEVER_TOLD,
    numbers_in,
    planted_numbers,
    planted_survey,
    text_of,
)
from tests.test_every_door import DOORS, PEOPLE, argument_of, knocking

FILES = ("results-csv", "results-xlsx", "results-json")
GROUPINGS = ("places", "role", "typology", "level", "nonsense")
# State administrators, who prepare the frame and read what was written, see these by their office.
STAFF_DOORS = {
    "surveys:frame",
    "surveys:frame-csv",
    "surveys:frame-xlsx",
    "surveys:invitees",
}
READING_DOORS = {"surveys:words", "surveys:words-one", "surveys:coders", "surveys:coders-csv"}
# One of each kind of view; that all others get the same is a test of its own.
LOOKERS = ("team_member", "state_admin")


@pytest.fixture
def far_ids(db):
    """Ids and names that hold no planted number, however many rows other tests have made."""
    for factory in DjangoModelFactory.__subclasses__():
        factory.reset_sequence(0, force=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(format('%I.%I', schemaname, sequencename), 500000000)"
            " FROM pg_sequences WHERE coalesce(last_value, 0) < 500000000"
        )


@pytest.fixture
def planted(far_ids, center, district, school, other_center, other_district, other_school):
    places = (center, district, school, other_center, other_district, other_school)
    return planted_survey({place.name: place for place in places})


@pytest.fixture
def released_survey(planted):
    return planted[0]


@pytest.fixture
def released_unit(planted):
    return planted[1]["Kettle School"]


@pytest.fixture
def surveyed_rows(planted):
    """Rows leave through a door of their own, which has its own tests."""
    return planted[0]


@pytest.fixture
def told(planted):
    """Says what of the planted stands in a text."""
    survey, units = planted
    planted_in = planted_numbers(units) - published_numbers(survey)
    assert planted_in >= NEVER_TOLD

    def search(text):
        words = {word for word in WORDS_NEVER_TOLD if word in text}
        return (numbers_in(text) & planted_in) | words

    return search


def published_numbers(survey):
    """Whole numbers that are released anyway, for other places."""
    found = set()
    for unit in ReleasedUnit.objects.filter(release__administration=survey):
        found |= numbers_in(json.dumps([unit.base, unit.items, unit.scales, unit.roles]))
    return found


def browsers(request, who=PEOPLE):
    """A browser for each of them, signed in once."""
    accounts = {"stranger": None}
    accounts |= {one: request.getfixturevalue(one) for one in who if one != "stranger"}
    return {one: knocking(accounts[one]) for one in who}


def test_the_numbers_are_where_they_are_hidden(planted):
    survey, units = planted
    rows = {row.unit_id: row for row in ReleasedUnit.objects.filter(release__administration=survey)}
    kettle, small, shown = (rows[units[f"{n} School"].pk] for n in ("Kettle", "Small", "Open"))

    assert (kettle.base, small.base) == (None, None)
    assert set(kettle.items.values()) | set(kettle.scales.values()) == {None}
    assert (kettle.roles, shown.roles) == (None, None)
    assert shown.base["submitted"] == 15013
    assert 7919 in planted_numbers(units)
    assert not ReleasedComment.objects.exists()


def test_the_stored_release_holds_none_of_them(told):
    stored = [*Release.objects.values(), *ReleasedUnit.objects.values()]

    assert told(json.dumps(stored, default=str)) == set()


def test_a_search_would_find_them(told):
    assert told("It was 7,919 answers.") == {7919}
    assert told('{"n": 6910}') == {6910}
    assert told("<td>14741</td>") == {14741}
    assert told("Marrowbone, says one") == {"Marrowbone"}


def test_no_door_tells_anybody(request, db, planted, told):
    everybody = browsers(request)
    survey, units = planted
    instead = {"survey": survey, "survey_unit": units["Kettle School"]}
    leaks = {}
    for name, door in DOORS.items():
        if "O" not in door.who:
            continue
        own = [argument_of(request.getfixturevalue(fixture)) for fixture in door.args]
        theirs = [argument_of(instead.get(f, a)) for f, a in zip(door.args, own, strict=True)]
        let_in = [who for who, letter in zip(PEOPLE, door.who, strict=True) if letter == "O"]
        for who, args in product(let_in, [own] if own == theirs else [own, theirs]):
            answer = everybody[who].get(reverse(name, args=args))
            headers = [line for line in answer.headers.items() if line[0] != "Content-Length"]
            found = told(f"{text_of(answer)} {headers}")
            if who == "state_admin" and name in STAFF_DOORS:
                found -= {9001}
            if who == "state_admin" and name in READING_DOORS:
                found -= set(WORDS_NEVER_TOLD)
            if name == "surveys:extract-words":  # under an agreement; what was read and not held
                found -= {"Marrowbone"}
            if found:
                leaks[name, who] = found

    assert leaks == {}


def test_no_choice_on_a_results_page_tells_anybody(request, db, planted, told):
    survey, units = planted
    everybody = browsers(request, LOOKERS)
    choices = [("IMC01", by) for by in GROUPINGS] + [("IMT11", "role")]
    leaks = {}
    for who, unit in product(LOOKERS, units.values()):
        browser = everybody[who]
        addresses = [reverse("surveys:results-unit", args=[survey.pk, unit.pk])]
        addresses += [reverse(f"surveys:{name}", args=[survey.pk, unit.pk]) for name in FILES]
        if browser.get(addresses[0]).status_code != 200:
            assert {browser.get(address).status_code for address in addresses} == {404}
            continue
        for address, (item, by) in product(addresses, choices):
            answer = browser.get(address, {"item": item, "by": by, "school": unit.pk})
            if found := told(text_of(answer)):
                leaks[who, unit.name, address, item, by] = found

    assert leaks == {}


def test_a_cell_is_the_same_for_everybody_in_every_file(request, db, planted):
    """Which places stand in a file is a matter of rights; what stands beside them never is."""
    survey, units = planted
    everybody = browsers(request)
    cells = defaultdict(set)
    for who, unit in product(PEOPLE, units.values()):
        browser = everybody[who]
        for name in FILES:
            address = reverse(f"surveys:{name}", args=[survey.pk, unit.pk])
            answer = browser.get(address)
            if answer.status_code != 200:
                continue
            body = b"".join(answer) if answer.streaming else answer.content
            for place, code, figures in _cells(name, body):
                cells[name, place, code].add(figures)

    assert len({place for _, place, _ in cells}) == len(units)
    assert {key: found for key, found in cells.items() if len(found) != 1} == {}
    for (name, place, code), (figures,) in cells.items():
        if name == "results-xlsx":
            assert {figures} == cells["results-csv", place, code]


def _cells(name, body):
    """Place, item and figures of each line of a file; changes stand at the asked place only."""
    if name == "results-json":
        for unit in json.loads(body)["units"]:
            for code, figures in unit["items"].items():
                yield unit["name"], code, json.dumps(figures, sort_keys=True)
        return
    if name == "results-csv":
        head, *lines = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    else:
        head, *lines = rows_of_xlsx(body)
    for line in lines:
        row = dict(zip(head, map(str, line), strict=True))
        yield row["name"], f"{row['code']} {row['group']}", tuple(row.values())


def test_no_command_and_no_mail_tells_them(planted, told, state_admin, evaluator):
    survey, _ = planted
    out = io.StringIO()
    known = get_commands()
    calls = [
        ("results", [str(survey.pk), *by, *as_json])
        for by in ([], ["--by", "esc"], ["--by", "district"], ["--by", "school"])
        for as_json in ([], ["--json"])
    ]
    calls += [
        ("release_tables", [str(survey.pk), "--json"]),
        ("release_tables", ["--all", "--json"]),
    ]
    for name, args in calls:
        if name in known:
            call_command(name, *args, stdout=out, stderr=out)
    for job in (jobs.release_closed, jobs.remind, jobs.tell_of_agreements, drain_outbox):
        job()

    assert told(out.getvalue()) == set()
    assert out.getvalue()
    letters = [letter.message().as_string() for letter in mail.outbox]
    assert told(str(letters) + str(list(Message.objects.values()))) == set()
    assert told(str(list(Activity.objects.values()))) == set()
