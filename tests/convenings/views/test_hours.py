import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from convenings.models import LicenceCycle
from core import clock
from library.models import ModuleCompletion
from tests.factories.convenings import AttendanceFactory, ConveningFactory, SessionFactory
from tests.factories.hours import CertificateFactory, LicenceCycleFactory

MINE = reverse("convenings:my-hours")
TODAY = clock.on_day(dt.date(2024, 3, 1))


@pytest.fixture(autouse=True)
def _today():
    with clock.at(TODAY):
        yield


def session_of(cohort, number=4, **facts):
    convening = ConveningFactory(cohort=cohort, number=number, **facts)
    return SessionFactory(convening=convening, starts_at=clock.on_day(dt.date(2024, 2, 13)))


def test_my_hours_add_up_the_certificates_of_the_cycle_of_today(team_member, signed_in):
    me = team_member.person
    LicenceCycleFactory(person=me)
    CertificateFactory(person=me)
    CertificateFactory(person=me, minutes=225)
    CertificateFactory(person=me, held_on=dt.date(2022, 5, 1), title="An older one")
    CertificateFactory(title="Somebody else's")

    page = signed_in(team_member).get(MINE).text

    assert "<b>9.5</b> contact hours" in page  # 345 + 225 minutes
    assert "July 2023 to June 2028" in page
    assert "An older one" not in page
    assert "Somebody else" not in page
    everything = signed_in(team_member).get(MINE, {"cycle": "all"}).text
    assert "An older one" in everything


@pytest.mark.parametrize(
    ("facts", "late", "words"),
    [
        ({"least_share": 80}, 120, "asks for 80% of the session"),
        ({"needs_feedback": False}, 0, "in the night after the last session"),
    ],
)
def test_my_hours_say_why_there_is_no_certificate(
    facts, late, words, cohort, team_member, signed_in
):
    session = session_of(cohort, **facts)
    AttendanceFactory(session=session, person=team_member.person, late_minutes=late)

    page = signed_in(team_member).get(MINE).text

    assert words in page
    assert ("4 of 6 hours (66%)" in page) == bool(late)


def test_feedback_that_may_still_come_is_waited_for(cohort, team_member, signed_in):
    session = session_of(cohort)
    AttendanceFactory(session=session, person=team_member.person)
    with clock.at(session.ends_at):
        page = signed_in(team_member).get(MINE).text

    assert "in the night after feedback has closed" in page


def test_a_certificate_is_a_tagged_pdf_of_ones_own(certificate, team_member, team_lead, signed_in):
    address = reverse("convenings:certificate-pdf", args=[certificate.pk])

    answer = signed_in(team_member).get(address)

    assert answer["Content-Type"] == "application/pdf"
    assert b"/StructTreeRoot" in answer.content
    assert b"pdfuaid" in answer.content
    assert signed_in(team_lead).get(address).status_code == 404


def test_a_transcript_is_a_pdf_or_a_csv_that_a_spreadsheet_cannot_run(team_member, signed_in):
    me = team_member.person
    CertificateFactory(person=me, title='=HYPERLINK("x")')
    client = signed_in(team_member)

    paper = client.get(reverse("convenings:transcript-pdf"))
    lines = b"".join(client.get(reverse("convenings:transcript-csv"))).decode().splitlines()

    assert b"/StructTreeRoot" in paper.content
    assert lines[0].endswith("Date,Convening or module,Place,Contact hours,Issued by,Check at")
    assert "'=HYPERLINK" in lines[1]


def test_finished_modules_stand_in_the_transcript_of_their_cycle(
    completion, team_member, signed_in
):
    CertificateFactory(person=team_member.person, minutes=360, title="A day together")
    ModuleCompletion.objects.update(completed_at=clock.on_day(dt.date(2020, 1, 15)))
    LicenceCycleFactory(
        person=team_member.person, starts_on=dt.date(2019, 7, 1), ends_on=dt.date(2020, 6, 30)
    )
    cycle = team_member.person.licence_cycles.get()
    browser = signed_in(team_member)

    of_all = browser.get(f"{MINE}?cycle=all").text
    of_cycle = browser.get(f"{MINE}?cycle={cycle.pk}").text

    assert "<b>6.5</b> contact hours" in of_all
    assert "<b>0.5</b> contact hours" in of_cycle
    assert ("Why begin?" in of_cycle, "A day together" in of_cycle) == (True, False)


def test_a_transcript_without_certificates_says_so(team_member, signed_in):
    paper = signed_in(team_member).get(reverse("convenings:transcript-pdf"))

    assert paper.content.startswith(b"%PDF")


def test_a_cycle_ends_after_it_starts_and_keeps_what_was_typed(team_member, signed_in):
    facts = {"starts_on": "2024-07-01", "ends_on": "2024-06-30"}

    answer = signed_in(team_member).post(reverse("convenings:cycle-new"), facts)

    assert answer.status_code == 422
    assert "Choose a last day after the first day" in answer.text
    assert 'value="2024-07-01"' in answer.text


def test_a_cycle_is_added_once_changed_and_removed(team_member, signed_in):
    client = signed_in(team_member)
    facts = {"starts_on": "2023-07-01", "ends_on": "2028-06-30"}
    for _ in range(2):
        client.post(reverse("convenings:cycle-new"), facts)
    cycle = LicenceCycle.objects.get()

    changed = {**facts, "ends_on": "2027-06-30"}
    client.post(reverse("convenings:cycle-change", args=[cycle.pk]), changed)
    cycle.refresh_from_db()
    assert cycle.ends_on == dt.date(2027, 6, 30)

    client.post(reverse("convenings:cycle-remove", args=[cycle.pk]))
    assert not LicenceCycle.objects.exists()


def test_a_removed_cycle_is_brought_back_by_whoever_removed_it(team_member, signed_in):
    cycle = LicenceCycleFactory(person=team_member.person)
    client = signed_in(team_member)
    undo = reverse("convenings:cycle-restore", args=[cycle.pk])

    page = client.post(reverse("convenings:cycle-remove", args=[cycle.pk]), follow=True).text
    assert f'action="{undo}"' in page

    for _ in range(2):
        assert f"shown for {cycle} again" in client.post(undo, follow=True).text
    again = LicenceCycle.objects.get()
    assert (again.person, str(again)) == (team_member.person, str(cycle))
    other = reverse("convenings:cycle-restore", args=[cycle.pk + 1])
    assert client.post(other).status_code == 404
    another_browser = Client()
    another_browser.force_login(team_member)
    assert another_browser.post(undo).status_code == 404


@pytest.mark.parametrize("how_many", [1, 6])
def test_my_hours_take_the_same_queries_for_any_number(
    how_many, cohort, team_member, signed_in, django_assert_num_queries
):
    me = team_member.person
    for number in range(how_many):
        CertificateFactory(person=me, convening=ConveningFactory(cohort=cohort, number=number + 1))
        AttendanceFactory(session=session_of(cohort, number + 50), person=me)
    client = signed_in(team_member)
    client.get(MINE)

    # user, person, grants, teams; cycles, certificates, the network, modules, marks, convenings,
    # invitations
    with django_assert_num_queries(11):
        client.get(MINE)
