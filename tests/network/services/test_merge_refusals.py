import itertools

import pytest

from core.merging import CannotMerge
from network.access import standing_of
from network.models import Person, RoleGrant
from network.roles import Role
from network.services.merge_refusals import (
    AlreadyMerged,
    OutOfReach,
    OwnRecord,
    SameRecord,
)
from network.services.merging import merge_people, undo_merge
from tests.factories.network import (
    PersonFactory,
    PersonWithAccountFactory,
    RoleGrantFactory,
)
from tests.test_every_post import everything

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


def test_nobody_merges_their_own_record_and_a_record_is_not_merged_with_itself(state_admin, pair):
    by = state_admin.person

    for mine in ((by, pair[0]), (pair[0], by)):
        with pytest.raises(OwnRecord):
            merge(mine, by=by)
    with pytest.raises(SameRecord):
        merge((pair[0], pair[0]), by=by)


def test_a_record_is_merged_once(pair, state_admin):
    merge(pair, by=state_admin.person)

    with pytest.raises(AlreadyMerged):
        merge((PersonFactory(), pair[1]), by=state_admin.person)


@pytest.fixture
def pair_of_kettle(pair, school):
    """Within the branch of the director of Maple ESC."""
    Person.objects.update(organization=school)
    for one in pair:
        one.refresh_from_db()
    return pair


def test_a_director_cannot_merge_somebody_whose_roles_they_could_not_give(
    pair_of_kettle, esc_director, state_agency, center, school
):
    pair = pair_of_kettle
    RoleGrantFactory(person=pair[1], role=Role.SPECIALIST, organization=center)
    merge(pair, by=esc_director.person)
    grant = RoleGrantFactory(
        role=Role.STATE_ADMIN, organization=state_agency, person__organization=school
    )
    another = grant.person

    for both in itertools.permutations([pair[0], another]):
        with pytest.raises(OutOfReach, match="Ask a state administrator"):
            merge(both, by=esc_director.person)
    assert another.grants.count() == 1


def test_a_director_cannot_take_over_an_account_that_opens_the_admin(
    pair_of_kettle, esc_director, school
):
    pair = pair_of_kettle
    powerful = PersonWithAccountFactory(user__is_staff=True, organization=school)

    with pytest.raises(OutOfReach):
        merge((pair[0], powerful), by=esc_director.person)


def test_a_director_cannot_undo_a_merge_of_somebody_beyond_their_reach(
    pair_of_kettle, esc_director, state_agency
):
    pair = pair_of_kettle
    done = merge(pair, by=esc_director.person)
    RoleGrantFactory(person=pair[0], role=Role.STATE_ADMIN, organization=state_agency)

    with pytest.raises(OutOfReach):
        undo_merge(done, by=esc_director.person)


def test_one_role_that_both_hold_is_held_once_and_other_roles_add_up(state_agency, state_admin):
    one, other = state_admin.person, PersonWithAccountFactory()
    RoleGrantFactory(person=other, role=Role.STATE_ADMIN, organization=state_agency)
    partner = RoleGrantFactory(person=other, role=Role.STATE_VIEWER, organization=state_agency)

    merge((one, other), account="gone")

    grants = RoleGrant.objects.filter(person=one)
    assert set(grants.values_list("role", flat=True)) == {"state_admin", "state_viewer"}
    assert grants.count() == 2
    assert partner in grants
    assert standing_of(one.user).holds(Role.STATE_ADMIN)  # the last one did not get lost


def test_a_director_cannot_merge_people_of_another_service_center_nor_a_specialist_anybody(
    pair_of_kettle, esc_director, specialist, other_school
):
    stranger = PersonFactory(organization=other_school)

    for both in itertools.permutations([pair_of_kettle[0], stranger]):
        with pytest.raises(OutOfReach):
            merge(both, by=esc_director.person)
    with pytest.raises(OutOfReach):
        merge(pair_of_kettle, by=specialist.person)


def test_a_merge_that_fails_leaves_no_trace(pair, esc_director, state_agency):
    RoleGrantFactory(person=pair[1], role=Role.STATE_ADMIN, organization=state_agency)
    before = everything()

    with pytest.raises(CannotMerge):
        merge(pair, by=esc_director.person)

    assert everything() == before
