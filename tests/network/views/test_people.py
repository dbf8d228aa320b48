import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from messaging.models import Message
from network.models import Activity, Person
from network.roles import Role
from network.services import people
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

    with django_assert_num_queries(14):
        page_of(client, ada)


def edit(client, person, **typed):
    body = {
        "first_name": person.first_name,
        "last_name": person.last_name,
        "email": person.email,
        "organization": "000042",
    }
    return client.post(reverse("network:person-edit", args=[person.pk]), body | typed)


def test_a_changed_address_clears_the_refusal_and_leaves_the_sign_in(specialist, school, signed_in):
    ada = PersonWithAccountFactory(organization=school, mail_refused_at=clock.now())
    account, former = ada.user.email, ada.email

    edit(signed_in(specialist), ada, email="New@Example.org")

    ada.refresh_from_db()
    assert (ada.email, ada.mail_refused_at, ada.user.email) == ("new@example.org", None, account)
    assert Message.objects.get(kind="network/address-changed").to == former
    [change] = Activity.objects.get(verb="changed").changes
    assert (change["old"], change["new"]) == (former, "new@example.org")


def test_the_page_says_that_the_sign_in_stays(specialist, school, signed_in):
    ada = PersonWithAccountFactory(organization=school)

    text = signed_in(specialist).get(reverse("network:person-edit", args=[ada.pk])).text

    assert f"goes on using {ada.user.email}" in text


@pytest.mark.parametrize("starts", [-9, 9], ids=["now", "in future"])
def test_whose_role_one_could_not_give_is_not_ones_to_edit(
    starts, specialist, esc_director, state_agency, school, signed_in
):
    high, low = PersonFactory(organization=school), PersonFactory(organization=school)
    day = clock.today() + dt.timedelta(days=starts)
    RoleGrantFactory(person=high, role=Role.STATE_VIEWER, organization=state_agency, starts_on=day)
    RoleGrantFactory(person=low, role=Role.SCHOOL_LEADER, organization=school, starts_on=day)

    answers = {
        (who, person): edit(signed_in(user), person, phone="1").status_code
        for who, user in (("specialist", specialist), ("director", esc_director))
        for person in (high, low)
    }

    assert answers == {
        ("specialist", high): 404,
        ("specialist", low): 404,
        ("director", high): 404,
        ("director", low): 302,
    }


def test_everybody_edits_their_own_contact_details_and_no_more(school_leader, school, signed_in):
    me = school_leader.person
    before = me.email

    answer = edit(signed_in(school_leader), me, phone="555 0100", email="x@y.example")

    me.refresh_from_db()
    assert answer.url == me.get_absolute_url()
    assert (me.phone, me.email) == ("555 0100", before)


def test_a_specialist_moves_nobody_out_of_their_branch(
    specialist, colleague, other_school, signed_in
):
    answer = edit(signed_in(specialist), colleague, organization="990208")

    assert "No organization of yours" in answer.text
    colleague.refresh_from_db()
    assert colleague.organization.name == "Kettle School"


def test_a_taken_address_is_refused_with_a_link_where_one_may_follow_it(
    specialist, colleague, school, other_school, signed_in
):
    near, far = PersonFactory(organization=school), PersonFactory(organization=other_school)
    client = signed_in(specialist)

    seen, unseen = (edit(client, colleague, email=other.email.upper()) for other in (near, far))

    for answer in (seen, unseen):
        assert "This address belongs to another person." in answer.text
    assert near.get_absolute_url() in seen.text
    assert far.get_absolute_url() not in unseen.text


def test_a_stale_form_is_told_who_was_faster(specialist, esc_director, colleague, signed_in):
    client = signed_in(specialist)
    page = client.get(reverse("network:person-edit", args=[colleague.pk]))
    version = page.context["form"].initial["version"]
    people.edit_person(colleague, values={"phone": "555 0100"}, by=esc_director.person)

    stale = edit(client, colleague, phone="555 0199", version=version)
    other_field = edit(client, colleague, job_title="Coach", phone="555 0100", version=version)

    assert f"{esc_director.person} changed {colleague} at" in stale.text
    assert other_field.status_code == 302


def test_a_person_is_added_once(specialist, school, signed_in):
    url = reverse("network:person-new")
    ada = {
        "first_name": "Ada",
        "last_name": "Ng",
        "email": "ada@x.example",
        "organization": "000042",
    }
    client = signed_in(specialist)

    first, second = (client.post(url, ada) for _ in range(2))

    added = Person.objects.get(email="ada@x.example")
    assert first.url == added.get_absolute_url()
    assert added.get_absolute_url() in second.text
    assert added.user is None


def test_the_frame_of_somebody_elses_page_names_who_looks(specialist, colleague, signed_in):
    text = page_of(signed_in(specialist), colleague).text

    menu = text.partition('class="pl-menu__who"')[2].partition("</li>")[0]
    assert str(specialist.person) in menu
    assert str(colleague) not in menu
