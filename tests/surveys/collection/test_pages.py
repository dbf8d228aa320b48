import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import clock
from surveys.collection.models import Administration
from surveys.collection.services import close_administration
from tests.factories.cohorts import EnrollmentFactory
from tests.factories.network import PersonFactory, SchoolFactory
from tests.factories.surveys import AdministrationFactory, shipped
from tests.surveys.asking import eastern, invited, unit_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(signed_in, state_admin):
    return signed_in(state_admin)


@pytest.fixture(autouse=True)
def march():
    with clock.at(eastern("2026-03-02 09:00")):
        yield


def prepared(cohort, **changes):
    return {
        "version": shipped("IMT", 2).pk,
        "title": "Implementation survey, spring 2026",
        "cohort": cohort.pk,
        "school_year": "2025-26",
        "season": "spring",
        "opens_at": "2026-04-08T08:00",
        "closes_at": "2026-05-01T23:59",
        "mode": "anonymous",
        "reminders": "usual",
        "grace_hours": 24,
        "threshold": 10,
        **changes,
    }


def test_a_survey_is_prepared_in_local_time_and_leads_to_its_frame(admin, cohort):
    answer = admin.post("/surveys/new/", prepared(cohort))

    survey = Administration.objects.get()
    assert answer.url == f"/surveys/{survey.pk}/frame/"
    assert (survey.state, survey.mode, survey.created_by.first_name) == (
        "draft",
        "anonymous",
        "Renata",
    )
    assert timezone.localtime(survey.opens_at).strftime("%H:%M %Z") == "08:00 EDT"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"closes_at": "2026-04-01T08:00"}, "A survey closes after it opens."),
        ({"threshold": 4}, "greater than or equal to 5"),
        ({"school_year": "2025-27"}, "Write it as 2023-24."),
        ({"mode": "secret"}, "Select a valid choice"),
    ],
)
def test_a_survey_that_cannot_be_is_refused_in_words(admin, cohort, change, words):
    answer = admin.post("/surveys/new/", prepared(cohort, **change))

    assert words in answer.content.decode()
    assert "Error: " in answer.content.decode()
    assert not Administration.objects.exists()


def test_the_frame_is_typed_school_by_school(admin, draft_survey, school):
    added = SchoolFactory(name="Ash School", agency=school.agency)
    EnrollmentFactory(cohort=draft_survey.cohort, school=added)
    page = admin.get(f"/surveys/{draft_survey.pk}/frame/").content.decode()
    assert "Ash School" in page

    admin.post(
        f"/surveys/{draft_survey.pk}/frame/",
        {
            f"school-{school.pk}-staff": "40",
            f"school-{added.pk}-role_1": "5",
            f"school-{added.pk}-role_2": "2",
        },
    )

    framed = draft_survey.units.filter(kind="school").order_by("name")
    assert list(framed.values_list("name", "staff", "staff_by_role")) == [
        (
            "Ash School",
            7,
            {"classroom teacher": 5, "intervention specialist": 2, "other licensed staff": 0},
        ),
        ("Kettle School", 40, {}),
    ]


def test_role_groups_and_total_that_disagree_are_told_at_the_top(admin, draft_survey, school):
    answer = admin.post(
        f"/surveys/{draft_survey.pk}/frame/",
        {f"school-{school.pk}-staff": "40", f"school-{school.pk}-role_1": "5"},
    )

    text = answer.content.decode()
    assert "The role groups make 5. Empty one of the two." in text
    assert f'href="#id_school-{school.pk}-staff"' in text
    assert 'value="40"' in text  # what was typed is kept
    assert not draft_survey.units.filter(kind="school").exists()


def test_the_frame_is_pasted_from_a_spreadsheet(admin, draft_survey, school):
    url = f"/surveys/{draft_survey.pk}/frame/paste/"
    # The spreadsheet lost the leading zeros.
    admin.post(url, {"take": "1", "lines": "42\t30\t5\t5\n"})

    unit = draft_survey.units.get(kind="school")
    assert (unit.name, unit.staff) == ("Kettle School", 40)
    assert unit.staff_by_role["classroom teacher"] == 30


def test_faulty_lines_are_all_named_and_nothing_is_taken(admin, draft_survey):
    url = f"/surveys/{draft_survey.pk}/frame/paste/"
    lines = "999999,5\n\n000042,many\n000042,1,2"
    text = admin.post(url, {"take": "1", "lines": lines}).content.decode()

    assert "Line 1, column IRN: no school with IRN 999999 is in the directory." in text
    assert "Line 3, column number: many is no whole number from 0 to 5,000." in text
    assert "Line 4: after the IRN comes one number or 3, one for each role group." in text
    assert not draft_survey.units.exists()


def test_an_open_survey_shows_its_frame_without_fields(admin, open_survey):
    text = admin.get(f"/surveys/{open_survey.pk}/frame/").content.decode()

    assert "fixed when the survey opened" in text
    assert "Save the frame" not in text


