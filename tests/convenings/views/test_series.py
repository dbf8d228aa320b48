import datetime as dt

import pytest
from django.urls import reverse

from convenings.models import SeriesTemplate
from core import clock
from tests.factories.convenings import ConveningFactory, RegistrationFactory, SessionFactory

DAY = dt.date(2034, 10, 31)
FORM = {"template": "", "first_on": "2034-09-05", "regions": "North\nSouth", "apart": "1"}


@pytest.fixture
def planning(cohort, specialist, signed_in):
    """The specialist at the form, whose template is LAUNCH."""
    client = signed_in(specialist)
    url = reverse("convenings:series-plan", args=[cohort.pk])
    page = client.get(url)
    template = page.context["form"].fields["template"].queryset.get(code="launch")

    def post(**typed):
        return client.post(url, {**FORM, "template": template.pk, **typed})

    return post


def seen(page):
    """What the page of the dates would send."""
    rows = page.context["proposals"]
    days = {f"day-{one.place}": one.first_on.isoformat() for one in rows}
    ticks = {f"with-{one.place}": "1" for one in rows if one.is_wanted}
    return {"seen": "1", "number": str(rows[0].number), **days, **ticks}


def test_all_dates_are_seen_before_anything_is_written(planning, cohort):
    page = planning(look="1", first_on="2034-11-23")

    assert page.status_code == 200
    assert len(page.context["proposals"]) == 8
    assert "North: Thu, Nov 23, 2034, 9:00 AM–3:00 PM EST" in page.text
    assert "Thanksgiving Day is a public holiday." in page.text
    assert not cohort.convenings.exists()


def test_series_is_planned_with_the_days_as_changed_and_without_what_was_unticked(planning, cohort):
    typed = seen(planning(look="1"))
    del typed["with-3"]
    typed["day-0"] = "2034-09-12"

    response = planning(plan="1", **typed)

    assert response.status_code == 302
    assert [c.number for c in cohort.convenings.order_by("number")] == list(range(1, 8))
    first = cohort.convenings.get(number=1)
    assert [s.starts_at for s in first.sessions.order_by("starts_at")] == [
        clock.on_day(dt.date(2034, 9, 12)),
        clock.on_day(dt.date(2034, 9, 13)),
    ]
    assert not cohort.convenings.filter(topic="Authentic Learning").exists()


def test_pressing_twice_plans_once_and_says_so(planning, cohort):
    typed = seen(planning(look="1"))
    planning(plan="1", **typed)

    again = planning(plan="1", **typed)

    assert again.status_code == 422
    assert "already has a convening 1" in again.text
    assert cohort.convenings.count() == 8


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"regions": "x" * 41}, "Keep each region under 40 characters."),
        ({"first_on": "tomorrow"}, "First day of the first convening"),
        ({"apart": "-1"}, "Days between"),
        ({"day-0": "2020-09-05"}, "This day is over. Choose a later one."),
    ],
)
def test_faults_are_said_and_nothing_is_planned(planning, cohort, typed, words):
    full = {**seen(planning(look="1")), **typed}

    response = planning(plan="1", **full)

    assert response.status_code == 422
    assert words in response.text
    assert not cohort.convenings.exists()


def test_nothing_ticked_is_nothing_to_plan(planning):
    typed = {k: v for k, v in seen(planning(look="1")).items() if not k.startswith("with-")}

    assert "Tick at least one convening." in planning(plan="1", **typed).text


def night_of_the_clocks(**plan):
    """A template with one convening in the night: for South, the one in which clocks go back."""
    planned = {"topic": "Night sky", "after_days": 42, "starts": "00:30", "ends": "01:30", **plan}
    night = SeriesTemplate.objects.create(code="night", name="Night", convenings=[planned])
    return {"template": night.pk, "first_on": "2034-11-04"}


def test_an_hour_that_comes_twice_is_asked_about_and_both_are_offered(planning, cohort):
    night = night_of_the_clocks()
    asked = planning(look="1", **night)
    assert asked.status_code == 200
    assert "South ends at a time that comes twice that night" in asked.text
    assert "1:30 AM EDT" in asked.text
    assert "1:30 AM EST" in asked.text
    assert "North ends at" not in asked.text

    open_still = planning(plan="1", **night, **seen(asked))
    assert open_still.status_code == 422
    assert "say which hour is meant" in open_still.text
    assert not cohort.convenings.exists()

    typed = {**night, **seen(asked), "which-0-1-ends": "2"}
    assert "12:30 AM EDT–1:30 AM EST" in planning(look="1", **typed).text
    assert planning(plan="1", **typed).status_code == 302
    north, south = cohort.convenings.get().sessions.order_by("starts_at")
    assert [one.minutes for one in (north, south)] == [60, 120]


