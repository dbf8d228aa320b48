import datetime as dt

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services import account_for
from cohorts import links
from cohorts.models import TeamInvitation, TeamMembership
from core import clock
from tests.accounts.test_sign_in import code_in
from tests.factories.cohorts import TeamInvitationFactory, TeamMembershipFactory
from tests.factories.network import PersonFactory

LENA = {
    "email": "lena.hart@kettle.example",
    "first_name": "Lena",
    "last_name": "Hart",
    "role": "member",
    "job": "Math teacher",
}


def join_page(invitation):
    return reverse("cohorts:join", args=[links.token_for(invitation)])


@pytest.mark.parametrize("who", ["specialist", "team_lead", "state_admin"])
def test_staff_and_the_lead_invite(request, who, team, signed_in):
    user = request.getfixturevalue(who)

    response = signed_in(user).post(reverse("cohorts:invite", args=[team.pk]), LENA)

    assert response.url == team.get_absolute_url()
    assert TeamInvitation.objects.get().invited_by == user.person


def test_one_person_after_another_is_invited(specialist, team, signed_in):
    url = reverse("cohorts:invite", args=[team.pk])

    assert signed_in(specialist).post(url, LENA | {"another": "1"}).url == url


def test_a_member_of_the_team_is_refused_in_words_and_input_kept(specialist, team, signed_in):
    member = TeamMembershipFactory(team=team).person

    response = signed_in(specialist).post(
        reverse("cohorts:invite", args=[team.pk]), LENA | {"email": member.email}
    )

    assert "already in the team" in response.text
    assert 'value="Lena"' in response.text


def test_the_whole_way_from_the_link_to_the_teams_page(client, team, team_invitation):
    page = join_page(team_invitation)

    shown = client.get(page)
    assert "Join the Kettle team" in shown.text
    asked = client.post(page)
    assert asked.url.startswith("/accounts/login/code/confirm/")
    signed_in = client.post(asked.url, {"code": code_in(mail.outbox[-1])})

    assert signed_in.url == team.get_absolute_url()
    assert client.get(signed_in.url).status_code == 200
    [place] = TeamMembership.objects.all()
    assert place.person.user.email == team_invitation.email


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_mail_scanner_changes_nothing(client, team_invitation, method):
    for _ in range(3):
        assert getattr(client, method)(join_page(team_invitation)).status_code == 200

    team_invitation.refresh_from_db()
    assert team_invitation.accepted_at is None
    assert not User.objects.exists()
    assert not TeamMembership.objects.exists()


def test_pressing_the_button_twice_is_one_place(team_invitation):
    page = join_page(team_invitation)

    assert [Client().post(page).status_code for _ in range(2)] == [302, 302]
    assert TeamMembership.objects.count() == 1


def test_joining_does_not_sign_anybody_in(client, team, team_invitation):
    client.post(join_page(team_invitation))

    assert client.get(team.get_absolute_url()).status_code == 302


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"accepted_at": clock.now()}, "You have already joined"),
        ({"revoked_at": clock.now()}, "This invitation was taken back"),
        ({"expires_at": dt.datetime(2025, 9, 1, tzinfo=dt.UTC)}, "This invitation has expired"),
    ],
)
def test_a_closed_invitation_says_why(client, team, facts, words):
    page = join_page(TeamInvitationFactory(team=team, **facts))

    assert words in client.get(page).text
    assert words in client.post(page).text
    assert not TeamMembership.objects.exists()


@pytest.mark.parametrize(
    "facts",
    [{"revoked_at": clock.now()}, {"expires_at": dt.datetime(2025, 9, 1, tzinfo=dt.UTC)}],
    ids=["taken back", "expired"],
)
def test_an_invitation_that_is_over_makes_no_account(client, team, facts):
    client.post(join_page(TeamInvitationFactory(team=team, email="lena@kettle.example", **facts)))

    assert not User.objects.filter(email="lena@kettle.example").exists()


def test_a_link_that_is_not_ours_says_what_to_do(client, db):
    answer = client.get(reverse("cohorts:join", args=["bent"]))

    assert answer.status_code == 404
    assert "No invitation belongs to this link" in answer.text


def test_somebody_else_signed_in_here_cannot_take_the_place(
    team_member, team_invitation, signed_in
):
    client = signed_in(team_member)
    page = join_page(team_invitation)

    assert "Sign out first" in client.get(page).text
    client.post(page)
    team_invitation.refresh_from_db()
    assert team_invitation.accepted_at is None


def test_the_invited_person_joins_without_another_code(client, team_invitation, team):
    user = account_for(team_invitation.email)
    client.force_login(user)

    assert client.post(join_page(team_invitation)).url == team.get_absolute_url()
    assert mail.outbox == []


def test_an_address_of_somebody_with_another_account_is_told_so(client, team_invitation):
    PersonFactory(email=team_invitation.email, user=account_for("other@kettle.example"))

    answer = client.post(join_page(team_invitation))

    assert "signs in with another address" in answer.text
    assert not TeamMembership.objects.exists()


def test_the_thirty_first_wrong_link_within_five_minutes_is_asked_to_wait(client, db):
    answers = [client.get(f"/join/wrong-{n}/").status_code for n in range(31)]

    assert answers == [404] * 30 + [429]


def test_a_whole_team_behind_one_address_joins(client, team_invitation):
    page = join_page(team_invitation)

    assert {client.get(page).status_code for _ in range(40)} == {200}


def test_a_foreign_invitation_is_neither_sent_again_nor_taken_back(
    outsider, team_invitation, signed_in
):
    client = signed_in(outsider)

    for name in ("resend", "revoke"):
        url = reverse(f"cohorts:{name}", args=[team_invitation.pk])
        assert client.post(url).status_code == 404


def test_a_lead_takes_an_invitation_back(team_lead, team_invitation, signed_in):
    client = signed_in(team_lead)

    client.post(reverse("cohorts:revoke", args=[team_invitation.pk]))
    answer = client.post(reverse("cohorts:resend", args=[team_invitation.pk]), follow=True)

    team_invitation.refresh_from_db()
    assert team_invitation.state == "Taken back"
    assert "is no longer open" in answer.text
