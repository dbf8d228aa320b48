import pytest

from messaging.models import Message
from network.models import Activity
from surveys.collection import drafts, links
from surveys.collection.refusals import LinkIsWithdrawn, NotOpen, OpenLinkThere
from surveys.collection.services import (
    close_administration,
    open_a_link,
    open_administration,
    put_back,
    renew_link,
    revoke,
    send_again,
)
from tests.surveys.asking import answer, invited

pytestmark = pytest.mark.django_db


def letters():
    return Message.objects.filter(kind="surveys/invitation")


def test_a_withdrawn_link_stops_working_whether_it_was_used_or_not(open_survey):
    used, unused = invited(open_survey, "Kettle School", 2)
    answer(used, IMT11=4)

    for invitation in (used, unused, unused):
        revoke(invitation, by=None)

    assert links.invitation_for(links.token_for(unused)) is None
    assert links.invitation_for(links.token_for(used)) is None
    assert open_survey.invitations.get(is_completed=True) == used  # its answers stay counted
    assert Activity.objects.filter(verb="revoked").count() == 2


def test_a_withdrawn_link_can_be_put_back(open_survey):
    person = invited(open_survey, "Kettle School", 1)[0]
    revoke(person, by=None)

    put_back(person, by=None)
    put_back(person, by=None)

    assert links.invitation_for(links.token_for(person)) == person
    assert letters().count() == 1


def test_it_is_not_put_back_beside_an_open_link(framed):
    person = invited(framed, "Kettle School", 1)[0]
    open_a_link(person.unit, withdraw=True, by=None)

    with pytest.raises(OpenLinkThere):
        put_back(person, by=None)


def test_a_new_link_takes_along_what_was_begun_under_the_old_one(open_survey):
    person = invited(open_survey, "Kettle School", 1)[0]
    old = links.token_for(person)
    drafts.save(old, answers={"IMT11": 4})

    renew_link(person, by=None)
    person.refresh_from_db()

    new = links.token_for(person)
    assert links.invitation_for(old) is None
    assert links.was_replaced(old)
    assert not links.was_replaced(new)
    assert not links.was_replaced("nonsense")
    assert drafts.read(old) is None
    assert drafts.read(new) == {"IMT11": 4}
    assert letters().count() == 2


def test_a_new_link_of_who_has_answered_opens_the_receipt(open_survey, client):
    person = invited(open_survey, "Kettle School", 1)[0]
    answer(person, IMT11=4)

    renew_link(person, by=None)
    person.refresh_from_db()

    assert "already sent" in client.get(f"/answer/{links.token_for(person)}/").text


def test_an_invitation_is_sent_again_and_only_while_it_leads_somewhere(framed):
    person = invited(framed, "Kettle School", 1)[0]
    with pytest.raises(NotOpen):
        send_again(person, by=None)
    open_administration(framed, by=None)

    send_again(person, by=None)
    assert letters().count() == 2

    revoke(person, by=None)
    for act in (send_again, renew_link):
        with pytest.raises(LinkIsWithdrawn):
            act(person, by=None)
    close_administration(framed, by=None)
    for act in (send_again, renew_link, put_back):
        with pytest.raises(NotOpen):
            act(person, by=None)
