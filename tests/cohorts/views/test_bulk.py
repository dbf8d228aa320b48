"""Marks, changes and messages for several teams of a cohort at once."""

import pytest
from django.urls import reverse

from cohorts.models import MilestoneMark
from cohorts.services.cohort import note_change
from core import clock
from messaging.models import Message
from network.models import Activity, SupportAssignment
from tests.factories.cohorts import DesignTeamFactory, EnrollmentFactory, TeamMembershipFactory
from tests.factories.milestones import MilestoneFactory
from tests.factories.network import PersonFactory


@pytest.fixture
def second_team(cohort, district):
    place = EnrollmentFactory(cohort=cohort, school__agency=district)
    note_change(place, on=place.starts_on, by=None)
    return DesignTeamFactory(cohort=cohort, school=place.school, name="Second team")


@pytest.fixture
def noted(enrollment):
    """Kettle's place with the beginning of its history, as enrolling writes it."""
    note_change(enrollment, on=enrollment.starts_on, by=None)
    return enrollment


def change_url(cohort):
    return reverse("cohorts:roster-change", args=[cohort.pk])


def undo(client, cohort):
    return client.post(reverse("cohorts:roster-undo", args=[cohort.pk]))


def test_a_mark_is_made_once_and_taken_back(specialist, team, milestone_by_hand, signed_in):
    client = signed_in(specialist)
    args = [milestone_by_hand.pk, team.pk]

    for _ in range(2):
        client.post(reverse("cohorts:milestone-mark", args=args))
    assert MilestoneMark.objects.get().marked_by == specialist.person
    assert Activity.objects.filter(verb="reached").count() == 1

    client.post(reverse("cohorts:milestone-unmark", args=args))
    assert not MilestoneMark.objects.exists()


def test_what_a_rule_counts_is_not_marked_by_hand(specialist, team, cohort, signed_in):
    counted = MilestoneFactory(cohort=cohort, rule="charter-agreed")
    elsewhere = MilestoneFactory()
    client = signed_in(specialist)

    for milestone in (counted, elsewhere):
        url = reverse("cohorts:milestone-mark", args=[milestone.pk, team.pk])
        assert client.post(url).status_code == 404
    assert not MilestoneMark.objects.exists()


def test_a_milestone_is_marked_for_the_ticked_teams_and_taken_back(
    specialist, cohort, team, second_team, milestone_by_hand, signed_in
):
    client = signed_in(specialist)
    milestone_by_hand.marks.create(team=second_team)
    answers = {
        "team": [team.pk, second_team.pk],
        "what": "mark",
        "milestone": milestone_by_hand.pk,
        "on": clock.today(),
    }

    client.post(change_url(cohort), answers)
    assert MilestoneMark.objects.count() == 2

    undo(client, cohort)
    assert [mark.team for mark in MilestoneMark.objects.all()] == [second_team]
    assert undo(client, cohort).status_code == 404  # once


def test_a_day_to_come_is_refused_and_what_was_typed_stays(
    specialist, cohort, team, milestone_by_hand, signed_in
):
    answers = {"team": team.pk, "what": "mark", "milestone": milestone_by_hand.pk}

    response = signed_in(specialist).post(change_url(cohort), answers | {"on": "2099-01-01"})

    assert response.status_code == 422
    assert "Choose today or a day before." in response.text
    assert 'value="2099-01-01"' in response.text


def test_a_director_assigns_a_specialist_to_the_places_and_takes_it_back(
    esc_director, specialist, cohort, team, second_team, signed_in
):
    client = signed_in(esc_director)
    answers = {
        "team": [team.pk, second_team.pk],
        "what": "support",
        "specialist": specialist.person.pk,
    }

    client.post(change_url(cohort), answers)
    client.post(change_url(cohort), answers)
    assert SupportAssignment.objects.count() == 2

    client.post(change_url(cohort), answers)  # it was so already: the change before can be undone
    undo(client, cohort)
    assert not SupportAssignment.objects.exists()


