"""Who sees which organizations, people and imports: the querysets are the rule."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from core import clock
from network.models import DirectoryImport, Organization, Person, RoleGrant, School
from tests.factories.network import (
    AlignmentFactory,
    PersonFactory,
    RoleGrantFactory,
    SupportAssignmentFactory,
)

RIVERSIDE = ["Fallow Local", "Kettle School", "Maple ESC"]
SEES_ALL = ["state_admin", "state_viewer", "evaluator", "partner_facilitator"]


@pytest.fixture
def network(school, other_school):
    """Both branches."""


def seen_by(user):
    return sorted(Organization.objects.visible_to(user).values_list("name", flat=True))


@pytest.mark.parametrize("who", SEES_ALL)
def test_the_whole_directory_is_seen_by(request, network, who):
    assert set(seen_by(request.getfixturevalue(who))) >= {*RIVERSIDE, "Gull School"}


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("specialist", RIVERSIDE),
        ("esc_director", RIVERSIDE),
        ("outsider", ["Gull Local", "Gull School", "Lakebend ESC"]),
        ("district_leader", ["Fallow Local", "Kettle School"]),
        ("school_leader", ["Kettle School"]),
        ("team_member", []),
        ("newcomer", []),
    ],
)
def test_everybody_else_sees_their_branch(request, network, who, seen):
    assert seen_by(request.getfixturevalue(who)) == seen


def test_specialist_sees_what_they_support_elsewhere(network, specialist, other_district):
    SupportAssignmentFactory(specialist=specialist.person, organization=other_district)

    assert seen_by(specialist) == sorted([*RIVERSIDE, "Gull Local", "Gull School"])


def test_ended_support_and_ended_roles_show_nothing(
    network, specialist, school_leader, other_district
):
    SupportAssignmentFactory(
        specialist=specialist.person, organization=other_district, ends_on=dt.date(2022, 6, 30)
    )
    RoleGrant.objects.filter(person=school_leader.person).update(ends_on=dt.date(2022, 6, 30))

    assert seen_by(specialist) == RIVERSIDE
    assert seen_by(school_leader) == []


def test_support_shows_nothing_once_the_role_has_ended(network, specialist, other_district):
    SupportAssignmentFactory(specialist=specialist.person, organization=other_district)
    RoleGrant.objects.filter(person=specialist.person).update(ends_on=dt.date(2022, 6, 30))

    assert seen_by(specialist) == []


def test_schools_have_the_scope_of_organizations(network, specialist):
    assert [school.name for school in School.objects.visible_to(specialist)] == ["Kettle School"]


@pytest.mark.parametrize(
    ("who", "knows"),
    [
        ("state_admin", True),
        ("state_viewer", True),
        ("partner_facilitator", True),
        ("specialist", True),
        ("district_leader", True),
        ("school_leader", True),
        ("outsider", False),
        ("evaluator", False),
        ("team_member", False),
        ("newcomer", False),
    ],
)
def test_people_are_known_to(request, network, school, who, knows):
    june = PersonFactory(first_name="June", organization=school)

    visible = Person.objects.visible_to(request.getfixturevalue(who))

    assert visible.filter(pk=june.pk).exists() is knows


def test_who_works_elsewhere_is_known_where_they_hold_a_role(network, esc_director, district):
    grant = RoleGrantFactory(role="district_leader", organization=district)
    elsewhere = Person.objects.filter(pk=grant.person_id)

    assert elsewhere.visible_to(esc_director).exists()

    RoleGrant.objects.filter(pk=grant.pk).update(ends_on=clock.today() - dt.timedelta(days=1))
    assert not elsewhere.visible_to(esc_director).exists()


def test_everybody_knows_themselves(newcomer):
    own = PersonFactory(user=newcomer)

    assert list(Person.objects.visible_to(newcomer)) == [own]


@pytest.mark.parametrize(
    "who", ["state_viewer", "evaluator", "specialist", "esc_director", "school_leader"]
)
def test_imports_are_hidden_from(request, directory_import, who):
    assert not DirectoryImport.objects.run_by(request.getfixturevalue(who)).exists()


def test_state_admin_runs_imports(state_admin, directory_import):
    assert list(DirectoryImport.objects.run_by(state_admin)) == [directory_import]


def test_only_state_admin_edits_the_directory(network, state_admin, state_viewer, specialist):
    may = {
        user: Organization.objects.edited_by(user).exists()
        for user in (state_admin, state_viewer, specialist)
    }

    assert may == {state_admin: True, state_viewer: False, specialist: False}


def test_district_has_one_center_at_a_time(district, other_center):
    clash = pytest.raises(IntegrityError, match="alignment_one_center_at_a_time")
    with clash, transaction.atomic():
        AlignmentFactory(
            district=district, service_center=other_center, starts_on=dt.date(2024, 7, 1)
        )


def test_alignments_that_touch_on_one_day_clash(db, district, other_center):
    district.alignments.update(ends_on=dt.date(2024, 6, 30))

    AlignmentFactory(district=district, service_center=other_center, starts_on=dt.date(2024, 7, 1))
    clash = pytest.raises(IntegrityError, match="alignment_one_center_at_a_time")
    with clash, transaction.atomic():
        district.alignments.filter(ends_on=dt.date(2024, 6, 30)).update(ends_on=dt.date(2024, 7, 1))


@pytest.mark.parametrize(
    ("who", "edits"),
    [
        ("state_admin", [*RIVERSIDE, "Gull Local", "Gull School", "Lakebend ESC"]),
        ("specialist", RIVERSIDE),
        ("esc_director", RIVERSIDE),
        ("outsider", ["Gull Local", "Gull School", "Lakebend ESC"]),
        ("state_viewer", []),
        ("partner_facilitator", []),
        ("district_leader", []),
        ("school_leader", []),
        ("newcomer", []),
    ],
)
def test_contact_details_are_edited_by_the_staff_of_the_branch(request, network, who, edits):
    user = request.getfixturevalue(who)

    rows = Organization.objects.contacts_edited_by(user).filter(
        kind__in=["esc", "district", "school"]
    )

    assert sorted(rows.values_list("name", flat=True)) == sorted(edits)


def test_supported_organizations_of_others_are_not_edited(network, specialist, other_district):
    SupportAssignmentFactory(specialist=specialist.person, organization=other_district)

    assert (
        not Organization.objects.contacts_edited_by(specialist)
        .filter(pk=other_district.pk)
        .exists()
    )


@pytest.mark.parametrize(
    ("who", "places"),
    [
        ("esc_director", ["Fallow Local", "Kettle School"]),
        ("specialist", []),
        ("district_leader", []),
        ("state_viewer", []),
    ],
)
def test_specialists_are_assigned_by_the_director(request, network, who, places):
    rows = Organization.objects.supported_through(request.getfixturevalue(who))

    assert sorted(rows.values_list("name", flat=True)) == places
