import datetime as dt

import pytest
from django.urls import reverse

from cohorts.models import Cohort
from core import clock
from network.models import Component
from network.services.frameworks import load_frameworks
from tests.factories.convenings import ConveningFactory, SessionFactory
from tests.factories.milestones import MilestoneFactory


def plan_of(cohort):
    return reverse("cohorts:cohort-plan", args=[cohort.pk])


@pytest.mark.parametrize("how_many", [2, 30])
def test_the_plan_takes_the_same_queries_for_any_number(
    how_many, cohort, specialist, signed_in, django_assert_max_num_queries
):
    MilestoneFactory.create_batch(how_many, cohort=cohort)
    for place in range(1, how_many + 1):
        cohort.topics.create(place=place, title=f"Topic {place}")
    client = signed_in(specialist)
    client.get(plan_of(cohort))

    with django_assert_max_num_queries(15):
        response = client.get(plan_of(cohort))

    assert response.text.count("/topics/") == how_many * 2


def test_topics_are_added_and_ordered_by_buttons(cohort, specialist, signed_in):
    load_frameworks()
    component = Component.objects.filter(version__is_current=True).first()
    client = signed_in(specialist)
    client.post(plan_of(cohort), {"title": "Learner Driven", "component": component.pk})
    client.post(plan_of(cohort), {"title": "Evidence", "component": ""})

    second = cohort.topics.get(place=2)
    client.post(reverse("cohorts:topic-move", args=[second.pk]), {"to": "up"})

    assert [topic.title for topic in cohort.topics.all()] == ["Evidence", "Learner Driven"]
    client.post(reverse("cohorts:topic-remove", args=[second.pk]))
    assert [(t.place, t.title, t.component) for t in cohort.topics.all()] == [
        (1, "Learner Driven", component)
    ]


def test_whoever_only_sees_the_cohort_reads_its_plan(cohort, milestone, team_member, signed_in):
    text = signed_in(team_member).get(plan_of(cohort)).text

    assert "Charter agreed on" in text
    assert "the team’s charter is agreed on" in text
    assert "Add a milestone" not in text


def test_the_day_of_a_milestone_is_changed(cohort, milestone, specialist, signed_in):
    url = reverse("cohorts:milestone-change", args=[milestone.pk])
    data = {"name": "Charter agreed on", "rule": "charter-agreed", "due_on": "2027-01-12"}
    client = signed_in(specialist)

    assert client.post(url, data).url == plan_of(cohort)
    milestone.refresh_from_db()
    assert milestone.due_on == dt.date(2027, 1, 12)

    response = client.post(url, data | {"due_on": "2040-01-12"})
    assert response.status_code == 422
    assert "Riverside runs from Aug 1, 2025 to Jun 30, 2035" in response.text


def test_a_milestone_is_added_once_however_often_one_presses(cohort, specialist, signed_in):
    url = reverse("cohorts:milestone-new", args=[cohort.pk])
    data = {"name": "Vision", "rule": "by-hand", "due_on": "2027-01-12"}

    for _ in range(2):
        signed_in(specialist).post(url, data)

    assert cohort.milestones.count() == 1


def test_a_milestone_that_teams_have_reached_is_kept(
    cohort, milestone, team, specialist, signed_in
):
    mark = milestone.marks.create(team=team)
    client = signed_in(specialist)
    url = reverse("cohorts:milestone-remove", args=[milestone.pk])

    assert "1 team is marked" in client.post(url, follow=True).text
    mark.delete()
    client.post(url)
    assert not cohort.milestones.exists()


def test_a_cohort_without_milestones_takes_those_of_its_offering(
    cohort, phase, specialist, signed_in
):
    client = signed_in(specialist)
    assert "Take those of" in client.get(plan_of(cohort)).text

    client.post(reverse("cohorts:milestones-from-plan", args=[cohort.pk]))

    assert cohort.milestones.get().due_on == dt.date(2025, 8, 22)


def test_days_of_a_cohort_are_changed(cohort, specialist, signed_in):
    url = reverse("cohorts:cohort-change", args=[cohort.pk])
    data = {
        "name": "Riverside",
        "starts_on": "2025-08-01",
        "ends_on": "2030-06-30",
        "closed_days": "2026-12-21 to 2026-12-23\n2027-03-17",
    }
    client = signed_in(specialist)

    assert client.post(url, data).url == plan_of(cohort)
    assert Cohort.objects.get(pk=cohort.pk).closed_days == [
        dt.date(2026, 12, 21),
        dt.date(2026, 12, 22),
        dt.date(2026, 12, 23),
        dt.date(2027, 3, 17),
    ]
    assert "2026-12-21 to 2026-12-23" in client.get(url).text
    assert "December 21, 2026 to December 23, 2026" in client.get(plan_of(cohort)).text

    wrong = client.post(url, data | {"closed_days": "Christmas\n2027-01-02 to 2026-01-01"})
    assert wrong.status_code == 422
    assert wrong.context["form"].errors["closed_days"] == [
        "“Christmas”: write 2027-12-20, or 2027-12-20 to 2028-01-02.",
        "“2027-01-02 to 2026-01-01”: write 2027-12-20, or 2027-12-20 to 2028-01-02.",
    ]


def test_sessions_that_changed_days_leave_outside_are_named(cohort, specialist, signed_in):
    convening = ConveningFactory(cohort=cohort, number=9, topic="Evidence")
    for region, day in [("North", dt.date(2029, 5, 2)), ("South", dt.date(2026, 5, 2))]:
        start = clock.on_day(day)
        SessionFactory(
            convening=convening,
            region=region,
            starts_at=start,
            ends_at=start + dt.timedelta(hours=6),
        )
    client = signed_in(specialist)
    assert "outside the days" not in client.get(plan_of(cohort)).text

    answer = client.post(
        reverse("cohorts:cohort-change", args=[cohort.pk]),
        {"name": "Riverside", "starts_on": "2025-08-01", "ends_on": "2028-06-30"},
        follow=True,
    )

    assert "1 session outside the days of this cohort" in answer.text
    assert "Convening 9: Evidence, North, May 2, 2029" in answer.text
    assert "Move each to a day from August 1, 2025 to June 30, 2028" in answer.text


def test_days_that_leave_a_milestone_outside_are_refused(cohort, milestone, specialist, signed_in):
    response = signed_in(specialist).post(
        reverse("cohorts:cohort-change", args=[cohort.pk]),
        {"name": "Riverside", "starts_on": "2025-08-01", "ends_on": "2026-06-30"},
    )

    assert response.status_code == 422
    assert "“Charter agreed on” is due Dec 1, 2026" in response.text
    assert Cohort.objects.get(pk=cohort.pk).ends_on == dt.date(2035, 6, 30)
