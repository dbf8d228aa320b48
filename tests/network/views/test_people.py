import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from network.models import Activity
from network.roles import Role
from tests.factories.network import (
    PersonFactory,
    PersonWithAccountFactory,
    RoleGrantFactory,
    SupportAssignmentFactory,
)


def page_of(client, person):
    return client.get(reverse("network:person", args=[person.pk]))


def test_roles_stand_under_today_later_and_past(specialist, school, district, signed_in):
    ada = PersonFactory(organization=school)
    today = clock.today()
    day = dt.timedelta(days=1)
    common = {"person": ada, "organization": school, "role": Role.SCHOOL_LEADER}
    now = RoleGrantFactory(**common, ends_on=today)
    coming = RoleGrantFactory(**common, starts_on=today + day)
    past = RoleGrantFactory(**common, ends_on=today - day)
    revoked = RoleGrantFactory(**common, revoked_at=clock.now())

    roles = page_of(signed_in(specialist), ada).context["roles"]

    assert (roles["now"], roles["coming"]) == ([now], [coming])
    assert set(roles["past"]) == {past, revoked}


def test_looking_at_somebody_elses_page_is_logged_once_a_day(specialist, colleague, signed_in):
    client = signed_in(specialist)

    page_of(client, colleague)
    page_of(client, colleague)
    page_of(client, specialist.person)

    line = Activity.objects.get(kind=Activity.Kind.VIEW)
    assert (line.about, line.actor) == (colleague, specialist.person)


def test_an_alias_leads_to_the_record_that_was_kept(specialist, colleague, signed_in):
    alias = PersonFactory(merged_into=colleague)

    response = page_of(signed_in(specialist), alias)

    assert response.url == colleague.get_absolute_url()


def test_an_alias_of_somebody_unseen_is_not_there(specialist, other_school, signed_in):
    alias = PersonFactory(merged_into=PersonFactory(organization=other_school))

    assert page_of(signed_in(specialist), alias).status_code == 404


def test_an_organization_outside_ones_scope_is_named_without_a_link(
    school_leader, colleague, other_school, signed_in
):
    SupportAssignmentFactory(specialist=colleague, organization=other_school)

    text = page_of(signed_in(school_leader), colleague).text

    assert "Gull School" in text
    assert other_school.get_absolute_url() not in text


@pytest.mark.parametrize("how_many", [1, 6])
def test_the_page_takes_the_same_queries_for_any_number_of_roles(
    how_many, esc_director, school, signed_in, django_assert_num_queries
):
    ada = PersonFactory(organization=school)
    giver = PersonWithAccountFactory()
    for _ in range(how_many):
        RoleGrantFactory(person=ada, organization=school, role=Role.SCHOOL_LEADER, granted_by=giver)
        SupportAssignmentFactory(specialist=ada, organization=school)
    client = signed_in(esc_director)
    page_of(client, ada)

    with django_assert_num_queries(13):
        page_of(client, ada)
