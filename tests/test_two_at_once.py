"""Two people press the same button at the same moment: it happens once, and neither is lost."""

import pytest

from accounts.services import account_for
from cohorts.models import TeamInvitation, TeamMembership
from cohorts.services import accept_invitation
from core import clock
from messaging.models import Message
from network.models import (
    Activity,
    DirectoryImport,
    District,
    Merge,
    Person,
    RoleGrant,
    RoleInvitation,
)
from network.roles import Role
from network.services import directory_import as imports
from network.services import organizations, rights, role_invitations, roles
from network.services.merge_refusals import AlreadyMerged
from network.services.merging import merge_people
from surveys.collection.models import Administration
from surveys.collection.services import (
    FrameRow,
    invite,
    open_administration,
    request_release,
    set_school_frame,
)
from surveys.results.models import Release
from surveys.results.services import release_administration
from tests.factories.network import PersonFactory, RoleGrantFactory
from tests.factories.surveys import AdministrationFactory
from tests.surveys.asking import unit_of
from tests.surveys.collection.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 3


def logged(verb):
    return Activity.objects.filter(verb=verb).count()


def test_a_survey_opens_once(school):
    survey = AdministrationFactory()
    set_school_frame(survey, rows=[FrameRow(school=school, staff=40)], by=None)
    invite(survey, unit=unit_of(survey, "Kettle School"), people=[PersonFactory()])

    at_once(lambda _: open_administration(Administration.objects.get(), by=None), TIMES)

    assert logged("opened") == 1
    assert Message.objects.filter(kind="surveys/invitation").count() == 1
    assert unit_of(survey, "Kettle School").invitations.count() == 1


def test_an_invitation_is_accepted_once(team_invitation):
    def accept(_):
        invitation = TeamInvitation.objects.get()
        return accept_invitation(invitation, user=account_for(invitation.email)).pk

    places = at_once(accept, TIMES)

    assert len(set(places)) == 1
    assert TeamMembership.objects.count() == 1
    assert Person.objects.filter(email=team_invitation.email).count() == 1
    assert logged("joined") == 1


def test_an_import_is_written_once(directory_import):
    imports.confirm_agencies(directory_import, centers={"3900008": False}, by=None)

    done = at_once(
        lambda _: imports.apply_import(DirectoryImport.objects.get(), by=None).state, TIMES
    )

    assert set(done) == {"applied"}
    assert logged("written") == 1
    assert District.objects.filter(nces_id="3900008").count() <= 1


def test_figures_are_asked_for_and_released_once(released_survey):
    Release.objects.all().delete()
    Administration.objects.update(state="closed", release_requested_at=None)
    Activity.objects.all().delete()

    def ask_and_release(_):
        administration = Administration.objects.get()
        request_release(administration, by=None)
        return release_administration(administration, by=None).pk

    assert len(set(at_once(ask_and_release, TIMES))) == 1
    assert (logged("requested"), logged("released")) == (1, 1)


def test_two_administrators_revoke_each_other_and_one_stays(state_admin, state_agency):
    other = RoleGrantFactory(role=Role.STATE_ADMIN, organization=state_agency)
    mine = state_admin.person.grants.get()

    def revoke(number):
        grant, by = [(mine, other.person), (other, state_admin.person)][number]
        try:
            return bool(roles.revoke_grant(RoleGrant.objects.get(pk=grant.pk), by=by))
        except rights.RightsRefused:
            return False

    assert sorted(at_once(revoke, 2)) == [False, True]
    assert RoleGrant.objects.lasting().filter(role=Role.STATE_ADMIN).count() == 1


def test_an_organization_is_added_once(state_agency, district):
    values = {"name": "Bell School", "agency": district}

    added = at_once(
        lambda _: (
            organizations.add_organization("school", values=values, on=clock.today(), by=None).pk
        ),
        TIMES,
    )

    assert len(set(added)) == 1
    assert logged("added") == 1


def test_of_two_edits_of_one_field_one_stands_and_the_other_is_told(school):
    opened_with = organizations.version_of(school)

    def edit(number):
        try:
            organizations.edit_organization(
                school, values={"phone": str(number)}, by=None, version=opened_with
            )
        except organizations.ChangedMeanwhile:
            return "told"
        return str(number)

    answers = at_once(edit, TIMES)

    school.refresh_from_db()
    assert sorted(answers) == sorted([school.phone, "told", "told"])
    assert logged("changed") == 1


def test_two_people_are_merged_once():
    one, other = PersonFactory(), PersonFactory()

    def merge(turn):
        kept, gone = (one, other) if turn % 2 else (other, one)
        try:
            return merge_people(kept, gone, values={}, by=None).pk
        except AlreadyMerged:
            return None

    done = [pk for pk in at_once(merge, TIMES) if pk]

    assert len(done) == 1
    assert Person.objects.known().count() == 1
    assert Merge.objects.count() == 1


def test_a_role_is_taken_once(role_invitation):
    def accept(_):
        invitation = RoleInvitation.objects.get()
        user = account_for(invitation.email)
        return role_invitations.accept_invitation(invitation, user=user).pk

    taken = at_once(accept, TIMES)

    assert len(set(taken)) == 1
    assert RoleGrant.objects.filter(role=Role.SCHOOL_LEADER).count() == 1
    assert Person.objects.filter(email=role_invitation.email).count() == 1
