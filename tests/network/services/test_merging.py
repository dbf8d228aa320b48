import datetime as dt

import pytest

from cohorts.models import TeamMembership
from convenings.models import Attendance, Registration
from core import clock
from network.models import Activity, Person
from network.querysets.activity import log_type
from network.services.merge_refusals import (
    AccountNotChosen,
    CannotUndo,
)
from network.services.merging import merge_people, undo_merge
from network.services.people import find_or_add_person
from surveys.collection.models import Invitation
from surveys.collection.services import invite, invite_addresses
from tests.factories.cohorts import TeamMembershipFactory
from tests.factories.convenings import AttendanceFactory, RegistrationFactory
from tests.factories.network import (
    PersonFactory,
    PersonWithAccountFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    kept = PersonFactory(first_name="Ada", last_name="Low", email="ada.low@kettle.example")
    gone = PersonFactory(first_name="Ada", last_name="Lowe", email="alow@kettle.example")
    return kept, gone


def merge(pair, by=None, account=None, **values):
    kept, gone = pair
    done = merge_people(kept, gone, values=values, account=account, by=by)
    kept.refresh_from_db()
    gone.refresh_from_db()
    return done


def test_the_chosen_values_go_on_and_both_addresses_still_lead_to_the_person(pair):
    kept, gone = pair

    merge(pair, last_name="gone", email="gone")

    assert (kept.last_name, kept.email) == ("Lowe", "alow@kettle.example")
    assert (gone.merged_into, gone.email) == (kept, "ada.low@kettle.example")
    assert Person.objects.by_email("ADA.LOW@kettle.example") == kept
    assert Person.objects.by_email("alow@kettle.example") == kept
    assert list(Person.objects.known()) == [kept]


def test_an_address_of_an_alias_adds_nobody(pair):
    kept, gone = pair
    merge(pair)

    found = find_or_add_person(email=gone.email, first_name="Ada", last_name="Lowe", by=None)

    assert found == kept


def test_an_attendance_that_both_have_is_kept_once_and_comes_back(pair, session):
    ours = AttendanceFactory(session=session, person=pair[0], late_minutes=300)
    theirs = AttendanceFactory(session=session, person=pair[1], late_minutes=20)
    elsewhere = AttendanceFactory(person=pair[1])

    done = merge(pair)

    assert set(Attendance.objects.filter(person=pair[0])) == {ours, elsewhere}
    assert Attendance.objects.count() == 2
    undo_merge(done, by=None)
    assert set(Attendance.objects.filter(person=pair[1])) == {theirs, elsewhere}
    assert Attendance.objects.get(pk=theirs.pk).late_minutes == 20


def test_of_two_seats_in_a_convening_the_surer_one_stays(pair, session):
    RegistrationFactory(session=session, person=pair[0], state="cancelled")
    seat = RegistrationFactory(session=session, person=pair[1], state="registered")

    merge(pair)

    assert list(Registration.objects.values_list("pk", "person", "state")) == [
        (seat.pk, pair[0].pk, "registered")
    ]


def test_a_lead_stays_a_lead_and_former_places_move_as_history(pair, team):
    TeamMembershipFactory(team=team, person=pair[0], role="member")
    lead = TeamMembershipFactory(team=team, person=pair[1], role="lead")
    former = TeamMembershipFactory(team=team, person=pair[1], ends_on=dt.date(2025, 9, 1))

    merge(pair)

    assert set(TeamMembership.objects.filter(person=pair[0])) == {lead, former}


def test_lines_about_the_record_that_went_are_shown_with_the_one_that_goes_on(pair):
    line = Activity.objects.about(pair[1]).create(
        content_type=log_type(pair[1]), object_id=pair[1].pk, verb="added", summary="Added."
    )

    done = merge(pair)

    assert line in Activity.objects.about(pair[0])
    assert [row.verb for row in Activity.objects.about(pair[1])] == ["merged"]
    undo_merge(done, by=None)
    assert line in Activity.objects.about(pair[1])


def test_two_invitations_to_one_survey_stay_as_they_are(pair, survey, survey_unit):
    other = PersonFactory()
    for person in (*pair, other):
        Invitation.objects.create(
            administration=survey, unit=survey_unit, person=person, email=person.email
        )
    before = list(Invitation.objects.order_by("pk").values())

    merge(pair)
    assert list(Invitation.objects.order_by("pk").values()) == before

    merge((pair[0], other))
    assert list(Invitation.objects.order_by("pk").values()) == before


def test_nobody_is_invited_to_one_survey_twice_by_two_of_their_addresses(pair, survey, survey_unit):
    kept, gone = pair
    invite(survey, unit=survey_unit, people=[gone])
    merge(pair)

    invite(survey, unit=survey_unit, people=[kept])
    invite_addresses(survey, unit=survey_unit, addresses=[kept.email, gone.email])

    assert list(survey.invitations.filter(person=kept).values_list("email", flat=True)) == [
        gone.email
    ]
    assert survey.invitations.count() == 2  # the fixture's one, and this


def test_the_only_account_goes_on(pair):
    gone = pair[1]
    gone.user = account = PersonWithAccountFactory.build().user
    account.save()
    gone.save()

    done = merge(pair)

    assert (pair[0].user, pair[1].user) == (account, None)
    undo_merge(done, by=None)
    gone.refresh_from_db()
    assert gone.user == account


def test_of_two_accounts_the_chosen_one_signs_in_and_the_other_is_switched_off(signed_in):
    pair = PersonWithAccountFactory(), PersonWithAccountFactory()
    ours, theirs = pair[0].user, pair[1].user
    client = signed_in(ours)

    with pytest.raises(AccountNotChosen, match="Both have an account"):
        merge(pair)
    done = merge(pair, account="gone")

    assert (pair[0].user, pair[1].user) == (theirs, ours)
    assert client.get("/directory/").status_code == 302  # the session ended with the account
    undo_merge(done, by=None)
    ours.refresh_from_db()
    assert ours.is_active
    assert client.get("/directory/").status_code == 200


def test_an_account_that_is_switched_off_is_not_chosen():
    pair = PersonWithAccountFactory(), PersonWithAccountFactory(user__is_active=False)

    with pytest.raises(AccountNotChosen, match="cannot sign in"):
        merge(pair, account="gone")


def test_what_changed_after_the_merge_is_kept_and_said(pair):
    kept = pair[0]
    done = merge(pair, last_name="gone", phone="gone")
    Person.objects.filter(pk=kept.pk).update(last_name="Lowell")
    later = AttendanceFactory(person=kept)

    undone = undo_merge(done, by=None)

    assert undone.complaints == ["Changed since the merge and kept: last name of Ada Lowell."]
    kept.refresh_from_db()
    later.refresh_from_db()
    assert (kept.last_name, later.person) == ("Lowell", kept)


def test_a_row_that_is_gone_meanwhile_leaves_the_rest_of_the_undoing_alone(pair, session):
    AttendanceFactory(session=session, person=pair[0])
    AttendanceFactory(session=session, person=pair[1])
    done = merge(pair)
    session.delete()

    undone = undo_merge(done, by=None)

    assert undone.complaints == [
        "A attendance was not put back: its session does not exist anymore."
    ]


def test_a_merge_is_undone_for_thirty_days_and_once(pair):
    done = merge(pair)
    later = clock.now() + dt.timedelta(days=31)

    with clock.at(later), pytest.raises(CannotUndo, match="30 days"):
        undo_merge(done, by=None)
    with clock.at(later - dt.timedelta(days=2)):
        undo_merge(done, by=None)
    with pytest.raises(CannotUndo, match="undone already"):
        undo_merge(done, by=None)


def test_merges_are_undone_from_the_last_one_on(pair):
    kept, gone = pair
    first = merge(pair)
    last = PersonFactory(first_name="Ada", last_name="Lowell", email="")
    second = merge((last, kept))
    gone.refresh_from_db()
    assert gone.merged_into == last  # an alias never leads to another alias

    with pytest.raises(CannotUndo, match="merged into Ada Lowell since"):
        undo_merge(first, by=None)
    undo_merge(second, by=None)
    undo_merge(first, by=None)

    assert Person.objects.known().count() == 3
