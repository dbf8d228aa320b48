"""Inviting to a role: by whom, to what, and what is looked at again when it is taken."""

import datetime as dt

import pytest
from allauth.account.models import EmailAddress

from accounts.services import account_for
from core import clock
from core import mail as port
from messaging.models import Message
from network import links
from network.models import Person, RoleGrant, RoleInvitation
from network.roles import Role
from network.services import rights
from network.services import role_invitations as services
from tests.factories.network import (
    PersonFactory,
    PersonWithAccountFactory,
    RoleGrantFactory,
    RoleInvitationFactory,
)

DAY = dt.timedelta(days=1)


def invite(school, by, **given):
    lena = {"email": "Lena@Kettle.example", "first_name": "Lena", "last_name": "Hart"}
    what = {"role": Role.SCHOOL_LEADER, "organization": school, "by": by.person}
    return services.invite_to_role(**{**lena, **what, **given})


def test_inviting_twice_is_one_invitation_and_one_mail(esc_director, school):
    first, second = (invite(school, esc_director) for _ in range(2))

    assert first == second
    assert first.email == "lena@kettle.example"
    message = Message.objects.get(kind="network/role-invitation")
    assert message.subject.endswith("Take your role as school leader at Kettle School")
    assert links.token_for(first) not in message.body
    assert port.fill(port.Secret("role_invitation_link", str(first.pk))).endswith(
        f"/welcome/{links.token_for(first)}/"
    )


def test_an_invitation_that_ran_out_is_sent_anew(esc_director, school):
    old = invite(school, esc_director)
    RoleInvitation.objects.update(
        invited_at=clock.now() - 40 * DAY, expires_at=clock.now() - 9 * DAY
    )
    assert RoleInvitation.objects.in_state("expired").get() == old

    assert invite(school, esc_director).is_open
    assert Message.objects.count() == 2


def test_a_director_invites_to_no_role_that_is_not_theirs_to_give(
    esc_director, other_school, center
):
    for role, place in ((Role.SCHOOL_LEADER, other_school), (Role.ESC_DIRECTOR, center)):
        with pytest.raises(rights.NotYoursToGive):
            invite(place, esc_director, role=role)

    assert not RoleInvitation.objects.exists()


def own_addresses(user):
    EmailAddress.objects.create(user=user, email="second@example.org")
    PersonFactory(email="alias@example.org", merged_into=user.person)
    return [user.email, user.person.email, "Second@example.org", "alias@example.org"]


def test_nobody_invites_an_address_of_their_own(esc_director, school):
    for address in own_addresses(esc_director):
        with pytest.raises(rights.OwnRights):
            invite(school, esc_director, email=address)


def test_somebody_who_holds_the_role_is_not_invited_by_an_aliass_address_either(
    esc_director, school
):
    leader = RoleGrantFactory(role=Role.SCHOOL_LEADER, organization=school).person
    PersonFactory(email="alias@example.org", merged_into=leader)

    for address in (leader.email, "alias@example.org"):
        with pytest.raises(rights.AlreadyHeld):
            invite(school, esc_director, email=address)


def test_taking_a_role_makes_one_person_with_an_account_and_the_role_from_today(
    esc_director, school
):
    invitation = invite(school, esc_director, ends_on=clock.today() + 90 * DAY)
    lena = account_for(invitation.email)

    first, second = (services.accept_invitation(invitation, user=lena) for _ in range(2))

    assert first == second
    person = Person.objects.get(email=invitation.email)
    assert (person.user, person.organization_id) == (lena, school.pk)
    assert (first.starts_on, first.ends_on) == (clock.today(), clock.today() + 90 * DAY)
    assert first.granted_by == esc_director.person


def test_a_known_person_takes_the_role_under_their_own_record(esc_director, school):
    kept = PersonFactory(email="lena.kept@example.org", user=None)
    PersonFactory(email="lena@kettle.example", merged_into=kept)
    invitation = invite(school, esc_director)

    granted = services.accept_invitation(invitation, user=account_for(invitation.email))

    assert granted.person == kept


def test_an_address_of_somebody_with_another_account_takes_nothing(esc_director, school):
    PersonWithAccountFactory(email="lena@kettle.example")
    invitation = invite(school, esc_director)

    with pytest.raises(rights.AddressBelongsToSomebody):
        services.refuse_closed(invitation)
    with pytest.raises(rights.AddressBelongsToSomebody):
        services.accept_invitation(invitation, user=account_for("lena@kettle.example"))


def leave_today(user):
    user.person.grants.update(ends_on=clock.today() - DAY)


def lose_the_account(user):
    user.is_active = False
    user.save()


def vanish(user):
    RoleInvitation.objects.update(invited_by=None)


@pytest.mark.parametrize("change", [leave_today, lose_the_account, vanish])
def test_an_invitation_by_somebody_who_may_no_longer_give_is_void(change, esc_director, school):
    invitation = invite(school, esc_director)
    change(esc_director)

    with pytest.raises(services.InvitationVoid, match="can no longer give this role"):
        services.accept_invitation(invitation, user=account_for(invitation.email))

    assert not RoleGrant.objects.filter(role=Role.SCHOOL_LEADER).exists()
    invitation.refresh_from_db()
    assert invitation.accepted_at is None
    assert not Person.objects.filter(email=invitation.email).exists()


def test_a_realigned_district_is_no_longer_the_inviters_to_give(
    esc_director, school, district, other_center
):
    invitation = invite(school, esc_director)
    district.alignments.update(service_center=other_center)

    with pytest.raises(services.InvitationVoid):
        services.accept_invitation(invitation, user=account_for(invitation.email))


def test_nobody_takes_a_role_to_which_they_invited(esc_director, school):
    invitation = RoleInvitationFactory(
        organization=school, invited_by=esc_director.person, email="new.address@example.org"
    )

    with pytest.raises(rights.OwnRights):
        services.accept_invitation(invitation, user=esc_director)


def test_an_old_link_does_not_bring_a_revoked_role_back(esc_director, school, state_admin):
    invitation = invite(school, esc_director)
    lena = account_for(invitation.email)
    granted = services.accept_invitation(invitation, user=lena)
    RoleGrant.objects.filter(pk=granted.pk).update(revoked_at=clock.now())

    with pytest.raises(services.InvitationNotOpen):
        services.accept_invitation(invitation, user=lena)


def test_taking_back_is_told_apart_from_accepted(esc_director, school):
    invitation = invite(school, esc_director)

    for _ in range(2):
        services.take_back_invitation(invitation, by=esc_director.person)

    assert RoleInvitation.objects.in_state("taken-back").get() == invitation
    assert not links.is_still_due(str(invitation.pk))
    with pytest.raises(services.InvitationNotOpen):
        services.resend_invitation(invitation, by=esc_director.person)


def test_sending_again_makes_the_sender_the_inviter(esc_director, state_admin, role_invitation):
    sent = services.resend_invitation(role_invitation, by=state_admin.person)
    again = services.resend_invitation(sent, by=esc_director.person)

    assert again.invited_by == state_admin.person  # a second click within a minute sends nothing
    assert again.expires_at > clock.now() + 29 * DAY
    assert Message.objects.count() == 1
