"""Who may give what where, and what nobody may do."""

import datetime as dt
from functools import partial

import pytest
from django.db import transaction

from core import clock
from messaging.models import Message
from network.models import Activity, Organization, Person, RoleGrant
from network.roles import HELD_AT, Role
from network.services import people, rights, roles
from tests.factories.network import (
    PersonFactory,
    PersonWithAccountFactory,
    RoleGrantFactory,
    UserFactory,
)

TODAY = clock.today()
DAY = dt.timedelta(days=1)


def give(person, by, role=Role.SCHOOL_LEADER, organization=None, **days):
    days = {"starts_on": TODAY} | days
    return roles.give_role(person, role=role, organization=organization, by=by.person, **days)


@pytest.mark.parametrize("role", Role)
def test_a_role_is_given_only_where_it_is_held(
    role, state_admin, center, district, school, partner_facilitator
):
    places = Organization.objects.granted_at_by(state_admin, role)

    assert {place.kind for place in places} == {HELD_AT[role]}


@pytest.mark.parametrize(
    ("who", "gives"),
    [
        ("state_admin", set(Role)),
        ("esc_director", {Role.SPECIALIST, Role.DISTRICT_LEADER, Role.SCHOOL_LEADER}),
        *((who, set()) for who in ("specialist", "state_viewer", "evaluator", "school_leader")),
        *((who, set()) for who in ("district_leader", "partner_facilitator", "newcomer")),
    ],
)
def test_who_gives_which_roles(who, gives, request, school, other_school, state_agency):
    user = request.getfixturevalue(who)

    given = {role for role in Role if Organization.objects.granted_at_by(user, role).exists()}

    # Roles of partners need a partner to be held at.
    assert given == gives - {Role.EVALUATOR, Role.PARTNER_FACILITATOR}


def test_a_director_gives_roles_in_their_own_branch_alone(
    esc_director, school, other_school, other_district, other_center, center
):
    ada = PersonFactory()

    for role, place in (
        (Role.SCHOOL_LEADER, other_school),
        (Role.DISTRICT_LEADER, other_district),
        (Role.SPECIALIST, other_center),
        (Role.ESC_DIRECTOR, center),
        (Role.SPECIALIST, school),
    ):
        with pytest.raises(rights.NotYoursToGive):
            give(ada, esc_director, role, place)

    assert give(ada, esc_director, organization=school).granted_by == esc_director.person


def test_no_role_is_given_at_a_closed_school(esc_director, school):
    school.status = "closed"
    school.save()

    assert not rights.may_grant(esc_director, Role.SCHOOL_LEADER, school)


def test_a_right_that_ended_yesterday_gives_nothing_today(esc_director, school):
    esc_director.person.grants.update(ends_on=TODAY - DAY)

    assert not rights.person_may_grant(esc_director.person, Role.SCHOOL_LEADER, school)


def test_nobody_gives_themselves_a_role_under_an_alias(state_admin, center):
    alias = PersonFactory(merged_into=state_admin.person)

    for myself in (state_admin.person, alias):
        with pytest.raises(rights.OwnRights):
            give(myself, state_admin, Role.ESC_DIRECTOR, center)


def test_a_role_given_to_an_alias_is_held_by_the_record_that_was_kept(state_admin, school):
    kept = PersonFactory()
    alias = PersonFactory(merged_into=kept)

    assert give(alias, state_admin, organization=school).person == kept


def test_nobody_ends_revokes_or_prolongs_their_own_role(state_admin, esc_director):
    own = esc_director.person.grants.get()

    for change in (
        lambda: roles.end_grant(own, on=TODAY, by=esc_director.person),
        lambda: roles.end_grant(own, on=None, by=esc_director.person),
        lambda: roles.revoke_grant(own, by=esc_director.person),
    ):
        with pytest.raises(rights.OwnRights):
            change()


def test_a_director_changes_no_role_that_is_not_theirs_to_give(
    esc_director, state_viewer, outsider
):
    for foreign in (state_viewer.person.grants.get(), outsider.person.grants.get()):
        with pytest.raises(rights.NotYoursToGive):
            roles.revoke_grant(foreign, by=esc_director.person)
        with pytest.raises(rights.NotYoursToGive):
            roles.end_grant(foreign, on=TODAY, by=esc_director.person)


@pytest.mark.parametrize(
    ("first", "last"), [(TODAY, None), (TODAY + 9 * DAY, None), (TODAY - 9 * DAY, TODAY)]
)
def test_two_grants_of_one_role_share_no_day(first, last, state_admin, school):
    ada = PersonFactory()
    give(ada, state_admin, organization=school, ends_on=TODAY + 30 * DAY)

    with pytest.raises(rights.AlreadyHeld, match="already school leader at Kettle School"):
        give(ada, state_admin, organization=school, starts_on=first, ends_on=last)


def test_a_role_is_prolonged_until_the_next_one_begins(state_admin, school):
    ada = PersonFactory()
    first = give(ada, state_admin, organization=school, ends_on=TODAY + 5 * DAY)
    give(ada, state_admin, organization=school, starts_on=TODAY + 10 * DAY)

    prolonged = roles.end_grant(first, on=TODAY + 9 * DAY, by=state_admin.person)
    with pytest.raises(rights.AlreadyHeld):
        roles.end_grant(first, on=None, by=state_admin.person)

    assert prolonged.ends_on == TODAY + 9 * DAY


