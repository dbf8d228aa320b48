"""Attendance read from a list, written as a list, and printed to be signed."""

import datetime as dt

import pytest
from django.urls import reverse

from convenings.models import Attendance
from core import clock
from network.models import Person
from tests.factories.cohorts import TeamMembershipFactory
from tests.factories.convenings import AttendanceFactory, FacilitatorFactory


@pytest.fixture
def people(team):
    names = [("Tomas", "Albright"), ("Priya", "Vance"), ("Sam", "Birch")]
    return [
        TeamMembershipFactory(
            team=team,
            person__first_name=first,
            person__last_name=last,
            person__email=f"{first.lower()}@kettle.example",
        ).person
        for first, last in names
    ]


@pytest.fixture
def after(north, people, specialist, signed_in):
    with clock.at(north.ends_at + dt.timedelta(days=1)):
        yield signed_in(specialist)


def url(name, session):
    return reverse(f"convenings:attendance-{name}", args=[session.pk])


def outcomes(page):
    return {one.row.number: one.outcome for one in page.context["rows"]}


def marks():
    rows = Attendance.objects.order_by("person__last_name")
    return list(rows.values_list("person__last_name", "late_minutes", "early_minutes"))


LIST = """Email,Name,Minutes late,Minutes left early,Team
TOMAS@kettle.example,,12,,
,"Vance, Priya",,30,
,Nobody Here,,,
sam@kettle.example,,soon,,
tomas@kettle.example,,,,
una@guest.example,Una Guest,5,,Kettle team
bad,Ulf Guest,,,Kettle team
ulf@guest.example,Ulf Guest,,,Elsewhere
"""


def test_every_row_is_shown_with_what_happens_to_it_and_nothing_is_written(after, north, team):
    text = LIST.replace("Kettle team", str(team))

    page = after.post(url("import", north), {"text": text})

    assert outcomes(page) == {
        2: "new",
        3: "new",
        4: "fault",
        5: "fault",
        6: "fault",
        7: "guest",
        8: "fault",
        9: "fault",
    }
    for words in [
        "Nobody on the list. Check the spelling, or give name, e-mail and team.",
        "“soon” is no number of minutes. Write it in figures.",
        "Stands in row 2 already.",
        "“bad” is no e-mail address.",
        "Name the team of this cohort that they came with.",
    ]:
        assert words in page.text
    assert marks() == []
    assert not Person.objects.filter(email="una@guest.example").exists()


def test_the_same_list_twice_is_written_once(after, north, team):
    text = LIST.replace("Kettle team", str(team))

    first = after.post(url("import", north), {"text": text, "write": "1"}, follow=True)
    again = after.post(url("import", north), {"text": text, "write": "1"}, follow=True)

    assert "3 marks written." in first.text
    assert "Everything in the list was known already." in again.text
    assert marks() == [("Albright", 12, 0), ("Guest", 5, 0), ("Vance", 0, 30)]
    assert set(Attendance.objects.values_list("way", flat=True)) == {"file"}


def test_meeting_software_says_how_long_people_were_there(after, north):
    text = "Name (Original Name)\tUser Email\tTotal Duration (Minutes)\n\ttomas@kettle.example\t300"

    after.post(url("import", north), {"text": text, "write": "1"})

    assert marks() == [("Albright", 0, 60)]


def test_saved_file_can_be_changed_and_read_in_again(after, north, people):
    for person in people[:2]:
        AttendanceFactory(session=north, person=person)
    saved = b"".join(after.get(url("csv", north)).streaming_content).decode()
    assert "Albright,Tomas,tomas@kettle.example,Kettle School" in saved
    same = after.post(url("import", north), {"text": saved})
    assert set(outcomes(same).values()) == {"same"}

    lines = [
        line.replace(",yes,0,0,", ",yes,15,0,") if "Albright" in line else line
        for line in saved.splitlines()
    ]
    lines = [line.replace(",yes,", ",no,") if "Vance" in line else line for line in lines]
    page = after.post(url("import", north), {"text": "\n".join(lines), "write": "1"}, follow=True)

    assert "2 marks written." in page.text
    assert marks() == [("Albright", 15, 0)]


def test_who_is_called_like_somebody_else_needs_an_address(after, north, team):
    TeamMembershipFactory(team=team, person__first_name="Sam", person__last_name="Birch")

    page = after.post(url("import", north), {"text": "Name\nSam Birch"})

    assert "More than one person on the list is called so." in page.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Nothing was pasted."),
        ("Email", "There is a header and no row under it."),
        ("Colour\nred", "The first row must name the columns"),
        ("Name\n" + "a b\n" * 1001, "There are 1001 rows."),
    ],
)
def test_what_is_no_list_is_refused_and_kept(after, north, text, words):
    page = after.post(url("import", north), {"text": text})

    assert page.status_code == 422
    assert words in page.text


def test_file_that_is_no_text_is_refused(after, north, tmp_path):
    path = tmp_path / "list.pdf"
    path.write_bytes(b"%PDF-1.7 nothing")
    with path.open("rb") as file:
        page = after.post(url("import", north), {"file": file})

    assert page.status_code == 422
    assert "PDF" in page.text


def test_list_of_a_session_to_come_is_refused_when_written(north, people, specialist, signed_in):
    page = signed_in(specialist).post(
        url("import", north), {"text": "Name\nSam Birch", "write": "1"}
    )

    assert page.status_code == 422
    assert "Check-in opens the day before." in page.text


def test_addresses_are_for_whoever_runs_the_session(north, outsider, signed_in):
    FacilitatorFactory(session=north, person=outsider.person)
    client = signed_in(outsider)

    assert client.get(url("csv", north)).status_code == 404
    assert client.get(url("sheet", north)).status_code == 200


def test_sheet_to_sign_is_a_tagged_pdf_with_everybody_expected(after, north, people):
    answer = after.get(url("sheet", north))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in answer.content


def test_tab_of_attendance_leads_to_every_list(after, north, convening):
    page = after.get(reverse("convenings:attendance-of", args=[convening.pk]))

    for name in ["grid", "import", "csv", "sheet"]:
        assert url(name, north) in page.text
