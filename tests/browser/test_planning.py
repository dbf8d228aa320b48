"""Planning in a real browser: the pages, and a session dragged to another day."""

import datetime as dt

import pytest
from django.conf import settings
from django.urls import reverse

from convenings import services
from core import clock
from tests.browser.looking import faults_on, problems_at_widths
from tests.factories.convenings import (
    ConveningFactory,
    FacilitatorFactory,
    SessionFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def planned(state_agency, cohort, team):
    """A session next month at a venue, with an agenda, on a day that is a public holiday."""
    team.school.latitude, team.school.longitude = 40, -82
    team.school.save()
    convening = ConveningFactory(cohort=cohort, number=1, topic="Learner Driven")
    services.set_agenda(convening, steps=[services.Step(30, "Arriving", "Coffee")], by=None)
    services.set_checklist(convening, lines=["Try the projector"], by=None)
    day = dt.date(clock.today().year + 1, 7, 4)
    cohort.starts_on, cohort.ends_on = day.replace(month=7, day=1), day.replace(month=9)
    cohort.save()
    session = SessionFactory(
        convening=convening,
        region="North",
        starts_at=clock.on_day(day),
        ends_at=clock.on_day(day, 15),
        venue=VenueFactory(name="Learning hall", latitude=40, longitude=-83),
    )
    FacilitatorFactory(session=session)
    return session


@pytest.fixture
def visit(page, live_server, specialist, signed_in):
    def go(address, width=1280):
        cookie = signed_in(specialist).cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
        )
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(live_server.url + address)
        return page

    return go


def test_pages_have_no_accessibility_fault_and_do_not_scroll_sideways(planned, visit):
    session, cohort = planned.pk, planned.convening.cohort_id
    addresses = {
        "session": planned.get_absolute_url(),
        "plan": planned.convening.get_absolute_url(),
        "move": reverse("convenings:move", args=[session]) + "?day=2034-12-25",
        "facilitator": reverse("convenings:facilitator-new", args=[session]),
        "agenda": reverse("convenings:agenda", args=[planned.convening_id]),
        "series": reverse("convenings:series", args=[cohort]),
        "series-plan": reverse("convenings:series-plan", args=[cohort]),
        "venues": reverse("convenings:venues"),
        "venue-new": reverse("convenings:venue-new"),
        "venue-change": reverse("convenings:venue-change", args=[planned.venue_id]),
    }
    for name, address in addresses.items():
        assert (name, problems_at_widths(visit(address))) == (name, [])


def test_a_session_over_midnight_is_no_wider_than_a_phone(planned, visit):
    planned.starts_at += dt.timedelta(hours=10, minutes=30)
    planned.ends_at = planned.starts_at + dt.timedelta(hours=6)
    planned.save()
    for address in (
        planned.get_absolute_url(),
        reverse("convenings:series", args=[planned.convening.cohort_id]),
    ):
        for width in (390, 320):
            page = visit(address, width)
            page.get_by_text("7:30 PM").first.wait_for()
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_dates_of_a_series_are_seen_without_a_fault_at_both_widths(planned, visit):
    for width in (1280, 390):
        page = visit(reverse("convenings:series-plan", args=[planned.convening.cohort_id]), width)
        page.get_by_role("button", name="Look at the dates").click()
        page.get_by_role("heading", name="The dates").wait_for()
        assert faults_on(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_session_dragged_to_another_day_is_moved_after_a_look(planned, visit):
    page = visit(reverse("convenings:series", args=[planned.convening.cohort_id]))
    day = dt.date(clock.today().year + 1, 7, 14)

    page.drag_and_drop("[data-move]", f"[data-day='{day.isoformat()}']")
    page.get_by_role("button", name="Move 1 session").click()
    page.get_by_text("1 session is moved.").wait_for()

    planned.refresh_from_db()
    assert planned.starts_at == clock.on_day(day)
