import pytest
from django.utils import timezone

from core import clock
from network import viewing
from network.models import Activity, ViewAs
from network.services import activity
from tests.factories.convenings import ConveningFactory, SessionFactory
from tests.factories.improvement import ArtifactFactory
from tests.factories.network import PersonFactory, SchoolFactory
from tests.test_every_door import DOORS

LOG = "/activity/"


def summaries(answer):
    return [line.summary for line in answer.context["page"]]


@pytest.fixture
def log(state_admin, specialist, cohort, other_cohort, school, other_school):
    """A line of each kind on both sides of the network."""
    renata, dana = state_admin.person, specialist.person
    changes = [activity.Change("Status", "Open", "Closed")]
    activity.record(school, "changed", "Kettle School closed.", by=renata, changes=changes)
    activity.record(other_school, "changed", "Gull School got a phone number.", by=renata)
    activity.record(cohort, "opened", "Riverside was opened.", by=dana)
    activity.record(other_cohort, "opened", "Hillside was opened.", by=None)
    maya = PersonFactory(first_name="Maya", organization=school)
    activity.record_view(maya, "The notes on Maya were read.", by=renata)
    activity.record_export(cohort, "The roster of Riverside was taken out.", by=dana)


def test_state_administrators_read_all_newest_first(log, state_admin, signed_in):
    answer = signed_in(state_admin).get(LOG)

    assert summaries(answer) == [
        "The roster of Riverside was taken out.",
        "The notes on Maya were read.",
        "Hillside was opened.",
        "Riverside was opened.",
        "Gull School got a phone number.",
        "Kettle School closed.",
    ]


def test_a_director_reads_what_is_about_things_of_the_own_branch(log, esc_director, signed_in):
    answer = signed_in(esc_director).get(LOG)

    assert {line.summary for line in answer.context["page"]} == {
        "The roster of Riverside was taken out.",
        "The notes on Maya were read.",
        "Riverside was opened.",
        "Kettle School closed.",
    }


@pytest.mark.parametrize(
    "who",
    ["specialist", "state_viewer", "evaluator", "partner_facilitator", "district_leader"],
)
def test_nobody_else_reads_it(log, request, who):
    assert not Activity.objects.visible_to(request.getfixturevalue(who)).exists()


def test_from_what_to_what_is_said_in_words_and_links_lead_on(log, state_admin, school, signed_in):
    text = signed_in(state_admin).get(LOG).text

    assert '<dt>Status</dt><dd><span class="usa-sr-only">from </span>Open' in text
    assert f'<a href="{school.get_absolute_url()}">Kettle School</a> (organization)' in text
    assert f'<a href="{state_admin.person.get_absolute_url()}">Renata StateAdmin</a>' in text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=gull", ["Gull School got a phone number."]),
        ("who=dana&kind=change", ["Riverside was opened."]),
        ("kind=view", ["The notes on Maya were read."]),
        ("kind=export&q=roster", ["The roster of Riverside was taken out."]),
        ("since=2199-01-01", []),
        ("until=1999-01-01", []),
    ],
)
def test_filters_stand_in_the_address(log, state_admin, signed_in, asked, found):
    assert summaries(signed_in(state_admin).get(f"{LOG}?{asked}")) == found


def test_nobodys_address_is_found_out_by_asking_who_did_it(
    log, state_admin, esc_director, signed_in
):
    """A director reads lines of people whose address is none of theirs."""
    client = signed_in(esc_director)

    assert summaries(client.get(f"{LOG}?who=renata"))
    assert not summaries(client.get(f"{LOG}?who={state_admin.person.email}"))


def test_about_narrows_to_one_kind_of_thing(log, state_admin, signed_in):
    client = signed_in(state_admin)
    [(value, label)] = [
        choice
        for choice in client.get(LOG).context["form"].fields["about"].choices
        if choice[1] == "cohort"
    ]

    assert len(summaries(client.get(f"{LOG}?about={value}"))) == 3
    assert label == "cohort"


def test_both_days_of_a_period_are_included(log, state_admin, signed_in):
    today = f"{timezone.localdate(clock.now())}"

    assert len(summaries(signed_in(state_admin).get(f"{LOG}?since={today}&until={today}"))) == 6


@pytest.mark.parametrize(
    "asked", ["since=yesterday", "until=9999-12-31", "about=0", "kind=x", "page=x"]
)
def test_what_cannot_be_read_narrows_nothing(log, state_admin, signed_in, asked):
    answer = signed_in(state_admin).get(f"{LOG}?{asked}")

    assert (answer.status_code, len(summaries(answer))) == (200, 6)


def test_the_csv_holds_what_is_shown_and_is_itself_on_the_log(log, state_admin, signed_in):
    answer = signed_in(state_admin).get("/activity/list.csv?q=kettle")

    head, row = b"".join(answer).decode("utf-8-sig").splitlines()
    assert head == "When,Who,Kind,What happened,From what to what,About,Number of it"
    assert "Renata StateAdmin,Changed,Kettle School closed.,Status: Open → Closed,org" in row
    line = Activity.objects.first()
    assert (line.kind, line.actor) == ("export", state_admin.person)
    assert line.summary == "1 line of the activity log taken out as CSV."


@pytest.mark.parametrize("how_many", [1, 4])
@pytest.mark.parametrize(("who", "queries"), [("state_admin", 13), ("esc_director", 14)])
def test_the_log_takes_the_same_queries_for_any_number_of_lines(
    request, how_many, who, queries, signed_in, cohort, team, center, django_assert_num_queries
):
    user = request.getfixturevalue(who)
    for number in range(how_many):
        convening = ConveningFactory(cohort=cohort, number=number + 1)
        things = [
            SchoolFactory(agency=center),
            PersonFactory(organization=center),
            cohort,
            team,
            convening,
            SessionFactory(convening=convening),
            ArtifactFactory(team=team),
        ]
        for thing in things:
            activity.record(thing, "changed", "It changed.", by=PersonFactory())
    client = signed_in(user)
    client.get(LOG)

    # user, person, grants, kinds of things, count, lines, and one per kind of thing
    with django_assert_num_queries(queries):
        answer = client.get(LOG)

    assert len(answer.context["page"]) == min(25, 7 * how_many)


def test_a_long_line_still_says_that_it_was_done_while_viewing(state_admin, specialist, school):
    viewer, viewed = state_admin.person, specialist.person
    with viewing.through(ViewAs(viewer=viewer, person=viewed)):
        line = activity.record_export(school, "x" * 400, by=viewed)

    assert len(line.summary) == 300
    assert line.summary.endswith(f"x (viewing as {viewed})")
    assert line.actor == viewer


def test_the_door_is_in_the_table():
    assert {"network:activity", "network:activity-csv"} <= set(DOORS)
