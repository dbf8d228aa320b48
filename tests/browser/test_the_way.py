"""The main job once, from an empty cohort to hidden cells on the dashboard: README, steps 2 to 8.

Mails go through the outbox and a real Celery worker on the test's own database and broker. The
clock's jobs are called as beat would call them, and hours pass by moving what was planned.
"""

import datetime as dt
import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from cohorts import services as cohorts
from convenings.jobs import open_feedback
from convenings.models import Session
from core import clock
from messaging.models import Message
from network.services.frameworks import load_frameworks
from surveys import jobs
from surveys.collection import drafts, links
from surveys.collection.services import invite_addresses
from surveys.instruments.questionnaire import questionnaire_of
from surveys.models import Administration
from tests.browser.test_sign_in import CODE
from tests.browser.waiting import until
from tests.factories.network import SchoolFactory
from tests.factories.surveys import shipped

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NINA = "nina.quill@kettle.example"
STAFF = {"Kettle School": 30, "Quarry School": 20, "Marlow School": 8}
ANSWERED = {"Kettle School": 12, "Quarry School": 11, "Marlow School": 3}
RESPONDENT, SILENT = "respondent@kettle.example", "silent@kettle.example"


@pytest.fixture
def network(state_agency, school, district):
    """A directory with three schools, and what every site has loaded."""
    for name in ("Quarry School", "Marlow School"):
        SchoolFactory(name=name, agency=district)
    cohorts.load_pathways()
    load_frameworks()
    shipped("IMT")


def letter(page, to, words):
    """Open the newest letter to somebody in the mailbox, once the worker has sent it."""
    row = page.locator("tr").filter(has_text=to).filter(has_text=words)

    def arrived():
        page.goto(reverse("demo-mailbox"))
        return row.count() > 0

    until(arrived, f"a letter “{words}” to {to}")
    row.first.get_by_role("link").click()
    page.get_by_label("What it says").wait_for()
    return page


def link_in(page, kind):
    return page.locator(f"main a[href*='/{kind}/']").get_attribute("href")


def opens_a_cohort_with_a_team(page):
    page.goto(reverse("cohorts:new"))
    page.get_by_label("Offering").select_option(label="LAUNCH, two years")
    page.get_by_text("LAUNCH, two years: 24 months").wait_for()
    page.get_by_label("Name of the cohort").fill("LAUNCH cohort 3")
    page.get_by_role("button", name="Open the cohort").click()
    page.get_by_role("link", name="Enroll schools").first.click()
    page.get_by_text("Quarry School, Fallow Local").click()
    page.get_by_role("searchbox", name="School or district").fill("mar")
    page.get_by_text("Kettle School, Fallow Local").wait_for(state="detached")
    page.get_by_text("Marlow School, Fallow Local").click()
    page.get_by_role("searchbox", name="School or district").fill("ket")
    page.get_by_text("Kettle School, Fallow Local").click()
    page.get_by_role("button", name="Enroll the schools you ticked").click()
    page.get_by_text("3 schools joined LAUNCH cohort 3.").wait_for()
    page.get_by_role("link", name="Form a team for Kettle School").click()
    page.get_by_role("button", name="Form the team").click()
    page.get_by_role("link", name="Invite people").click()
    page.get_by_label("First name").fill("Nina")
    page.get_by_label("Last name").fill("Quill")
    page.get_by_label("Work e-mail").fill(NINA)
    page.get_by_role("button", name="Send the invitation", exact=True).click()
    page.get_by_text("The invitation of Nina Quill is on its way.").wait_for()


def joins_by_the_mailed_link_and_code(page, mailbox):
    page.goto(link_in(letter(mailbox, NINA, "Join the Kettle School design team"), "join"))
    page.get_by_role("button", name="Join the team").click()
    page.get_by_role("heading", name="Enter the code").wait_for()
    code = CODE.search(letter(mailbox, NINA, "sign-in code").inner_text("main"))[0]
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("heading", name="Kettle School design team").wait_for()


