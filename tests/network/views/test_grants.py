"""Giving, dating and revoking roles on pages; who tries what they may not."""

import datetime as dt

import pytest
from django.urls import reverse

from core import clock
from network.models import RoleGrant
from network.roles import Role
from tests.factories.network import PersonFactory, PersonWithAccountFactory, RoleGrantFactory

TODAY = clock.today().isoformat()


def give(client, person, **typed):
    body = {"role": Role.SCHOOL_LEADER, "organization": "000042", "starts_on": TODAY} | typed
    return client.post(reverse("network:grant-new", args=[person.pk]), body)


def errors_of(response):
    return " ".join(
        str(error) for errors in response.context["form"].errors.values() for error in errors
    )


def test_a_role_is_given_on_the_page_of_the_person(esc_director, colleague, signed_in):
    client = signed_in(esc_director)

    answer = give(client, colleague)

    assert answer.url == colleague.get_absolute_url()
    granted = RoleGrant.objects.get(person=colleague)
    assert (granted.role, granted.granted_by) == (Role.SCHOOL_LEADER, esc_director.person)
    assert f"{colleague} is school leader at Kettle School." in client.get(answer.url).text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"role": Role.ESC_DIRECTOR, "organization": "Maple ESC"}, "Select a valid choice"),
        ({"role": Role.STATE_ADMIN}, "Select a valid choice"),
        ({"organization": "Gull School"}, "No organization of yours is called Gull School"),
        ({"organization": "990208"}, "No organization of yours is called 990208"),
        ({"organization": "Fallow Local"}, "School leader is a role at a school"),
        ({"role": Role.DISTRICT_LEADER}, "District leader is a role at a district"),
        ({"ends_on": "2022-01-01"}, "This day is over"),
        ({"starts_on": "2099-02-01", "ends_on": "2099-01-31"}, "lies before the first"),
    ],
)
def test_a_director_is_refused_in_words(
    typed, words, esc_director, colleague, other_school, signed_in
):
    answer = give(signed_in(esc_director), colleague, **typed)

    assert words in errors_of(answer)
    assert not RoleGrant.objects.filter(person=colleague).exists()


def test_nobody_gives_a_role_to_somebody_they_do_not_see(esc_director, other_school, signed_in):
    stranger = PersonFactory(organization=other_school)

    assert give(signed_in(esc_director), stranger).status_code == 404


def test_nobody_finds_the_page_for_themselves(state_admin, esc_director, signed_in):
    for user in (state_admin, esc_director):
        assert give(signed_in(user), user.person).status_code == 404


@pytest.mark.parametrize("who", ["specialist", "school_leader", "district_leader", "state_viewer"])
def test_who_sees_people_but_gives_no_roles_finds_no_page(who, request, colleague, signed_in):
    assert give(signed_in(request.getfixturevalue(who)), colleague).status_code == 404


def test_days_that_overlap_are_refused_with_what_is_there(esc_director, colleague, signed_in):
    client = signed_in(esc_director)
    give(client, colleague, ends_on="2099-06-30")

    answer = give(client, colleague, starts_on="2099-06-30")

    assert "is already school leader at Kettle School" in errors_of(answer)
    assert RoleGrant.objects.filter(person=colleague).count() == 1


def test_giving_twice_is_one_role(esc_director, colleague, signed_in):
    client = signed_in(esc_director)

    for _ in range(2):
        assert give(client, colleague).status_code == 302

    assert RoleGrant.objects.filter(person=colleague).count() == 1


def test_revoking_can_be_undone_from_the_toast(esc_director, grant, signed_in):
    client = signed_in(esc_director)

    page = client.get(client.post(reverse("network:grant-revoke", args=[grant.pk])).url)
    undo = reverse("network:grant-restore", args=[grant.pk])
    assert undo in page.text
    assert not grant.person.grants.current().exists()
    client.post(undo)

    assert grant.person.grants.current().get().starts_on == clock.today()


