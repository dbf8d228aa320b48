"""A district's way into TRANSFORM: from a draft to an active team, by three people in three
browsers; and the thirteenth district, which moves up when one of twelve leaves."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from cohorts import application_links, jobs, links, services
from cohorts.models import Application, ApplicationForm, DesignTeam, Offering
from cohorts.services.application_form import load_application_forms
from cohorts.services.decision import decide
from core import clock
from tests.factories.applications import ApplicationFactory
from tests.factories.cohorts import CohortFactory, OfferingFactory, PathwayFactory
from tests.factories.network import DistrictFactory, PersonWithAccountFactory

pytestmark = pytest.mark.django_db(transaction=True)

PLAN, HERS = "We keep our plan of 2031.", "We write the plan anew with families."
TEAM = [
    ("Sila", "Superintendent"),
    ("Cato", "Curriculum leader"),
    ("Prim", "Principal"),
    ("Cora", "Instructional coach leader"),
    ("Dario", "Data leader"),
]


@pytest.fixture
def offering(state_agency):
    load_application_forms()
    today = clock.today()
    return OfferingFactory(
        pathway=PathwayFactory(code="transform", name="TRANSFORM"),
        name="TRANSFORM, five years",
        unit=Offering.Unit.DISTRICT,
        form=ApplicationForm.objects.get(code="transform"),
        capacity=12,
        team_min=5,
        team_max=12,
        apply_from=today - dt.timedelta(days=1),
        apply_until=today + dt.timedelta(days=30),
    )


@pytest.fixture
def cohort(offering, state_agency):
    return CohortFactory(offering=offering, name="TRANSFORM cohort 1", home=state_agency)


def press(page, name):
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state("networkidle")


def fill_part(page, application, code):
    """Every question gets an answer, whatever its kind."""
    page.goto(reverse("cohorts:application-part", args=[application.pk, code]))
    for box in page.locator("#answers textarea, #answers input[type=text]").all():
        if not box.input_value():
            box.fill("We meet each month and look at what learners made.")
    for box in page.locator("#answers input[type=number]").all():
        box.fill("12")
    for group in page.locator("#answers fieldset").all():
        group.locator("label").last.click()
    press(page, re.compile("^Save$"))


def test_a_district_joins_by_three_people_in_three_browsers(
    district_leader, state_admin, offering, cohort, district, browse
):
    colleague = PersonWithAccountFactory(
        first_name="Cato", last_name="Birch", organization=district, email="cato@fallow.example"
    )
    lead, second, stranger, staff = (
        browse(user) for user in (district_leader, colleague.user, None, state_admin)
    )
    said = []
    for page in (lead, second, stranger, staff):
        page.on("console", lambda message: said.append(message.text))

    # Begun by one, written by two.
    lead.goto(reverse("cohorts:apply", args=[offering.pk]))
    lead.get_by_label("Name or IRN").fill("Fallow")
    press(lead, "Find")
    press(lead, re.compile("Begin"))
    application = Application.objects.get()
    lead.goto(reverse("cohorts:application-writers", args=[application.pk]))
    lead.get_by_label("First name").fill("Cato")
    lead.get_by_label("Last name").fill("Birch")
    lead.get_by_label(re.compile("mail")).fill(colleague.email)
    press(lead, "Send the invitation")
    token = application_links.write_link.token(application.invitations.get().nonce)
    second.goto(reverse("cohorts:write-together", args=[token]))
    press(second, "Write together")

    # Both have the same question open; the second to save sees both texts and chooses.
    part = reverse("cohorts:application-part", args=[application.pk, "plan"])
    for page in (lead, second):
        page.goto(part)
    for page, words in ((lead, PLAN), (second, HERS)):
        page.locator("#id_current-plan").fill(words)
        page.wait_for_timeout(1500)  # kept by itself
    second.get_by_text("changed this answer while you typed").wait_for()
    assert PLAN in second.locator("#clashes").inner_text()
    assert HERS in second.locator("#clashes").inner_text()
    press(second, "Keep mine")
    assert application.answers.get(question="current-plan").value == HERS

    for code in ("district", "board", "plan", "data"):
        fill_part(lead, application, code)
    for first, position in TEAM:
        lead.goto(reverse("cohorts:application-part", args=[application.pk, "team"]))
        lead.get_by_label("First name").fill(first)
        lead.get_by_label("Last name").fill("Birch")
        lead.get_by_label(re.compile("mail")).fill(f"{first.lower()}@fallow.example")
        lead.get_by_label("Position").select_option(label=position)
        if first == "Cato":
            lead.locator("label[for=id_is_lead]").click()
        press(lead, "Add to the team")
    assert application.proposed.count() == len(TEAM)

    # The superintendent consents by a link, without an account.
    lead.goto(reverse("cohorts:application-part", args=[application.pk, "consent"]))
    lead.get_by_label("Name", exact=True).fill("Sila Birch")
    lead.get_by_label(re.compile("mail")).fill("sila@fallow.example")
    press(lead, "Mail the link")
    token = application_links.consent_link.token(application.consents.get().nonce)
    stranger.goto(reverse("cohorts:consent", args=[token]))
    stranger.get_by_text("I consent").click()
    press(stranger, "Send my answer")
    stranger.get_by_text("You consented on").wait_for()

    lead.goto(reverse("cohorts:application-check", args=[application.pk]))
    press(lead, "Send the application")
    lead.get_by_text("Its number is").wait_for()

    # The state decides: shown first, then done.
    staff.goto(reverse("cohorts:applications"))
    staff.locator(f"#tick-{application.pk}").check()
    press(staff, "Decide")
    staff.get_by_text("Accept into a cohort").click()
    staff.get_by_label("Cohort", exact=True).select_option(label=str(cohort))
    press(staff, "Show what will happen")
    press(staff, "Decide so and write to the applicants")
    application.refresh_from_db()
    assert application.state == "accepted"

    # Who leads takes the place that the acceptance made.
    team = DesignTeam.objects.get()
    token = links.token_for(team.invitations.get(email="cato@fallow.example"))
    second.goto(reverse("cohorts:join", args=[token]))
    press(second, "Join the team")
    assert team.place.pk == district.pk
    assert team.memberships.get().person == colleague
    assert cohort.enrollments.get().status == "active"
    assert team.invitations.filter(accepted_at=None).count() == len(TEAM) - 1
    assert [words for words in said if "Content Security Policy" in words] == []


def test_the_thirteenth_district_moves_up_when_one_leaves(
    district_leader, state_admin, offering, cohort, district, browse
):
    for number in range(12):
        taken = DistrictFactory(name=f"District {number:02}")
        services.enroll(cohort, place=taken, by=None)
    thirteenth = ApplicationFactory(
        offering=offering,
        form=offering.form,
        school=None,
        district=district,
        state="in_review",
        submitted_at=clock.now(),
    )
    thirteenth.editors.create(person=district_leader.person)
    decide(thirteenth, verdict="accepted", cohort=cohort, by=state_admin.person)
    thirteenth.refresh_from_db()
    assert (thirteenth.state, thirteenth.waitlist_rank) == ("waitlisted", 1)
    lead, staff = browse(district_leader), browse(state_admin)
    lead.goto(thirteenth.get_absolute_url())
    lead.get_by_text("Rank 1 on the waitlist").wait_for()

    leaving = cohort.enrollments.get(district__name="District 07")
    staff.goto(reverse("cohorts:enrollment-status", args=[leaving.pk]))
    staff.get_by_text("Left", exact=True).click()
    staff.get_by_label(re.compile("Why|Reason")).fill("A new superintendent.")
    press(staff, "Change the status")

    jobs.offer_places()  # by the clock, so that an undo a moment later still finds the place
    lead.goto(thirteenth.get_absolute_url())
    lead.get_by_role("link", name="Take it or leave it to the next").click()
    press(lead, re.compile("Take"))
    thirteenth.refresh_from_db()
    assert thirteenth.state == "accepted"
    assert cohort.enrollments.staying().count() == 12