def test_addresses_are_invited_line_by_line(admin, framed):
    unit = unit_of(framed, "Kettle School")
    url = f"/surveys/{framed.pk}/invitees/{unit.pk}/"
    wrong = admin.post(url, {"addresses": "one@kettle.example\nnonsense\n"}).content.decode()
    admin.post(url, {"addresses": "One@kettle.example,\n\none@kettle.example\ntwo@kettle.example"})

    assert "Line 2: nonsense is no e-mail address." in wrong
    assert sorted(unit.invitations.values_list("email", flat=True)) == [
        "one@kettle.example",
        "two@kettle.example",
    ]


def test_the_design_team_or_the_roster_is_invited_with_one_button(
    admin, framed, school, team_member, team_lead
):
    PersonFactory(organization=school, email="art@kettle.example")
    unit = unit_of(framed, "Kettle School")
    url = f"/surveys/{framed.pk}/invitees/{unit.pk}/"

    admin.post(url, {"source": "team"})
    assert unit.invitations.count() == 2
    admin.post(url, {"source": "roster"})
    assert unit.invitations.count() == 3


def test_more_addresses_than_staff_are_refused_in_words(admin, framed):
    unit = unit_of(framed, "Gull School")
    addresses = "\n".join(f"p{n}@gull.example" for n in range(21))
    text = admin.post(
        f"/surveys/{framed.pk}/invitees/{unit.pk}/", {"addresses": addresses}
    ).content.decode()

    assert "Gull School: 21 invited, but only 20 expected." in text
    assert "p20@gull.example" in text


def test_the_buttons_take_a_survey_from_draft_to_the_request_for_release(admin, framed):
    invited(framed, "Kettle School", 1)
    page = f"/surveys/{framed.pk}/"
    assert "Open the survey" in admin.get(page).content.decode()

    for button, words in [
        ("open", "is open. Invitations are on their way."),
        ("close", "is closed. The last answers are being counted."),
        ("release", "is being released."),
    ]:
        assert words in admin.post(f"{page}{button}/", follow=True).content.decode()

    framed.refresh_from_db()
    assert (framed.state, framed.release_requested_by.first_name) == ("closed", "Renata")
    assert "The figures are asked for." in admin.get(page).content.decode()


def test_a_survey_without_a_frame_is_not_opened(admin, draft_survey):
    text = admin.post(f"/surveys/{draft_survey.pk}/open/", follow=True).content.decode()

    assert "Say first how many people are expected to answer" in text
    draft_survey.refresh_from_db()
    assert draft_survey.is_draft


def test_the_closing_time_is_changed(admin, open_survey):
    later = timezone.localtime(clock.now() + dt.timedelta(days=40))
    admin.post(
        f"/surveys/{open_survey.pk}/extend/", {"closes_at": later.strftime("%Y-%m-%dT%H:%M")}
    )

    open_survey.refresh_from_db()
    assert abs(open_survey.closes_at - later) < dt.timedelta(minutes=1)


@pytest.mark.parametrize("button", ["open", "close", "release", "extend", "frame", "frame/paste"])
@pytest.mark.parametrize("who", ["specialist", "state_viewer", "team_lead", "outsider"])
def test_only_the_state_runs_a_survey(signed_in, request, survey, who, button):
    client = signed_in(request.getfixturevalue(who))

    assert client.post(f"/surveys/{survey.pk}/{button}/").status_code == 404
    survey.refresh_from_db()
    assert survey.is_open


def test_coordinators_see_who_has_answered_and_others_do_not(
    signed_in, survey, specialist, school_leader
):
    url = f"/surveys/{survey.pk}/"

    assert "Who has answered" in signed_in(specialist).get(url).content.decode()
    text = signed_in(school_leader).get(url).content.decode()
    assert "Who has answered" not in text
    assert "Answers are coming in" in text


def test_a_list_row_tells_the_state_how_many_have_sent(signed_in, survey, state_admin, specialist):
    assert "0 of 1" in signed_in(state_admin).get("/surveys/").content.decode()
    assert "0 of 1" not in signed_in(specialist).get("/surveys/").content.decode()


def test_the_list_costs_the_same_queries_whatever_its_length(admin, cohort):
    admin.get("/surveys/")
    counts = []
    for extra in (1, 6):
        AdministrationFactory.create_batch(extra, cohort=cohort)
        with CaptureQueriesContext(connection) as found:
            admin.get("/surveys/")
        counts.append(len(found))

    # Session, user, person, grants, state agency; how many surveys there are, and the page.
    assert counts[0] == counts[1] <= 9


def test_a_closed_survey_says_what_happens_next(admin, open_survey):
    close_administration(open_survey, by=None)
    text = admin.get(f"/surveys/{open_survey.pk}/").content.decode()

    assert "See what will be hidden, and release" in text
    assert "Who has answered" not in text
