import datetime as dt

import pytest
from django.core import mail

from accounts.services import account_for
from cohorts import links, services
from cohorts.models import TeamInvitation
from core import clock
from messaging import tasks
from messaging.models import Message
from network.models import Activity, Person
from network.services import rights
from tests.factories.cohorts import TeamInvitationFactory, TeamMembershipFactory
from tests.factories.network import PersonWithAccountFactory

LENA = {
    "email": "Lena.Hart@kettle.example",
    "first_name": "Lena",
    "last_name": "Hart",
    "role": "member",
    "job": "Math teacher",
}


@pytest.fixture
def invited(team, specialist):
    return services.invite_member(team, **LENA, by=specialist.person)


def test_an_invitation_goes_out_with_a_link_that_no_row_holds(invited):
    with clock.at(clock.now() + dt.timedelta(seconds=1)):
        assert tasks.drain() == 1

    [letter], [row] = mail.outbox, Message.objects.all()
    address = links.address_for(invited)
    assert letter.to == ["lena.hart@kettle.example"]
    assert letter.subject.startswith("[Action needed by ")
    assert letter.subject.endswith("] Join the Kettle team")
    assert address in letter.body
    assert invited.nonce not in row.body
    assert "Dana Specialist invites you to the Kettle team of Kettle School" in letter.body


def test_inviting_twice_is_one_invitation_and_one_mail(team, invited):
    assert services.invite_member(team, **LENA, by=None) == invited
    assert TeamInvitation.objects.count() == 1
    assert Message.objects.count() == 1


def test_somebody_in_the_team_is_not_invited(team):
    member = TeamMembershipFactory(team=team).person

    with pytest.raises(services.AlreadyMember, match="already in the team"):
        services.invite_member(team, **LENA | {"email": member.email.upper()}, by=None)


def test_accepting_makes_a_person_and_a_place(team, invited):
    user = account_for(invited.email)

    place = services.accept_invitation(invited, user=user)

    person = Person.objects.get(email="lena.hart@kettle.example")
    assert (place.person, place.role, place.job) == (person, "member", "Math teacher")
    assert (person.user, person.organization.pk) == (user, team.school_id)
    assert place.starts_on == clock.today()
    assert Activity.objects.about(team).first().summary == "Lena Hart joined Kettle team."


def test_accepting_twice_is_one_place(invited):
    user = account_for(invited.email)

    first = services.accept_invitation(invited, user=user)

    assert services.accept_invitation(invited, user=user) == first


def test_a_person_known_by_their_address_is_not_doubled(invited):
    known = Person.objects.create(first_name="L.", last_name="Hart", email=invited.email)

    place = services.accept_invitation(invited, user=account_for(invited.email))

    assert place.person == known
    assert Person.objects.filter(last_name="Hart").count() == 1


def test_an_address_of_somebody_with_another_account_is_refused(invited):
    PersonWithAccountFactory(email=invited.email)

    with pytest.raises(rights.AddressBelongsToSomebody, match="another address"):
        services.accept_invitation(invited, user=account_for(invited.email))


def test_who_was_taken_out_of_the_team_does_not_come_back_by_the_old_link(invited):
    user = account_for(invited.email)
    place = services.accept_invitation(invited, user=user)
    services.end_membership(place, on=clock.today(), by=None)

    with pytest.raises(services.InvitationNotOpen):
        services.accept_invitation(invited, user=user)


def test_an_invitation_taken_back_opens_nothing_and_is_not_sent(invited):
    services.revoke_invitation(invited, by=None)

    with clock.at(clock.now() + dt.timedelta(seconds=1)):
        tasks.drain()
    assert mail.outbox == []
    with pytest.raises(services.InvitationNotOpen):
        services.accept_invitation(invited, user=account_for(invited.email))
    with pytest.raises(services.InvitationNotOpen):
        services.resend_invitation(invited, by=None)


def test_after_its_last_day_an_invitation_opens_nothing(invited):
    later = clock.now() + dt.timedelta(days=31)

    with clock.at(later), pytest.raises(services.InvitationNotOpen):
        services.accept_invitation(invited, user=account_for(invited.email))


def test_sending_again_gives_the_full_time_and_one_more_mail(invited):
    later = clock.now() + dt.timedelta(days=40)

    with clock.at(later):
        again = services.resend_invitation(invited, by=None)
        services.resend_invitation(again, by=None)

    assert again.expires_at > later + dt.timedelta(days=29)
    assert Message.objects.count() == 2


def test_inviting_an_expired_address_sends_the_same_invitation_again(team, invited):
    with clock.at(clock.now() + dt.timedelta(days=40)):
        again = services.invite_member(team, **LENA, by=None)

        assert (again, again.is_open) == (invited, True)


def test_an_accepted_invitation_cannot_be_taken_back(invited):
    services.accept_invitation(invited, user=account_for(invited.email))

    with pytest.raises(services.InvitationNotOpen, match="already joined"):
        services.revoke_invitation(invited, by=None)


def test_a_link_bent_by_a_character_is_nobodys(team_invitation):
    token = links.token_for(team_invitation)

    assert links.invitation_for(token) == team_invitation
    assert links.invitation_for(token[:-1]) is None
    assert links.invitation_for(team_invitation.nonce) is None


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ({}, "Waiting"),
        ({"accepted_at": dt.datetime(2025, 9, 1, tzinfo=dt.UTC)}, "Accepted"),
        ({"revoked_at": dt.datetime(2025, 9, 1, tzinfo=dt.UTC)}, "Taken back"),
        ({"expires_at": dt.datetime(2025, 9, 1, tzinfo=dt.UTC)}, "Expired"),
    ],
)
def test_an_invitation_says_in_a_word_what_became_of_it(team, facts, state):
    assert TeamInvitationFactory(team=team, **facts).state == state