def test_a_specialist_assigns_nobody(specialist, cohort, team, signed_in):
    answers = {"team": team.pk, "what": "support", "specialist": specialist.person.pk}
    client = signed_in(specialist)

    assert "Assign a specialist" not in client.get(change_url(cohort) + f"?team={team.pk}").text
    client.post(change_url(cohort), answers)
    assert not SupportAssignment.objects.exists()


def test_places_pause_with_a_reason_all_or_none_and_come_back(
    specialist, cohort, team, second_team, noted, signed_in
):
    client = signed_in(specialist)
    answers = {"team": [team.pk, second_team.pk], "what": "status", "status": "paused"}

    response = client.post(change_url(cohort), answers | {"reason": ""})
    assert response.status_code == 422
    assert "Say why" in response.text

    client.post(change_url(cohort), answers | {"reason": "New building"})
    assert cohort.enrollments.filter(status="paused").count() == 2

    undo(client, cohort)
    assert cohort.enrollments.filter(status="active").count() == 2


def test_without_a_ticked_team_the_page_says_how_to_tick(specialist, cohort, team, signed_in):
    client = signed_in(specialist)

    for url in (change_url(cohort), reverse("cohorts:letter", args=[cohort.pk])):
        assert "No team is ticked" in client.get(url).text


def test_teams_of_others_cannot_be_named(specialist, cohort, team, other_team, signed_in):
    response = signed_in(specialist).get(change_url(cohort) + f"?team={other_team.pk}")

    assert response.context["teams"] == []


def test_a_message_is_looked_at_and_goes_to_each_person_once(
    specialist, cohort, team, second_team, signed_in
):
    both = TeamMembershipFactory(team=team, role="lead").person
    TeamMembershipFactory(team=second_team, person=both)
    TeamMembershipFactory(team=second_team)
    PersonFactory()
    silent = TeamMembershipFactory(team=team, person__email="").person
    client = signed_in(specialist)
    url = reverse("cohorts:letter", args=[cohort.pk])
    typed = {
        "team": [team.pk, second_team.pk],
        "to": "everybody",
        "subject": "Bring your goal cards",
        "words": "We begin at nine.\n\nParking is behind the house.",
        "key": client.get(url + f"?team={team.pk}").context["form"]["key"].value(),
    }

    preview = client.post(url, typed)
    assert "Send to 2 people" in preview.text
    assert str(silent) in preview.text
    assert not Message.objects.filter(kind="cohorts/letter").exists()

    for _ in range(3):
        client.post(url, typed | {"send": "yes"})
    letters = Message.objects.filter(kind="cohorts/letter")
    assert letters.count() == 2
    assert letters.filter(person=both).count() == 1
    body = letters.first().body
    assert "We begin at nine." in body
    assert "Parking is behind the house." in body
    assert specialist.person.email in body
    assert Activity.objects.filter(verb="wrote").count() == 1


def test_only_team_leads_can_be_written_to(specialist, cohort, team, signed_in):
    lead = TeamMembershipFactory(team=team, role="lead").person
    TeamMembershipFactory(team=team)
    typed = {"team": team.pk, "to": "leads", "subject": "S", "words": "W", "key": "k"}

    signed_in(specialist).post(reverse("cohorts:letter", args=[cohort.pk]), typed | {"send": "yes"})

    assert Message.objects.get(kind="cohorts/letter").person == lead


def test_a_message_without_words_is_not_sent_and_keeps_what_was_typed(
    specialist, cohort, team, signed_in
):
    TeamMembershipFactory(team=team)
    typed = {"team": team.pk, "to": "everybody", "subject": "Cards", "words": "", "key": "k"}

    response = signed_in(specialist).post(
        reverse("cohorts:letter", args=[cohort.pk]), typed | {"send": "yes"}
    )

    assert response.status_code == 422
    assert 'value="Cards"' in response.text
    assert not Message.objects.filter(kind="cohorts/letter").exists()
