"""The door in a real browser: without a network, with the keyboard, a hundred people."""

import datetime as dt
import re
import time

import pytest
from django.urls import reverse

from convenings.codes import SEAT
from convenings.models import Attendance, Facilitator
from core import clock
from tests.browser.waiting import until
from tests.factories.cohorts import TeamMembershipFactory
from tests.factories.convenings import ConveningFactory, RegistrationFactory, SessionFactory

pytestmark = pytest.mark.django_db(transaction=True)

TEN_MINUTES = 600


@pytest.fixture
def north(state_agency, cohort, team):
    starts_at = clock.now() - dt.timedelta(minutes=5)
    return SessionFactory(
        convening=ConveningFactory(cohort=cohort), region="North", starts_at=starts_at
    )


def add_people(session, team, *names):
    for name in names:
        first, last = name.split()
        member = TeamMembershipFactory(
            team=team, person__first_name=first, person__last_name=last, job="Teacher"
        )
        RegistrationFactory(session=session, person=member.person)


def here(page, name):
    # What a screen reader says may put a space before the colon.
    return page.get_by_role("button", name=re.compile(f"Here ?: {name}"))


def door(session):
    return reverse("convenings:attendance", args=[session.pk])


def marked():
    return sorted(Attendance.objects.values_list("person__first_name", flat=True))


def test_marks_made_without_a_network_are_sent_when_it_is_back(north, team, specialist, browse):
    add_people(north, team, "Tomas Albright", "Priya Vance", "Sam Birch")
    page = browse(specialist)
    page.goto(door(north))
    page.context.set_offline(True)

    for name in ["Tomas Albright", "Priya Vance", "Sam Birch"]:
        here(page, name).click()
    page.get_by_text("3 waiting to send").wait_for()
    here(page, "Sam Birch").click()  # a second tap takes it back

    assert here(page, "Tomas Albright").get_attribute("aria-pressed") == "true"
    assert here(page, "Sam Birch").get_attribute("aria-pressed") == "false"
    assert marked() == []

    page.context.set_offline(False)
    until(lambda: marked() == ["Priya", "Tomas"], "the kept marks are written")
    page.get_by_text("waiting to send").wait_for(state="hidden")
    page.locator("#count", has_text="2 of 3 here").wait_for()


def test_what_was_kept_is_sent_when_the_page_is_opened_again(north, team, specialist, browse):
    add_people(north, team, "Tomas Albright")
    page = browse(specialist)
    page.goto(door(north))
    page.context.set_offline(True)
    here(page, "Tomas Albright").click()
    page.get_by_text("1 waiting to send").wait_for()
    page.goto("about:blank")
    page.context.set_offline(False)

    page.goto(door(north))

    until(lambda: marked() == ["Tomas"], "the kept mark is written")


def test_two_phones_without_a_network_mark_each_person_once(
    north, team, specialist, state_admin, browse
):
    add_people(north, team, "Tomas Albright", "Priya Vance")
    phones = [browse(specialist), browse(state_admin)]
    for phone in phones:
        phone.goto(door(north))
        phone.context.set_offline(True)
        here(phone, "Tomas Albright").click()
    here(phones[1], "Priya Vance").click()

    for phone in phones:
        phone.context.set_offline(False)

    until(lambda: marked() == ["Priya", "Tomas"], "both phones have sent")
    for phone in phones:
        phone.get_by_text("waiting to send").wait_for(state="hidden")
        phone.reload()  # whichever sent first has not heard of the other
        phone.locator("#count", has_text="2 of 2 here").wait_for()


def test_mark_kept_before_somebody_took_it_back_does_not_bring_it_back(
    north, team, specialist, state_admin, browse
):
    add_people(north, team, "Tomas Albright", "Priya Vance")
    away, at_the_door = browse(specialist), browse(state_admin)
    away.goto(door(north))
    away.context.set_offline(True)
    here(away, "Tomas Albright").click()
    away.get_by_text("1 waiting to send").wait_for()

    at_the_door.goto(door(north))
    here(at_the_door, "Tomas Albright").click()
    until(lambda: marked() == ["Tomas"], "marked at the door")
    here(at_the_door, "Tomas Albright").click()
    until(lambda: marked() == [], "and taken back")
    here(away, "Priya Vance").click()  # later than the undo
    away.context.set_offline(False)

    until(lambda: marked() == ["Priya"], "what was kept is sent")
    away.get_by_text("1 of the marks were taken back later on another phone.").wait_for()
    away.locator("[aria-pressed=false]", has_text="Tomas Albright").wait_for()


def test_without_a_network_the_search_finds_those_on_the_page(north, team, specialist, browse):
    add_people(north, team, "Tomas Albright", "Priya Vance")
    page = browse(specialist)
    page.goto(door(north))
    page.context.set_offline(True)

    page.get_by_role("searchbox").fill("vanc")

    here(page, "Tomas Albright").wait_for(state="hidden")
    assert here(page, "Priya Vance").is_visible()


def test_whoever_is_removed_is_told_and_nothing_more_is_saved(north, team, outsider, browse):
    add_people(north, team, "Tomas Albright", "Priya Vance")
    duty = Facilitator.objects.create(session=north, person=outsider.person, duty="door")
    page = browse(outsider)
    page.goto(door(north))
    here(page, "Tomas Albright").click()
    until(lambda: marked() == ["Tomas"], "the first mark is written")
    duty.removed_at = clock.now()
    duty.save()

    here(page, "Priya Vance").click()

    page.get_by_text("You no longer check people in at this session").wait_for()
    assert here(page, "Priya Vance").get_attribute("aria-pressed") == "false"
    assert marked() == ["Tomas"]


def test_enter_marks_the_one_who_was_found(north, team, specialist, browse):
    add_people(north, team, "Tomas Albright", "Priya Vance")
    page = browse(specialist)
    page.goto(door(north))

    for name in ["albright", "vance"]:
        page.get_by_role("searchbox").focus()
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        page.get_by_text(f"{name.title()} is here.").wait_for()

    assert marked() == ["Priya", "Tomas"]


def test_scanned_code_marks_without_another_tap(north, team, specialist, browse):
    add_people(north, team, "Tomas Albright")
    seat = north.registrations.get()
    page = browse(specialist)

    page.goto(reverse("convenings:code", args=[SEAT.token(seat.nonce)]))

    page.get_by_text("Tomas Albright is here.").wait_for()
    assert Attendance.objects.get().way == "qr"


def test_one_person_checks_a_hundred_in_within_ten_minutes(north, team, specialist, browse):
    add_people(north, team, *[f"Person Number{number:03}" for number in range(100)])
    page = browse(specialist, viewport={"width": 390, "height": 844})
    page.goto(door(north))
    start, taps = time.monotonic(), 0

    for toggle in page.locator("[data-person] button").all():
        toggle.click()
        taps += 1
    # What the machine needs must leave people nearly all of the time.
    until(
        lambda: Attendance.objects.count() == 100,
        "everybody is marked",
        patience=TEN_MINUTES / 4,
    )

    assert taps == 100
    assert time.monotonic() - start < TEN_MINUTES / 4
