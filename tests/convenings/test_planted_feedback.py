"""What is hidden in the feedback on a convening leaves through none of its doors.

Lowland is hidden beside a session of seven; its numbers stand nowhere else. As in
tests/test_planted_numbers.py, all bytes that come back are searched.
"""

import json

import pytest
from django.urls import reverse

from core import clock
from surveys.results.models import OpenAnswer, Release, ReleasedUnit
from surveys.results.services import publish_comments
from tests.convenings.reported import ITEMS, alike, feedback_form, reported
from tests.surveys.results.planted import numbers_in, text_of
from tests.test_every_door import DOORS, PEOPLE, argument_of, knocking
from tests.test_planted_numbers import far_ids  # noqa: F401  a fixture

PLANTED = {7919, 6311, 8623, 4999}  # answers, agreeing, staff, agreeing to the second question
WORD = "Quillfeather"


@pytest.fixture
def reported_convening(far_ids, cohort):  # noqa: F811  the fixture imported above
    answers = dict.fromkeys(ITEMS, (7919, 6311)) | {"CVF02": (7919, 4999)}
    sessions = {"Lowland": answers, "Upland": alike(7, 4), "West": alike(15013, 9001)}
    staff = {"Lowland": 8623, "West": 20011}
    convening = reported(cohort, 7, sessions, version=feedback_form(), staff=staff)
    survey = convening.feedback
    OpenAnswer.objects.create(
        administration=survey,
        unit=survey.units.get(name="Upland"),
        item_code="CVF12",
        text=f"{WORD} said it best",
        verdict="publish",
    )
    survey.words_apart_at = clock.now()
    survey.save()
    publish_comments(survey, by=None)
    return convening


@pytest.fixture
def convening(reported_convening):
    return reported_convening


def told(text):
    return (numbers_in(text) & PLANTED) | ({WORD} if WORD in text else set())


def test_the_release_hides_the_session_beside_the_small_one(reported_convening):
    shown = {
        row.unit.name: row.base is not None for row in ReleasedUnit.objects.select_related("unit")
    }

    assert shown == {str(reported_convening): True, "Lowland": False, "Upland": False, "West": True}
    stored = [*Release.objects.values(), *ReleasedUnit.objects.values()]
    assert told(json.dumps(stored, default=str)) == set()


def test_no_door_of_convenings_tells_anybody(request, reported_convening):
    leaks = {}
    for name, door in DOORS.items():
        if not name.startswith("convenings:") or "convening" not in str(door.args):
            continue
        args = [argument_of(request.getfixturevalue(fixture)) for fixture in door.args]
        for who, letter in zip(PEOPLE, door.who, strict=True):
            if letter != "O":
                continue
            account = None if who == "stranger" else request.getfixturevalue(who)
            answer = knocking(account).get(reverse(name, args=args))
            if found := told(text_of(answer)):
                leaks[name, who] = found

    assert leaks == {}


def test_page_and_file_show_what_is_not_hidden(signed_in, specialist, reported_convening):
    args = [reported_convening.pk]
    client = signed_in(specialist)

    page = client.get(reverse("convenings:feedback", args=args)).text
    assert "West" in page
    assert "60%" in page
    file = client.get(reverse("convenings:feedback-pdf", args=args))
    assert file.status_code == 200