def test_hours_that_would_end_before_they_start_are_not_planned(planning, cohort):
    night = night_of_the_clocks(starts="01:15")
    typed = seen(planning(look="1", **night))

    backwards = planning(
        plan="1", **night, **typed, **{"which-0-1-starts": "2", "which-0-1-ends": "1"}
    )

    assert backwards.status_code == 422
    assert "South would end before it starts. Choose the other hour." in backwards.text
    assert not cohort.convenings.exists()


def session_on(day, **facts):
    return SessionFactory(starts_at=clock.on_day(day), ends_at=clock.on_day(day, 15), **facts)


@pytest.mark.parametrize("how_many", [1, 6])
def test_series_takes_the_same_queries_for_any_number_of_sessions(
    how_many, cohort, specialist, signed_in, django_assert_num_queries
):
    for number in range(how_many):
        convening = ConveningFactory(cohort=cohort, number=number + 1)
        session_on(DAY + dt.timedelta(days=30 * number), convening=convening)
    ConveningFactory.create_batch(how_many, cohort=cohort)
    client = signed_in(specialist)
    url = reverse("convenings:series", args=[cohort.pk])
    client.get(url)

    with django_assert_num_queries(10):
        # 2 for who asks, cohort, who runs it, sessions, 4 for what speaks against dates, undated
        assert client.get(url).status_code == 200


def test_members_see_the_plan_and_nothing_to_move(convening, team_member, signed_in):
    session = session_on(dt.date(2034, 11, 23), convening=convening)

    page = signed_in(team_member).get(reverse("convenings:series", args=[convening.cohort_id])).text

    assert session.get_absolute_url() in page
    assert "data-move" not in page
    assert "planner.js" not in page
    assert "speaks against" not in page


def test_everything_that_follows_is_seen_before_it_moves(cohort, specialist, signed_in):
    first, second, third = (
        session_on(DAY + dt.timedelta(days=30 * n), convening__cohort=cohort, convening__number=n)
        for n in (1, 2, 3)
    )
    RegistrationFactory(session=third)
    client = signed_in(specialist)
    url = reverse("convenings:move", args=[second.pk])
    day = DAY + dt.timedelta(days=67)

    page = client.get(url, {"day": day.isoformat(), "scope": "following"})
    assert [row.session for row in page.context["shown"].rows] == [second, third]
    assert "1 person gets a message" in page.text
    second.refresh_from_db()
    assert second.starts_at == clock.on_day(DAY + dt.timedelta(days=60))

    client.post(url, {"day": day.isoformat(), "scope": "following"})
    for session, days in [(first, 30), (second, 67), (third, 97)]:
        session.refresh_from_db()
        assert session.starts_at == clock.on_day(DAY + dt.timedelta(days=days))


def test_dropped_on_a_day_one_session_is_proposed_to_move(convening, specialist, signed_in):
    session = session_on(DAY, convening=convening)

    page = signed_in(specialist).get(
        reverse("convenings:move", args=[session.pk]), {"day": "2034-11-24"}
    )

    [row] = page.context["shown"].rows
    assert row.after == "Fri, Nov 24, 2034, 9:00 AM–3:00 PM EST"
    assert row.warnings == []


def test_an_hour_that_comes_twice_is_asked_about_when_moving(convening, specialist, signed_in):
    day = dt.date(2034, 11, 4)
    session = SessionFactory(
        convening=convening,
        starts_at=clock.on_day(day, 1, 30),
        ends_at=clock.on_day(day, 6),
    )
    client = signed_in(specialist)
    url = reverse("convenings:move", args=[session.pk])

    asked = client.post(url, {"day": "2034-11-05", "scope": "alone"})
    assert asked.status_code == 422
    assert "a time that comes twice that night" in asked.text
    assert "1:30 AM EST" in asked.text

    which = {f"which-{session.pk}-start": "2"}
    assert client.post(url, {"day": "2034-11-05", "scope": "alone", **which}).status_code == 302
    session.refresh_from_db()
    assert session.starts_at == dt.datetime(2034, 11, 5, 6, 30, tzinfo=dt.UTC)


def test_an_hour_that_does_not_exist_is_refused_when_moving(convening, specialist, signed_in):
    day = dt.date(2034, 3, 11)
    session = SessionFactory(
        convening=convening, starts_at=clock.on_day(day, 2, 30), ends_at=clock.on_day(day, 6)
    )

    response = signed_in(specialist).post(
        reverse("convenings:move", args=[session.pk]), {"day": "2034-03-12", "scope": "alone"}
    )

    assert response.status_code == 422
    assert "2:30 AM does not exist on March 12, 2034" in response.text