def test_a_last_day_is_changed_and_taken_away_again(esc_director, grant, signed_in):
    client = signed_in(esc_director)
    url = reverse("network:grant-end", args=[grant.pk])

    client.post(url, {"ends_on": "2099-06-30"})
    grant.refresh_from_db()
    assert grant.ends_on == dt.date(2099, 6, 30)
    client.post(url, {"ends_on": ""})

    grant.refresh_from_db()
    assert grant.ends_on is None
    early = client.post(url, {"ends_on": "2021-06-30"})
    assert "Choose that day or a later one" in errors_of(early)


def test_the_page_of_an_ended_role_offers_nothing_that_would_be_refused(
    esc_director, grant, signed_in
):
    client = signed_in(esc_director)
    client.post(reverse("network:grant-revoke", args=[grant.pk]))

    page = client.get(reverse("network:grant-end", args=[grant.pk])).text

    assert "This role has ended" in page
    assert reverse("network:grant-revoke", args=[grant.pk]) not in page


def test_roles_of_others_are_not_there_to_be_taken(
    esc_director, state_admin, other_school, specialist, signed_in
):
    foreign = RoleGrantFactory(role=Role.SCHOOL_LEADER, organization=other_school)
    own = esc_director.person.grants.get()
    client = signed_in(esc_director)

    for grant in (foreign, own, state_admin.person.grants.get()):
        for name in ("grant-end", "grant-revoke", "grant-restore"):
            url = reverse(f"network:{name}", args=[grant.pk])
            assert client.post(url, {"ends_on": TODAY}).status_code == 404

    assert not RoleGrant.objects.exclude(revoked_at=None).exists()


def test_the_last_administrator_stays_and_the_page_says_why(state_admin, state_agency, signed_in):
    leaving = RoleGrantFactory(
        role=Role.STATE_ADMIN, organization=state_agency, ends_on=dt.date(2099, 1, 1)
    )
    url = reverse("network:grant-revoke", args=[state_admin.person.grants.get().pk])
    client = signed_in(leaving.person.user)

    page = client.get(client.post(url).url)

    assert "is the last state administrator" in page.text


@pytest.mark.parametrize(
    "name", ["grant-new", "grant-end", "grant-revoke", "grant-restore", "invitation-resend"]
)
def test_rights_change_only_after_a_recent_proof(
    name, esc_director, colleague, grant, role_invitation, client
):
    """Outside the demo's sign-in list: the session must have proven itself lately."""
    about = {"grant-new": colleague, "invitation-resend": role_invitation}.get(name, grant)
    client.force_login(esc_director)
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": 1}]
    session.save()

    answer = client.post(reverse(f"network:{name}", args=[about.pk]), {})

    assert answer.status_code == 302
    assert RoleGrant.objects.exclude(revoked_at=None).count() == 0


def test_people_of_a_school_are_found_to_give_them_a_role(
    esc_director, colleague, school, other_school, signed_in
):
    outside = PersonFactory(first_name="Colleen", organization=other_school)
    url = reverse("network:grant-at", args=[school.pk])

    text = signed_in(esc_director).get(url, {"q": "colle"}).text

    give_here = f"{reverse('network:grant-new', args=[colleague.pk])}?organization={school.pk}"
    assert give_here in text
    assert reverse("network:grant-new", args=[outside.pk]) not in text


@pytest.mark.parametrize("how_many", [1, 12])
def test_finding_people_takes_the_same_queries_for_any_number(
    how_many, esc_director, school, signed_in, django_assert_num_queries
):
    for _ in range(how_many):
        PersonWithAccountFactory(organization=school)
    client = signed_in(esc_director)
    url = reverse("network:grant-at", args=[school.pk])
    client.get(url)

    with django_assert_num_queries(7):
        client.get(url)


def test_names_are_suggested_within_ones_scope_and_read_back(
    esc_director, colleague, school, other_school, signed_in
):
    client = signed_in(esc_director)
    url = reverse("network:organization-names")

    suggested = client.get(url, {"organization": "school"}).text

    assert '"000042 Kettle School"' in suggested
    assert "Gull" not in suggested
    assert client.get(url, {"organization": " "}).text.strip() == ""
    assert give(client, colleague, organization="000042 Kettle School").status_code == 302
