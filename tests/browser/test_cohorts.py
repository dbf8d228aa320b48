"""Cohorts and artifacts in a real browser: from an empty cohort to a commented artifact."""

import datetime as dt

import pytest
from django.conf import settings
from django.urls import reverse

from cohorts import links, services
from cohorts.models import Cohort, DesignTeam, TeamInvitation
from core import clock
from improvement.models import Artifact
from network.models import Indicator
from network.services.activity import record
from network.services.frameworks import load_frameworks
from tests.browser.looking import problems_at_widths
from tests.browser.test_sign_in import type_the_code
from tests.factories.cohorts import (
    EnrollmentFactory,
    TeamInvitationFactory,
    TeamMembershipFactory,
)
from tests.factories.improvement import (
    ArtifactCommentFactory,
    ArtifactFactory,
    ArtifactVersionFactory,
)
from tests.factories.network import SchoolFactory

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = [
    ("Tomas", "Albright", "lead", "Science teacher"),
    ("June", "Marsh", "member", "Principal"),
    ("Odell", "Kane", "member", "English teacher"),
]


@pytest.fixture
def grown(state_agency, cohort, team, district, specialist):
    """A team with people, invitations and artifacts, in a cohort with a second school."""
    load_frameworks()
    EnrollmentFactory(cohort=cohort, school=SchoolFactory(name="Quarry School", agency=district))
    for first, last, role, job in PEOPLE:
        place = TeamMembershipFactory(
            team=team, role=role, job=job, person__first_name=first, person__last_name=last
        )
        record(team, "joined", f"{place.person} joined the {team}.", by=place.person)
    TeamMembershipFactory(team=team, ends_on=dt.date(2025, 11, 3), person__first_name="Rae")
    TeamInvitationFactory(team=team, expires_at=clock.now() + dt.timedelta(days=3))
    TeamInvitationFactory(team=team, expires_at=clock.now() - dt.timedelta(days=3))
    artifact = ArtifactFactory(team=team, title="Goal cards", added_by=place.person)
    artifact.indicators.set(Indicator.objects.filter(component__version__is_current=True)[:2])
    ArtifactVersionFactory(artifact=artifact)
    ArtifactCommentFactory(artifact=artifact, author=specialist.person)
    ArtifactFactory(team=team, title="Room map with quiet corners", added_by=place.person)
    return team


@pytest.fixture
def visit(page, live_server, client, signed_in):
    """Open an address as somebody, at a width."""

    def go(user, address, width=1280):
        cookie = signed_in(user).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(live_server.url + address)
        return page

    return go


def pages(team):
    artifact = Artifact.objects.get(title="Goal cards")
    return {
        "list": reverse("cohorts:list"),
        "list-empty": reverse("cohorts:list") + "?state=planned",
        "detail": team.cohort.get_absolute_url(),
        "new": reverse("cohorts:new"),
        "enroll": reverse("cohorts:enroll", args=[team.cohort_id]),
        "form-team": reverse("cohorts:form-team", args=[team.cohort_id]),
        "team": team.get_absolute_url(),
        "people": reverse("cohorts:team-people", args=[team.pk]),
        "history": reverse("cohorts:team-history", args=[team.pk]),
        "charter": reverse("cohorts:charter", args=[team.pk]),
        "charter-change": reverse("cohorts:charter-change", args=[team.pk]),
        "replace": reverse("cohorts:replace-member", args=[team.memberships.first().pk]),
        "invite": reverse("cohorts:invite", args=[team.pk]),
        "end": reverse("cohorts:end-membership", args=[team.memberships.first().pk]),
        "artifacts": reverse("improvement:team-artifacts", args=[team.pk]),
        "artifact": artifact.get_absolute_url(),
    }


def test_pages_have_no_accessibility_fault_and_do_not_scroll_sideways(grown, specialist, visit):
    for name, address in pages(grown).items():
        assert (name, problems_at_widths(visit(specialist, address))) == (name, [])


def test_a_members_pages_have_no_fault(grown, team_lead, visit):
    for address in (grown.get_absolute_url(), reverse("improvement:artifact-new", args=[grown.pk])):
        assert (address, problems_at_widths(visit(team_lead, address))) == (address, [])


def test_the_page_behind_an_invitation_has_no_fault(page, live_server, grown):
    page.set_viewport_size({"width": 390, "height": 800})
    for invitation in TeamInvitation.objects.all():
        page.goto(live_server.url + reverse("cohorts:join", args=[links.token_for(invitation)]))
        assert problems_at_widths(page) == []


def test_a_specialist_opens_a_cohort_and_invites_its_first_person(
    state_agency, school, specialist, visit
):
    services.load_pathways()
    page = visit(specialist, reverse("cohorts:new"), 390)
    page.get_by_label("Offering").select_option(label="LAUNCH, two years")
    page.get_by_text("LAUNCH, two years: 24 months").wait_for()
    page.get_by_label("Name of the cohort").fill("LAUNCH cohort 3")
    page.get_by_role("button", name="Open the cohort").click()
    page.get_by_role("link", name="Enroll schools").first.click()
    page.get_by_role("searchbox").fill("kett")
    page.get_by_text("Kettle School, Fallow Local").click()
    page.get_by_role("button", name="Enroll the schools you ticked").click()
    page.get_by_role("link", name="Form a team for Kettle School").click()
    page.get_by_role("button", name="Form the team").click()
    page.get_by_role("link", name="Invite people").click()
    page.get_by_label("First name").fill("Lena")
    page.get_by_label("Last name").fill("Hart")
    page.get_by_label("Work e-mail").fill("lena.hart@kettle.example")
    page.get_by_role("button", name="Send the invitation", exact=True).click()
    page.get_by_text("The invitation of Lena Hart is on its way.").wait_for()

    assert Cohort.objects.get().name == "LAUNCH cohort 3"
    assert DesignTeam.objects.get().name == "Kettle School design team"
    assert TeamInvitation.objects.get().email == "lena.hart@kettle.example"


def test_somebody_joins_on_a_phone_and_adds_an_artifact(
    page, live_server, state_agency, team_invitation, team, mailoutbox, tmp_path
):
    load_frameworks()
    cards = tmp_path / "Goal cards.txt"
    cards.write_text("Goal cards\n")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(live_server.url + reverse("cohorts:join", args=[links.token_for(team_invitation)]))
    page.get_by_role("button", name="Join the team").click()
    page.get_by_role("heading", name="Enter the code").wait_for()
    type_the_code(page, mailoutbox)
    page.get_by_role("heading", name="Kettle team").wait_for()

    page.get_by_role("link", name="Add the first artifact").click()
    page.get_by_label("Title").fill("Goal cards")
    page.locator("input[type=file]").set_input_files(cards)
    page.get_by_text("No student can be identified in it").click()
    page.get_by_text("4.3").first.click()
    page.get_by_role("button", name="Add the artifact").click()

    page.get_by_role("heading", name="Goal cards").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "Goal cards.txt"
    assert Artifact.objects.get().indicators.get().code == "4.3"