def plans_a_convening(page):
    page.get_by_role("link", name="LAUNCH cohort 3").first.click()
    page.get_by_role("link", name="Plan a convening").click()
    page.get_by_label("Topic").fill("Learner Driven")
    page.get_by_label("Learning targets").fill("Build a shared picture\nDevelop one goal")
    page.get_by_role("button", name="Plan it and add a session").click()
    for day, region, button in [
        ("2030-01-15", "North", "Add it and enter another"),
        ("2030-07-15", "Southeast", "Add the session"),
    ]:
        page.get_by_label("Region").fill(region)
        page.get_by_label("Date").fill(day)
        page.get_by_label("Starts at").fill("09:00")
        page.get_by_label("Ends at").fill("15:00")
        page.get_by_label("Place").fill("Learning Hall")
        page.get_by_role("button", name=button, exact=True).click()
        page.get_by_text(f"{region} is added").wait_for()
    expect(page.locator("main")).to_contain_text("Tue, Jan 15, 2030, 9:00 AM–3:00 PM EST")
    expect(page.locator("main")).to_contain_text("Mon, Jul 15, 2030, 9:00 AM–3:00 PM EDT")


def registers_and_takes_the_calendar_entry(page):
    page.goto(reverse("home"))
    page.get_by_role("link", name="Register").click()
    page.get_by_role("button", name="Register").first.click()
    page.get_by_text("Your seat in North is confirmed.").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Add to calendar").first.click()
    entry = download.value.path().read_text()
    assert "DTSTART;TZID=America/New_York:20300115T090000" in entry
    assert entry.count("UID:") == 1


def the_convening_is_held(page, mailbox, visitor):
    """The day comes, the specialist marks who is here, the session ends, feedback opens."""
    north, now = Session.objects.filter(region="North"), clock.now()
    north.update(starts_at=now - dt.timedelta(hours=2), ends_at=now + dt.timedelta(hours=1))
    page.reload()
    page.get_by_role("link", name="Open check-in").click()
    page.get_by_role("button", name="Nina Quill").click()
    page.get_by_text("Nina Quill is here.").wait_for()
    north.update(ends_at=clock.now())
    open_feedback.delay()
    visitor.goto(link_in(letter(mailbox, NINA, "How was it? Convening 1"), "answer"))
    visitor.get_by_role("button", name="Save and continue").click()
    visitor.get_by_text("We reached this target: Build a shared picture.").wait_for()


def adds_an_artifact(page, file):
    file.write_text("Goal cards\n")
    page.goto(reverse("cohorts:my-team"))
    page.get_by_role("link", name="Add the first artifact").click()
    page.get_by_label("Title").fill("Goal cards")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_text("No student can be identified in it").click()
    page.get_by_role("button", name="Add the artifact").click()
    page.get_by_role("heading", name="Goal cards").wait_for()
    return page.url


def comments(page, address):
    page.goto(address)
    page.get_by_label("Your comment").fill("Which card did students use most?")
    page.get_by_role("button", name="Add the comment").click()
    page.get_by_text("Which card did students use most?").wait_for()


def prepares_and_opens_a_survey(page):
    page.goto(reverse("surveys:list"))
    page.get_by_role("link", name="Prepare a survey").first.click()
    page.get_by_label("Title").fill("Implementation survey, fall")
    page.get_by_label("Cohort").select_option(label="LAUNCH cohort 3")
    page.get_by_role("button", name="Prepare the survey").click()
    for name, staff in STAFF.items():
        page.get_by_label(f"All together, {name}").fill(str(staff))
    page.get_by_role("button", name="Save the frame").click()
    page.get_by_role("link", name="0 of 30").click()
    page.get_by_label("One e-mail address per line").fill(f"{RESPONDENT}\n{SILENT}\n")
    page.get_by_role("button", name="Invite these people").click()
    page.get_by_text("2 more invited at Kettle School.").wait_for()
    survey = Administration.objects.get(title="Implementation survey, fall")
    page.goto(survey.get_absolute_url())
    page.get_by_role("button", name="Open the survey").click()
    page.get_by_text("Invitations are on their way.").wait_for()
    return survey


