"""The way from the link of an invitation to the role."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services import account_for
from core import clock
from network import links
from network.models import RoleGrant
from network.roles import Role
from tests.accounts.test_sign_in import code_in
from tests.factories.network import (
    RoleGrantFactory,
    RoleInvitationFactory,
    StateAgencyFactory,
)


def page_of(invitation):
    return reverse("network:welcome", args=[links.token_for(invitation)])


def given():
    return RoleGrant.objects.filter(role=Role.SCHOOL_LEADER)


def test_one_button_and_one_code_lead_to_the_role(client, role_invitation):
    page = page_of(role_invitation)

    assert "Work in the network as school leader at Kettle School" in client.get(page).text
    asked = client.post(page)
    assert not given().exists()
    signed_in = client.post(asked.url, {"code": code_in(mail.outbox[-1])})
    taken = client.get(signed_in.url)

    assert (signed_in.url, taken.url) == (page, "/home/")
    assert given().get().person.user.email == role_invitation.email
    assert "You are school leader at Kettle School." in client.get("/home/").text


def test_a_role_that_sees_others_leads_to_the_second_factor(client, esc_director, district):
    invitation = RoleInvitationFactory(
        role=Role.DISTRICT_LEADER, organization=district, invited_by=esc_director.person
    )
    asked = client.post(page_of(invitation))
    signed_in = client.post(asked.url, {"code": code_in(mail.outbox[-1])})

    home = client.get(client.get(signed_in.url).url)

    assert home.url == reverse("mfa_activate_totp")


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_mail_scanner_changes_nothing(client, role_invitation, method):
    for _ in range(3):
        assert getattr(client, method)(page_of(role_invitation)).status_code == 200

    assert not given().exists()
    assert not User.objects.filter(email=role_invitation.email).exists()


def test_the_button_alone_gives_nothing(client, role_invitation):
    for _ in range(2):
        assert Client().post(page_of(role_invitation)).status_code == 302

    assert not given().exists()


def test_opening_the_link_signed_in_gives_nothing_before_the_button(
    client, role_invitation, signed_in
):
    user = User.objects.create_user(role_invitation.email)
    client = signed_in(user)

    client.get(page_of(role_invitation))
    assert not given().exists()
    assert client.post(page_of(role_invitation)).url == "/home/"
    assert given().count() == 1


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"accepted_at": clock.now()}, "already taken this role"),
        ({"revoked_at": clock.now()}, "This invitation was taken back"),
        ({"expires_at": dt.datetime(2025, 9, 1, tzinfo=dt.UTC)}, "This invitation has expired"),
    ],
)
def test_a_closed_invitation_says_why_and_makes_no_account(
    client, school, esc_director, facts, words
):
    invitation = RoleInvitationFactory(
        organization=school, invited_by=esc_director.person, email="lena@a.example", **facts
    )

    assert words in client.get(page_of(invitation)).text
    assert words in client.post(page_of(invitation)).text
    assert not User.objects.filter(email="lena@a.example").exists()


def test_a_void_invitation_says_so_and_makes_no_account(client, role_invitation, esc_director):
    esc_director.person.grants.update(ends_on=dt.date(2022, 1, 1))

    text = client.post(page_of(role_invitation)).text

    assert "can no longer give this role" in text
    assert not User.objects.filter(email=role_invitation.email).exists()


def test_somebody_else_signed_in_here_cannot_take_the_role(specialist, role_invitation, signed_in):
    client = signed_in(specialist)

    assert "Sign out first" in client.get(page_of(role_invitation)).text
    client.post(page_of(role_invitation))
    assert not given().exists()


def test_a_button_pressed_before_somebody_else_signed_in_gives_them_nothing(
    client, specialist, role_invitation
):
    client.post(page_of(role_invitation))
    client.force_login(specialist)

    client.get(page_of(role_invitation))

    assert not given().exists()


def test_a_link_that_is_not_ours_says_what_to_do(client, db, team_invitation_token):
    """Not even the token of another kind of link opens this page."""
    for token in ("bent", team_invitation_token):
        answer = client.get(reverse("network:welcome", args=[token]))
        assert answer.status_code == 404
        assert "No invitation belongs to this link" in answer.text


def test_a_confirmed_second_address_leads_to_the_account_they_have(client, newcomer, school):
    account_for(newcomer.email)
    EmailAddress.objects.create(user=newcomer, email="second@kettle.example", verified=True)
    invitation = RoleInvitationFactory(
        email="second@kettle.example",
        role=Role.SCHOOL_LEADER,
        organization=school,
        invited_by=RoleGrantFactory(
            role=Role.STATE_ADMIN, organization=StateAgencyFactory()
        ).person,
    )
    page = page_of(invitation)

    asked = client.post(page)
    client.post(asked.url, {"code": code_in(mail.outbox[-1])})

    assert client.get(page).url == "/home/"
    assert given().get().person.user == newcomer
