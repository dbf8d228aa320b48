import pytest
from django.db import IntegrityError, transaction

from network.models import Activity
from surveys.collection import drafts, links, open_links
from surveys.collection.models import Invitation, OpenLink
from surveys.collection.refusals import (
    NotOpen,
    OnlyAnonymous,
    OnlyInSchools,
    OpenLinkThere,
    PersonalLinksThere,
    UnknownLink,
)
from surveys.collection.services import (
    close_administration,
    invite,
    invite_addresses,
    open_a_link,
    open_administration,
    replace_link,
    revoke_link,
)
from tests.factories.network import PersonFactory
from tests.surveys.asking import answer, invited, unit_of
from tests.surveys.collection.test_at_once import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def kettle(framed):
    return unit_of(framed, "Kettle School")


def test_a_school_gets_one_open_link(kettle):
    assert open_a_link(kettle, by=None) == open_a_link(kettle, by=None)

    assert OpenLink.objects.count() == 1
    assert Activity.objects.filter(verb="opened link").count() == 1


def test_nobody_is_invited_where_an_open_link_is(framed, kettle):
    open_a_link(kettle, by=None)

    with pytest.raises(OpenLinkThere, match="Kettle School answers through its open link"):
        invite(framed, unit=kettle, people=[PersonFactory()])
    with pytest.raises(OpenLinkThere):
        invite_addresses(framed, unit=kettle, addresses=["a@kettle.example"])
    assert invite(framed, unit=unit_of(framed, "Gull School"), people=[PersonFactory()]) == 1


def test_a_school_whose_people_are_invited_gets_none(framed, kettle):
    invited(framed, "Kettle School", 2)

    with pytest.raises(PersonalLinksThere, match="2 people are invited personally"):
        open_a_link(kettle, by=None)
    assert not OpenLink.objects.exists()


def test_before_opening_their_invitations_can_be_taken_back(framed, kettle):
    invited(framed, "Kettle School", 2)

    open_a_link(kettle, withdraw=True, by=None)
    open_administration(framed, by=None)

    assert kettle.invitations.waiting().count() == 0


def test_once_links_have_gone_out_it_never_depends_on_who_answered(framed, kettle):
    one, other = invited(framed, "Kettle School", 2)
    open_administration(framed, by=None)
    answer(one, IMT11=4)
    Invitation.objects.filter(pk=other.pk).update(is_revoked=True)

    for withdraw in (False, True):
        with pytest.raises(PersonalLinksThere, match="People at Kettle School got personal links"):
            open_a_link(kettle, withdraw=withdraw, by=None)


def test_only_anonymous_surveys_have_open_links(framed, kettle):
    type(framed).objects.update(mode="confidential")

    with pytest.raises(OnlyAnonymous):
        open_a_link(kettle, by=None)


def test_only_schools_have_open_links(framed, kettle):
    with pytest.raises(OnlyInSchools):
        open_a_link(framed.units.get(kind="network"), by=None)


def test_after_close_no_link_is_opened(open_survey):
    close_administration(open_survey, by=None)

    with pytest.raises(NotOpen):
        open_a_link(unit_of(open_survey, "Kettle School"), by=None)


def test_before_opening_a_link_is_taken_back_without_a_trace(framed, kettle):
    revoke_link(open_a_link(kettle, by=None), by=None)

    assert not OpenLink.objects.exists()
    assert invite(framed, unit=kettle, people=[PersonFactory()]) == 1


def test_a_withdrawn_link_begins_nothing_and_can_be_put_back(open_survey):
    kettle = unit_of(open_survey, "Kettle School")
    link = open_a_link(kettle, by=None)
    seat = open_links.begin(link)

    revoke_link(link, by=None)
    link.refresh_from_db()

    with pytest.raises(UnknownLink):
        open_links.begin(link)
    answer(seat, IMT11=4)  # who has begun may finish
    again = open_a_link(kettle, by=None)
    assert (again, again.is_revoked) == (link, False)


def test_a_replaced_link_leads_nowhere_and_is_known_as_ours(open_survey):
    link = open_a_link(unit_of(open_survey, "Kettle School"), by=None)
    old = open_links.LINK.token(link.nonce)

    new = open_links.LINK.token(replace_link(link, by=None).nonce)

    assert open_links.behind(old) is None
    assert open_links.was_ours(old)
    assert open_links.behind(new) == link
    assert not open_links.was_ours("nonsense")


def test_no_begin_before_opening_or_after_close(framed, kettle):
    link = open_a_link(kettle, by=None)
    with pytest.raises(NotOpen):
        open_links.begin(link)

    open_administration(framed, by=None)
    close_administration(framed, by=None)

    with pytest.raises(NotOpen):
        open_links.begin(open_links.behind(open_links.LINK.token(link.nonce)))


def test_seats_without_a_draft_go_at_close_and_the_others_stay(open_survey):
    link = open_a_link(unit_of(open_survey, "Kettle School"), by=None)
    empty, begun, sent = (open_links.begin(link) for _ in range(3))
    drafts.save(links.token_for(begun), answers={"IMT11": 4})
    answer(sent, IMT11=4)
    person = invited(open_survey, "Gull School", 1)[0]

    assert open_links.clear_empty_seats() == 0
    close_administration(open_survey, by=None)

    assert open_links.clear_empty_seats() == 1
    assert open_links.clear_empty_seats() == 0
    assert set(Invitation.objects.all()) == {begun, sent, person}
    assert empty.pk


def test_the_database_holds_both_directions(open_survey):
    kettle, gull = (unit_of(open_survey, name) for name in ("Kettle School", "Gull School"))
    OpenLink.objects.create(unit=kettle, is_revoked=False)
    invited(open_survey, "Gull School", 1)

    with pytest.raises(IntegrityError, match="open link"), transaction.atomic():
        Invitation.objects.create(administration=open_survey, unit=kettle, email="a@b.example")
    with pytest.raises(IntegrityError, match="invited personally"), transaction.atomic():
        OpenLink.objects.create(unit=gull)
    Invitation.objects.filter(unit=gull).update(is_revoked=True)
    OpenLink.objects.create(unit=gull)
    with pytest.raises(IntegrityError, match="open link"), transaction.atomic():
        Invitation.objects.filter(unit=gull).update(is_revoked=False)


@pytest.mark.django_db(transaction=True)
def test_who_opens_a_link_and_who_invites_at_the_same_moment_see_each_other(framed, kettle):
    """Past the services, whose lock on the survey would hide what the trigger does."""

    def work(number):
        try:
            with transaction.atomic():
                if number % 2:
                    OpenLink.objects.create(unit_id=kettle.pk, is_revoked=False)
                else:
                    Invitation.objects.create(
                        administration=framed, unit_id=kettle.pk, email=f"a{number}@b.example"
                    )
        except IntegrityError:
            return False
        return True

    for _ in range(5):
        at_once(work, 2)
        assert OpenLink.objects.exists() != Invitation.objects.exists()
        OpenLink.objects.all().delete()
        Invitation.objects.all().delete()
