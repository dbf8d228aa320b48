import datetime as dt

import pytest
from django.urls import reverse

from convenings.models import Facilitator
from convenings.services.feedback import open_session_feedback
from core import clock
from tests.convenings.reported import ITEMS, alike, feedback_form, reported
from tests.factories.convenings import AttendanceFactory, ConveningFactory, SessionFactory
from tests.factories.network import PersonWithAccountFactory

DAY = dt.date(2024, 2, 13)


def page(client, convening, name="feedback"):
    return client.get(reverse(f"convenings:{name}", args=[convening.pk]))


@pytest.fixture
def convening(cohort):
    sessions = {"North": alike(40, 30), "South": alike(60, 54)}
    return reported(cohort, 4, sessions, version=feedback_form())


@pytest.fixture
def planned(cohort):
    """Two sessions on one day, nobody marked yet."""
    found = ConveningFactory(cohort=cohort, number=5)
    for region in ("North", "South"):
        SessionFactory(convening=found, region=region, starts_at=clock.on_day(DAY, 9))
    return found


def test_the_report_tells_percent_interval_and_each_session(signed_in, specialist, convening):
    client = signed_in(specialist)
    text = page(client, convening).text

    for words in ("100 of 102", "We reached this target: Build a picture", "84%", "75%", "90%"):
        assert words in text


def test_who_facilitates_a_session_reads_the_report(signed_in, convening):
    person = PersonWithAccountFactory()
    client = signed_in(person.user)
    assert page(client, convening).status_code == 404
    assert page(client, convening, "feedback-pdf").status_code == 404

    Facilitator.objects.create(session=convening.sessions.first(), person=person)
    assert "84%" in page(client, convening).text
    assert page(client, convening, "feedback-pdf").content.startswith(b"%PDF")


def test_members_read_the_same_figures_as_organizers(
    signed_in, team_member, specialist, state_viewer, convening
):
    cells = set()
    for who in (team_member, specialist, state_viewer):
        client = signed_in(who)
        text = page(client, convening).text
        cells.add(text[text.index("<main") : text.index("</main>")].count("84%"))

    assert len(cells) == 1


def test_before_anybody_is_asked_the_page_says_what_will_happen(signed_in, specialist, planned):
    client = signed_in(specialist)
    with clock.at(clock.on_day(DAY, 8)):
        text = page(client, planned).text

    assert "Nobody is asked yet" in text
    assert "24 hours after the last session" in text
    assert text.count("asked at its end") == 2
    assert page(client, planned, "feedback-pdf").status_code == 404


def test_organizers_see_which_session_waits_for_marks_and_who_came_too_late(
    signed_in, specialist, planned
):
    client = signed_in(specialist)
    north, _ = planned.sessions.order_by("region")
    AttendanceFactory.create_batch(2, session=north, marked_at=north.starts_at)
    with clock.at(north.ends_at + dt.timedelta(minutes=1)):
        assert "2 people marked, asked five minutes after the last mark" in (
            page(client, planned).text
        )
        open_session_feedback(north)
    with clock.at(north.ends_at + dt.timedelta(hours=1)):
        AttendanceFactory(session=north)
        text = page(client, planned).text

    assert "1 person marked later and not asked" in text
    assert "over, and nobody is marked yet" in text


def test_members_do_not_see_who_was_marked(signed_in, team_member, planned):
    client = signed_in(team_member)
    with clock.at(clock.on_day(DAY, 20)):
        assert "nobody is marked" not in page(client, planned).text


def test_of_a_small_convening_nothing_is_told(signed_in, specialist, cohort):
    small = reported(cohort, 6, {"North": alike(9, 8)}, version=feedback_form())
    client = signed_in(specialist)
    text = page(client, small).text

    assert "Too few answered" in text
    assert "89%" not in text
    assert page(client, small, "feedback-pdf").content.startswith(b"%PDF")


def test_the_file_has_one_page_however_much_is_said(signed_in, specialist, cohort):
    form = feedback_form()
    for item in form.sections.get().items.all():
        item.wording = f"{item.wording} " + "and then some more words " * 12
        item.save()
    sessions = {f"A region with a long name {n}": alike(40, 30) for n in range(6)}
    long = reported(cohort, 8, sessions, version=form)
    client = signed_in(specialist)
    content = page(client, long, "feedback-pdf").content

    assert b"/Type/Pages/Count 1/" in content
    assert len(ITEMS) == form.sections.get().items.count()


def test_more_sessions_cost_no_more_queries(
    signed_in, specialist, cohort, convening, django_assert_max_num_queries
):
    client = signed_in(specialist)
    page(client, convening)
    with django_assert_max_num_queries(32):
        page(client, convening)
    regions = {f"Region {n}": alike(40, 30) for n in range(9)}
    large = reported(cohort, 9, regions, version=convening.feedback.version)
    with django_assert_max_num_queries(32):
        page(client, large)
