import pytest
from django.urls import reverse

from convenings.models import BreakoutGroup
from tests.convenings.views.test_prework import finish
from tests.factories.cohorts import DesignTeamFactory, TeamMembershipFactory
from tests.factories.convenings import RegistrationFactory, SessionFactory


@pytest.fixture
def address(session):
    return reverse("convenings:groups", args=[session.pk])


@pytest.fixture
def form(session):
    return reverse("convenings:groups-form", args=[session.pk])


@pytest.fixture
def teams(prework, cohort):
    """Three that are ready: two want a visit, one a visit or a book."""
    made = [DesignTeamFactory(cohort=cohort, name=name) for name in ("Ash", "Birch", "Cedar")]
    for team, picks in zip(made, [(4,), (4,), (4, 6)], strict=True):
        finish(prework, team, *picks)
    return made


def grouped():
    return {
        group.title: [str(team) for team in group.teams.all()]
        for group in BreakoutGroup.objects.all()
    }


def test_groups_are_formed_from_the_choices_as_even_as_they_allow(
    signed_in, specialist, teams, form
):
    response = signed_in(specialist).post(form, follow=True)

    assert "2 groups are formed" in response.text
    assert grouped() == {"Visit a school": ["Ash", "Birch"], "Read a book together": ["Cedar"]}


def test_forming_them_again_changes_nothing(signed_in, specialist, teams, form):
    client = signed_in(specialist)
    client.post(form)
    before = grouped()

    client.post(form)

    assert grouped() == before


def test_without_any_choice_the_page_says_so(signed_in, specialist, prework, form):
    response = signed_in(specialist).post(form, follow=True)

    assert "No team of North has finished its choices yet." in response.text


def test_groups_are_changed_by_hand(signed_in, specialist, teams, form, address):
    ash, birch, cedar = teams
    client = signed_in(specialist)
    client.post(form)

    client.post(
        address,
        {
            "title0": "Visits",
            "title1": "Books",
            "title2": "Modules",
            f"team{ash.pk}": "0",
            f"team{birch.pk}": "1",
            f"team{cedar.pk}": "",
        },
    )

    assert grouped() == {"Visits": ["Ash"], "Books": ["Birch"], "Modules": []}


def test_a_group_with_teams_needs_a_name(signed_in, specialist, teams, address):
    response = signed_in(specialist).post(address, {f"team{teams[0].pk}": "1"})

    assert response.status_code == 422
    assert "Name the group, or move its teams." in response.text


def test_only_teams_that_come_to_a_session_are_grouped_in_it(
    signed_in, specialist, teams, session, form
):
    SessionFactory(convening=session.convening, region="South")
    member = TeamMembershipFactory(team=teams[1])
    RegistrationFactory(session=session, person=member.person)

    signed_in(specialist).post(form)

    assert grouped() == {"Visit a school": ["Birch"]}


def test_members_read_where_they_are(signed_in, team_member, team, session, prework):
    group = session.breakouts.create(position=1, title="Visits")
    group.teams.add(team)

    shown = signed_in(team_member).get(reverse("convenings:prework", args=[session.convening_id]))

    assert "In the room, North: <b>Visits</b>, with Kettle team." in shown.text
