"""The grid after the day: everybody on one page, one save."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from convenings.models import Attendance
from core import clock
from network.models import Activity
from tests.factories.cohorts import TeamMembershipFactory
from tests.factories.convenings import AttendanceFactory, SessionFactory


@pytest.fixture
def people(team):
    names = ["Albright", "Birch", "Calloway"]
    return [TeamMembershipFactory(team=team, person__last_name=name).person for name in names]


@pytest.fixture
def after(north, people, specialist, signed_in):
    """The day after; the first one was marked at the door."""
    AttendanceFactory(session=north, person=people[0], late_minutes=10)
    with clock.at(north.ends_at + dt.timedelta(days=1)):
        yield signed_in(specialist)


def url(session):
    return reverse("convenings:attendance-grid", args=[session.pk])


def typed(page, **changes):
    """The fields as the page has them, some of them changed."""
    fields = {"here": []}
    for row in page.context["rows"]:
        key = row.entry.person.pk
        fields |= {f"late-{key}": row.late, f"early-{key}": row.early, f"was-{key}": row.was}
        if row.is_here:
            fields["here"].append(str(key))
    return {**fields, **changes}


def marks():
    rows = Attendance.objects.order_by("person__last_name")
    return list(rows.values_list("person__last_name", "late_minutes", "early_minutes"))


def test_one_save_marks_unmarks_and_changes_minutes(after, north, people, team):
    _, second, third = (str(person.pk) for person in people)
    page = after.get(url(north))

    done = after.post(
        url(north),
        typed(page, here=[second, third], **{f"late-{third}": "5", f"early-{third}": "30"}),
        follow=True,
    )

    assert marks() == [("Birch", 0, 0), ("Calloway", 5, 30)]
    assert "3 marks saved." in done.text
    mark = Attendance.objects.first()
    assert (mark.way, mark.team) == ("list", team)
    [line] = Activity.objects.about(north)
    assert line.summary == "Attendance: 2 marked as here, 1 marks taken back."


def test_saving_twice_changes_nothing_twice(after, north, people):
    fields = typed(after.get(url(north)), here=[str(person.pk) for person in people])

    after.post(url(north), fields)
    again = after.post(url(north), fields, follow=True)

    assert "Nothing was changed." in again.text
    assert len(marks()) == 3


def test_two_who_fill_the_grid_at_once_do_not_undo_each_other(after, north, people):
    first, second, third = (str(person.pk) for person in people)
    page = after.get(url(north))

    after.post(url(north), typed(page, here=[first, second]))
    after.post(url(north), typed(page, here=[first, third]))

    assert [name for name, *_ in marks()] == ["Albright", "Birch", "Calloway"]


def test_row_that_somebody_else_changed_is_told_and_kept_as_typed(after, north, people):
    first = str(people[0].pk)
    page = after.get(url(north))
    Attendance.objects.update(late_minutes=20)

    refused = after.post(url(north), typed(page, **{f"late-{first}": "45"}))

    assert refused.status_code == 422
    assert "Somebody else changed this meanwhile to: here, 20 late, 0 left early." in refused.text
    assert 'value="45"' in refused.text
    assert marks() == [("Albright", 20, 0)]

    after.post(url(north), typed(refused))
    assert marks() == [("Albright", 45, 0)]


@pytest.mark.parametrize(
    ("late", "words"),
    [("x", "Enter minutes as whole numbers."), ("361", "The session had 360 minutes."), ("-1", "")],
)
def test_faulty_minutes_are_told_while_the_others_are_saved(after, north, people, late, words):
    first, second, _ = (str(person.pk) for person in people)
    page = after.get(url(north))

    refused = after.post(url(north), typed(page, here=[first, second], **{f"late-{first}": late}))

    assert refused.status_code == 422
    assert words in refused.text
    assert "1 saved; 1 to look at again" in refused.text
    assert f'value="{late}"' in refused.text
    assert marks() == [("Albright", 10, 0), ("Birch", 0, 0)]


def test_minutes_of_somebody_who_is_not_ticked_are_asked_about(after, north, people):
    second = str(people[1].pk)

    refused = after.post(url(north), typed(after.get(url(north)), **{f"late-{second}": "5"}))

    assert "Tick “here” to keep the minutes, or empty them." in refused.text


def test_everybody_expected_can_be_ticked_and_nothing_is_saved_by_that(after, north):
    page = after.get(url(north), {"all": "1"})

    assert page.text.count(" checked") == 3
    assert len(marks()) == 1


def test_before_the_day_nothing_is_taken(north, people, specialist, signed_in):
    client = signed_in(specialist)
    assert "Check-in opens the day before" in client.get(url(north)).text
    fields = {"here": [str(people[0].pk)], f"was-{people[0].pk}": ""}
    assert client.post(url(north), fields).status_code == 422
    assert marks() == []


@pytest.mark.parametrize("was", ["1", "a:b", "1:2:3", "::", "9" * 9])
def test_hidden_field_that_nobody_wrote_is_not_believed(after, north, people, was):
    first = str(people[0].pk)
    fields = typed(after.get(url(north)), **{f"was-{first}": was, f"late-{first}": "11"})

    after.post(url(north), fields)

    assert marks() == [("Albright", 11, 0)]


def test_five_hundred_people_are_shown_and_saved_with_as_many_queries_as_five(
    north, team, cohort, specialist, signed_in
):
    small = SessionFactory(convening__cohort=cohort)
    queries = {}
    with clock.at(north.ends_at + dt.timedelta(days=1)):
        client = signed_in(specialist)
        for size in [5, 500]:
            have = team.memberships.count()
            TeamMembershipFactory.create_batch(size - have, team=team)
            session = small if size == 5 else north
            session.starts_at, session.ends_at = small.starts_at, small.ends_at
            session.save()
            client.get(url(session))
            with CaptureQueriesContext(
                connection,
            ) as asked:
                page = client.get(url(session))
            here = [str(row.entry.person.pk) for row in page.context["rows"]]
            fields = typed(page, here=here) | {
                f"late-{row.entry.person.pk}": "3" for row in page.context["rows"]
            }
            with CaptureQueriesContext(connection) as saved:
                answer = client.post(url(session), fields)
            assert answer.status_code == 302, answer.content
            assert session.attendances.filter(late_minutes=3).count() == size
            queries[size] = (len(asked), len(saved))

    assert queries[5] == queries[500]


def test_facilitator_gets_back_from_the_whole_list_to_a_page_that_opens(
    session, facilitator, signed_in
):
    client = signed_in(facilitator.person.user)
    page = client.get(url(session)).text
    crumbs = page[page.index("usa-breadcrumb") : page.index("</nav>", page.index("usa-breadcrumb"))]

    found = re.findall(r'href="([^"]+)"', crumbs)

    assert found[-1] == session.get_absolute_url()
    assert {client.get(address).status_code for address in found} == {200}