def answers_on_a_phone(phone, laptop, address):
    phone.goto(address)
    phone.get_by_text("Classroom teacher", exact=True).click()
    phone.get_by_role("button", name="Save and continue").click()
    phone.locator(".pl-question", has_text="set their own goals").get_by_text("Weekly").click()
    expect(phone.locator("[data-saved]")).to_contain_text("Saved")
    laptop.goto(f"{address}?section=2")
    expect(laptop.locator("input:checked + label")).to_have_text(["Weekly"])
    laptop.goto(f"{address}?section=99")  # the check is the last
    laptop.get_by_role("button", name="Send my answers").click()
    laptop.get_by_role("heading", name="Your answers are sent. Thank you.").wait_for()


def the_others_answer(survey):
    """Everybody answers everything, about half of them favorably."""
    questions = [q for p in questionnaire_of(survey.version).pages for q in p.questions]
    for name, many in ANSWERED.items():
        unit = survey.units.get(name=name)
        addresses = [f"{number}@{unit.key}.example" for number in range(many)]
        invite_addresses(survey, unit=unit, addresses=addresses)
        for number, invitation in enumerate(unit.invitations.filter(email__in=addresses)):
            sent = {q.code: 2 + (number % 2) * 2 for q in questions if len(q.options) >= 4}
            drafts.submit(links.token_for(invitation), answers=sent)


def reminds_only_the_silent_one(survey, mailbox):
    """Four days pass. The job runs twice, as it would with two beats."""
    opened = clock.now() - dt.timedelta(days=4)
    Administration.objects.filter(pk=survey.pk).update(opens_at=opened)
    Message.objects.filter(kind="surveys/invitation").update(created_at=opened, send_after=opened)
    jobs.remind.delay()
    jobs.remind.delay()
    letter(mailbox, SILENT, "Action needed by")


def closes_and_releases(page, survey):
    page.goto(survey.get_absolute_url())
    page.get_by_role("button", name="Close it now").click()
    page.reload()
    page.get_by_role("link", name="See what will be hidden, and release").click()
    page.get_by_role("button", name=re.compile("^Release (figures|as soon)")).click()
    page.get_by_text("is being released").first.wait_for()

    def released():
        page.goto(survey.get_absolute_url())
        return page.get_by_role("link", name="See the results").count() > 0

    until(released, "the release")


def test_the_way_from_an_empty_cohort_to_hidden_cells_on_the_dashboard(
    network, worker, browse, specialist, state_admin, state_viewer, tmp_path
):
    dana, nina, renata = browse(specialist), browse(), browse(state_admin)
    mailbox, phone = browse(), browse(**PHONE)

    opens_a_cohort_with_a_team(dana)
    joins_by_the_mailed_link_and_code(nina, mailbox)
    plans_a_convening(dana)
    registers_and_takes_the_calendar_entry(nina)
    the_convening_is_held(dana, mailbox, phone)
    comments(dana, adds_an_artifact(nina, tmp_path / "Goal cards.txt"))

    survey = prepares_and_opens_a_survey(renata)
    address = link_in(letter(mailbox, RESPONDENT, "Implementation survey, fall"), "answer")
    answers_on_a_phone(phone, browse(), address)
    the_others_answer(survey)
    reminds_only_the_silent_one(survey, mailbox)
    closes_and_releases(renata, survey)

    silas = browse(state_viewer)
    silas.goto(reverse("reports:overview"))
    table = silas.get_by_role("table", name="Schools: answers and Time to collaborate")
    expect(table.get_by_role("row", name="Kettle School")).to_contain_text("13")
    expect(table.get_by_role("row", name="Kettle School")).to_contain_text("%")
    for name in ("Quarry School", "Marlow School"):
        expect(table.get_by_role("row", name=name)).to_contain_text("hidden")
        expect(table.get_by_role("row", name=name)).not_to_contain_text("%")
    # The worker has done both runs of the reminders by now, one after the other.
    assert Message.objects.filter(kind="surveys/reminder").count() == 1
    assert "Traceback" not in worker.read_text()
