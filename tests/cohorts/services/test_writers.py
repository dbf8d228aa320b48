import pytest

from accounts.services import account_for
from cohorts.models import ApplicationEditor
from cohorts.services import writers as services
from cohorts.services.invitation import InvitationNotOpen
from messaging.models import Message

LENA = {"email": "Lena@kettle.example", "first_name": "Lena", "last_name": "Hart"}


@pytest.fixture
def writer(team_lead):
    return team_lead.person


def test_a_colleague_is_invited_once_and_writes_after_accepting(draft_application, writer):
    invitation = services.invite_writer(draft_application, **LENA, by=writer)
    assert services.invite_writer(draft_application, **LENA, by=writer) == invitation

    user = account_for(invitation.email)
    editor = services.accept_writer_invitation(invitation, user=user)

    assert services.accept_writer_invitation(invitation, user=user) == editor
    assert editor.person.email == "lena@kettle.example"
    assert ApplicationEditor.objects.count() == 2
    assert Message.objects.filter(kind="cohorts/application-invitation").count() == 1


def test_who_writes_already_is_not_invited(draft_application, writer):
    with pytest.raises(services.AlreadyWrites):
        services.invite_writer(draft_application, **LENA | {"email": writer.email}, by=writer)


def test_an_invitation_taken_back_opens_nothing(writer_invitation, writer):
    services.revoke_writer_invitation(writer_invitation, by=writer)

    with pytest.raises(InvitationNotOpen):
        services.accept_writer_invitation(
            writer_invitation, user=account_for(writer_invitation.email)
        )
