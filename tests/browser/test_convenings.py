"""Convenings in a real browser: planning, taking a seat, the taps at the door."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.urls import reverse

from convenings import services
from convenings.models import Attendance
from core import clock
from tests.browser.looking import problems_at_widths
from tests.factories.cohorts import DesignTeamFactory, TeamMembershipFactory
from tests.factories.convenings import ConveningFactory, RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db(transaction=True)

NAMES = ["Tomas Albright", "Priya Vance", "Sam Birch", "Ines Calloway", "Bram Otto", "Greta Sloan"]
# What a screen reader says puts a space before the colon; both are right.
HERE = {name.split()[0]: re.compile(f"Here ?: {name}") for name in NAMES}
REGISTER = re.compile("Register ?: Southwest")
TARGETS = [
    "Build a shared picture of authentic learning",
    "Develop one task with people outside school",
    "Collaborate with your own team on a commitment",
    "Engage with teams from other schools",
]


@pytest.fixture
def held(state_agency, cohort, team):
    """Two teams, one convening that is over, one whose first session is today."""
    teams = [team, DesignTeamFactory(cohort=cohort, name="Marlow team")]
    people = []
    for number, name in enumerate(NAMES):
        first, last = name.split()
        member = TeamMembershipFactory(
            team=teams[number % 2], person__first_name=first, person__last_name=last, job="Teacher"
        )
        people.append(member.person)
    past = ConveningFactory(cohort=cohort, number=1, topic="What and why", learning_targets=TARGETS)
    before = SessionFactory(
        convening=past, region="North", starts_at=clock.now() - dt.timedelta(days=2)
    )
    for person in people[:4]:
        services.mark_attendance(before, person=person, by=None)
    convening = ConveningFactory(cohort=cohort, number=4, learning_targets=TARGETS)
    north = SessionFactory(
        convening=convening,
        region="North",
        starts_at=clock.now() + dt.timedelta(hours=1),
        capacity=4,
    )
    SessionFactory(convening=convening, region="Southwest", mode="virtual", place="", capacity=40)
    for person in people[:5]:
        state = "registered" if person in people[:4] else "waiting"
        RegistrationFactory(session=north, person=person, state=state)
    return north


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


def addresses(session):
    convening = session.convening
    past = convening.cohort.convenings.get(number=1)
    return {
        "list": reverse("convenings:list"),
        "past": reverse("convenings:list") + "?when=past",
        "detail": convening.get_absolute_url(),
        "detail-past": past.get_absolute_url(),
        "new": reverse("convenings:new", args=[convening.cohort_id]),
        "seat-new": reverse("convenings:seat-new", args=[convening.pk]),
        "session-new": reverse("convenings:session-new", args=[convening.pk]),
        "session-change": reverse("convenings:session-change", args=[session.pk]),
        "attendance": reverse("convenings:attendance", args=[session.pk]),
        "guest": reverse("convenings:guest", args=[session.pk]),
        "attendance-of": reverse("convenings:attendance-of", args=[past.pk]),
        "grid": reverse("convenings:attendance-grid", args=[session.pk]),
        "import": reverse("convenings:attendance-import", args=[session.pk]),
        "room": reverse("convenings:room", args=[session.pk]),
        "here": reverse("convenings:here"),
        "cohort": reverse("cohorts:detail", args=[convening.cohort_id]),
    }


def test_pages_have_no_accessibility_fault_and_do_not_scroll_sideways(held, specialist, visit):
    for name, address in addresses(held).items():
        assert (name, problems_at_widths(visit(specialist, address))) == (name, [])


def test_one_tap_marks_a_person_and_undo_takes_it_back(held, specialist, visit):
    page = visit(specialist, addresses(held)["attendance"], 390)
    here = page.get_by_role("button", name=HERE["Tomas"])

    here.click()
    page.get_by_text("Tomas Albright is here.").wait_for()
    assert here.get_attribute("aria-pressed") == "true"
    assert page.inner_text("#count") == "1 of 4 here"
    assert page.get_by_role("heading", name="Kettle School · 1 of 2 here").is_visible()
    assert page.evaluate("document.activeElement.textContent") == "Here: Tomas Albright"
    assert Attendance.objects.filter(session=held).count() == 1

    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Tomas Albright is not here.").wait_for()
    assert here.get_attribute("aria-pressed") == "false"
    assert Attendance.objects.filter(session=held).count() == 0


def test_search_narrows_the_list_while_typing(held, specialist, visit):
    page = visit(specialist, addresses(held)["attendance"], 390)

    page.get_by_role("searchbox").fill("greta")

    page.get_by_role("button", name=HERE["Tomas"]).wait_for(state="detached")
    assert page.get_by_role("button", name=HERE["Greta"]).is_visible()


def test_toggles_are_large_enough_for_a_thumb(held, specialist, visit):
    page = visit(specialist, addresses(held)["attendance"], 390)

    sizes = [toggle.bounding_box() for toggle in page.locator(".pl-here").all()]
    assert len(sizes) == 4
    assert all(size["height"] >= 44 and size["width"] >= 44 for size in sizes)


def test_member_takes_a_seat_and_gives_it_back(held, team_member, visit):
    page = visit(team_member, held.convening.get_absolute_url(), 390)

    page.get_by_role("button", name=REGISTER).click()
    page.get_by_text("Your seat in Southwest is confirmed.").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Your place in Southwest is given back.").wait_for()

    assert page.get_by_role("button", name=REGISTER).is_visible()