def test_the_log_tells_from_what_to_what(state_admin, school):
    ada = PersonFactory()
    given = give(ada, state_admin, organization=school, starts_on=dt.date(2024, 7, 1))

    roles.end_grant(given, on=dt.date(2099, 6, 30), by=state_admin.person)

    assert Activity.objects.about(ada).first().changes == [
        {
            "label": "School leader at Kettle School",
            "old": "July 1, 2024 until further notice",
            "new": "July 1, 2024 to June 30, 2099",
        }
    ]


def test_every_change_is_told_to_the_address_that_the_person_signs_in_with(state_admin, school):
    ada = PersonFactory(email="ada.public@example.org", user=UserFactory(email="ada@example.org"))

    given = give(ada, state_admin, organization=school)
    roles.end_grant(given, on=TODAY + DAY, by=state_admin.person)
    roles.revoke_grant(given, by=state_admin.person)

    told = Message.objects.filter(kind="network/rights-changed").order_by("pk")
    assert {message.to for message in told} == {"ada@example.org"}
    assert [message.subject.split(" at ")[0] for message in told] == [
        "[For you to know] You are school leader",
        "[For you to know] You are school leader",
        "[For you to know] You are no longer school leader",
    ]


def test_somebody_without_an_account_gets_one_with_the_first_role(state_admin, school):
    ada = PersonFactory(email="ada@example.org", user=None)

    give(ada, state_admin, organization=school)

    assert Person.objects.get(pk=ada.pk).user.email == "ada@example.org"


def test_no_role_for_somebody_who_cannot_sign_in(state_admin, school):
    with pytest.raises(people.NoAccount), transaction.atomic():
        give(PersonFactory(email=""), state_admin, organization=school)

    assert not RoleGrant.objects.filter(role=Role.SCHOOL_LEADER).exists()


def test_a_revoked_role_is_gone_at_once_with_every_session(state_admin, specialist, client):
    client.force_login(specialist)
    assert "login" not in client.get("/home/").url  # asked for a second factor

    revoked = roles.revoke_grant(specialist.person.grants.get(), by=state_admin.person)

    assert revoked.revoked_at
    assert not specialist.person.grants.current().exists()
    assert client.get("/home/").url.startswith("/accounts/login/")


def test_revoking_twice_is_one_line_in_the_log(state_admin, specialist):
    given = specialist.person.grants.get()

    for _ in range(2):
        roles.revoke_grant(given, by=state_admin.person)

    assert Activity.objects.filter(verb="revoked").count() == 1


def test_a_revoke_is_undone_within_ten_minutes(state_admin, specialist):
    given = specialist.person.grants.get()
    revoked = roles.revoke_grant(given, by=state_admin.person)

    again = [roles.restore_grant(revoked, by=state_admin.person) for _ in range(2)]

    assert len(set(again)) == 1
    assert again[0].starts_on == TODAY
    assert specialist.person.grants.current().count() == 1


def test_a_revoke_of_yesterday_is_not_undone(state_admin, specialist):
    given = specialist.person.grants.get()
    given.revoked_at = clock.now() - dt.timedelta(minutes=11)
    given.save()

    with pytest.raises(rights.AlreadyOver):
        roles.restore_grant(given, by=state_admin.person)


def test_a_role_that_is_over_is_given_anew_and_not_prolonged(state_admin, specialist):
    given = specialist.person.grants.get()
    roles.end_grant(given, on=TODAY - DAY, by=state_admin.person)

    with pytest.raises(rights.AlreadyOver):
        roles.end_grant(given, on=TODAY + DAY, by=state_admin.person)


@pytest.mark.parametrize(
    "take",
    [
        roles.revoke_grant,
        partial(roles.end_grant, on=TODAY + DAY),
    ],
)
def test_the_last_state_administrator_stays(take, state_admin, state_agency):
    leaving = RoleGrantFactory(
        role=Role.STATE_ADMIN, organization=state_agency, ends_on=TODAY + 9 * DAY
    )
    locked_out = RoleGrantFactory(
        role=Role.STATE_ADMIN, organization=state_agency, person__user__is_active=False
    )
    last = state_admin.person.grants.get()

    with pytest.raises(rights.LastAdministrator, match="Give the role to somebody else first"):
        take(last, by=leaving.person)

    roles.revoke_grant(locked_out, by=state_admin.person)
    assert roles.revoke_grant(leaving, by=state_admin.person).revoked_at


def test_the_clock_ends_sessions_once_with_the_last_role(specialist, state_admin, client):
    specialist.person.grants.update(ends_on=TODAY - DAY)
    before = specialist.sign_in_round

    assert [roles.shut_out_whose_roles_ended() for _ in range(2)] == [1, 0]

    specialist.refresh_from_db()
    state_admin.refresh_from_db()
    assert specialist.sign_in_round == before + 1
    assert state_admin.sign_in_round == 0


def test_whoever_keeps_another_role_keeps_their_sessions(specialist, school):
    specialist.person.grants.update(ends_on=TODAY - DAY)
    RoleGrantFactory(person=specialist.person, role=Role.SCHOOL_LEADER, organization=school)

    assert roles.shut_out_whose_roles_ended() == 0


def test_a_person_without_an_account_may_grant_nothing(school):
    assert not rights.person_may_grant(PersonFactory(), Role.SCHOOL_LEADER, school)
    assert not rights.person_may_grant(PersonWithAccountFactory(), Role.SCHOOL_LEADER, school)
