import re

import pytest
from django.urls import reverse

from core import offers
from network.models import DuplicatePair, Merge, Organization, Person
from network.services.duplicates import compare_next, pair_for, refuse_pair
from network.services.merging import merge_people
from tests.factories.convenings import AttendanceFactory
from tests.factories.network import (
    DistrictFactory,
    PersonFactory,
    PersonWithAccountFactory,
    RoleGrantFactory,
    SchoolFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins(school):
    return (
        PersonFactory(
            first_name="Jon",
            last_name="Smith",
            email="jon@kettle.example",
            phone="614-555-0101",
            organization=school,
        ),
        PersonFactory(
            first_name="John", last_name="Smith", email="js@kettle.example", organization=school
        ),
    )


def side_by_side(twins):
    return reverse("network:merge-people", args=[one.pk for one in twins])


def words(response):
    """The page without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


def toast(client, response):
    """Where the undo button of the toast leads."""
    page = client.get(response.url).text
    return re.search(r'<form method="post" action="([^"]+)"[^>]*>[^>]*><button[^>]*>Undo', page)[1]


def test_the_list_says_who_may_be_one_and_why(twins, esc_director, signed_in):
    compare_next()

    page = words(signed_in(esc_director).get(reverse("network:duplicates")))

    assert "1 pair" in page
    assert "Jon Smith jon@kettle.example Kettle School John Smith js@kettle.example" in page
    assert "Similar names at one organization" in page


def test_a_director_is_shown_pairs_of_their_own_branch_that_they_may_merge(
    twins, esc_director, state_agency, other_school, signed_in
):
    far = [PersonFactory(organization=other_school), PersonFactory(organization=other_school)]
    pair_for(*far)
    pair_for(*twins)
    RoleGrantFactory(person=twins[0], role="state_admin", organization=state_agency)

    page = signed_in(esc_director).get(reverse("network:duplicates"))

    assert list(page.context["page"]) == []


@pytest.mark.parametrize("how_many", [2, 12])
def test_the_list_takes_the_same_queries_for_any_number_of_pairs(
    how_many, school, state_admin, signed_in, django_assert_num_queries
):
    for _ in range(how_many):
        pair_for(PersonFactory(organization=school), PersonFactory(organization=school))
    client = signed_in(state_admin)
    client.get(reverse("network:duplicates"))

    with django_assert_num_queries(5):  # session, user, standing, count, page
        page = client.get(reverse("network:duplicates"))

    assert len(page.context["page"]) == how_many


@pytest.mark.parametrize("how_many", [2, 12])
def test_merges_take_the_same_queries_for_any_number(
    how_many, state_admin, signed_in, django_assert_num_queries
):
    for _ in range(how_many):
        merge_people(PersonFactory(), PersonFactory(), values={}, by=None)
    client = signed_in(state_admin)
    client.get(reverse("network:merges"))

    with django_assert_num_queries(5):  # session, user, standing, count, page
        page = client.get(reverse("network:merges"))

    assert len(page.context["page"]) == how_many


def test_two_records_stand_side_by_side_with_what_would_move(twins, esc_director, signed_in):
    AttendanceFactory(person=twins[1])

    page = signed_in(esc_director).get(side_by_side(twins))

    assert "Sessions attended 0 1" in words(page)
    assert page.context["form"]["first_name"].field.choices == [("left", "Jon"), ("right", "John")]
    assert "Phone 614-555-0101 only left" in words(page)
    assert "Last name Smith the same in both" in words(page)


def test_merging_keeps_the_chosen_values_and_the_toast_undoes_it(twins, esc_director, signed_in):
    client = signed_in(esc_director)
    body = {"first_name": "left", "email": "right", "keep": "right"}

    response = client.post(side_by_side(twins), body)

    kept = Person.objects.known().get(pk=twins[1].pk)
    assert response.url == kept.get_absolute_url()
    assert (str(kept), kept.email, kept.phone) == (
        "Jon Smith",
        "js@kettle.example",
        "614-555-0101",
    )
    client.post(toast(client, response))
    kept.refresh_from_db()
    assert (str(kept), kept.phone) == ("John Smith", "")
    assert Merge.objects.get().undone_by == esc_director.person


def test_what_is_not_chosen_is_asked_for_in_words(twins, esc_director, signed_in):
    page = signed_in(esc_director).post(side_by_side(twins), {"keep": "left"})

    assert "Choose one" in words(page)
    assert Merge.objects.count() == 0


def test_with_two_accounts_somebody_says_which_one_signs_in(school, esc_director, signed_in):
    both = [
        PersonWithAccountFactory(first_name="A", last_name="B", email=email, organization=school)
        for email in ("a@kettle.example", "b@kettle.example")
    ]

    signed_in(esc_director).post(
        side_by_side(both), {"keep": "left", "account": "right", "email": "left"}
    )

    kept = Person.objects.get(pk=both[0].pk)
    both[0].user.refresh_from_db()
    assert kept.user == both[1].user
    assert not both[0].user.is_active


def test_a_director_cannot_merge_organizations(school, esc_director, signed_in):
    other = SchoolFactory(agency=school.agency)
    client = signed_in(esc_director)

    url = reverse("network:merge-organizations", args=[school.pk, other.pk])
    assert client.post(url, {"keep": "left"}).status_code == 404


def test_not_a_duplicate_is_remembered_and_the_toast_takes_it_back(twins, esc_director, signed_in):
    compare_next()
    client = signed_in(esc_director)
    url = reverse("network:duplicate-refuse", args=[one.pk for one in twins])

    response = client.post(url)

    assert DuplicatePair.objects.open().count() == 0
    assert "1 pair" in words(client.get(reverse("network:duplicates") + "?show=apart"))
    client.post(reverse("network:duplicate-ask-again", args=[DuplicatePair.objects.get().pk]))
    assert response.url == reverse("network:duplicates")
    assert DuplicatePair.objects.open().count() == 1


def test_the_other_record_is_found_by_name_and_those_alike_come_first(
    twins, esc_director, signed_in
):
    compare_next()
    stranger = PersonFactory(first_name="Jonna", last_name="Else")
    client = signed_in(esc_director)
    url = reverse("network:merge-with", args=[twins[0].pk])

    assert list(client.get(url).context["others"]) == [twins[1]]
    assert list(client.get(url, {"q": "smith"}).context["others"]) == [twins[1]]
    assert stranger not in client.get(url, {"q": "jonna"}).context["others"]


def test_organizations_are_merged_from_their_page(district, state_admin, signed_in):
    other = DistrictFactory(name="fallow local", city="Fallow", nces_id="3900009")
    client = signed_in(state_admin)
    chooser = client.get(reverse("network:merge-organization-with", args=[district.pk]))
    assert list(chooser.context["others"]) == [Organization.objects.get(pk=other.pk)]
    url = reverse("network:merge-organizations", args=[district.pk, other.pk])
    assert "Fallow only right" in words(client.get(url))

    response = client.post(url, {"keep": "left", "name": "left", "irn": "left"})

    district.refresh_from_db()
    assert (district.city, district.nces_id) == ("Fallow", "3900009")
    client.post(toast(client, response))
    district.refresh_from_db()
    assert (district.city, district.nces_id) == ("", "")


def test_a_kind_is_merged_with_its_own_kind_only(district, school, state_admin, signed_in):
    client = signed_in(state_admin)
    for other in (school, district):
        url = reverse("network:merge-organizations", args=[district.pk, other.pk])
        assert client.get(url).status_code == 404


def test_nobody_opens_a_merge_of_themselves(twins, state_admin, signed_in):
    client = signed_in(state_admin)
    for both in ((state_admin.person, twins[0]), (twins[0], state_admin.person)):
        assert client.get(side_by_side(both)).status_code == 404


def test_somebody_else_cannot_undo_a_directors_merge(merge, outsider, specialist, signed_in):
    for user in (outsider, specialist):
        url = reverse("network:merge-undo", args=[merge.pk])
        assert signed_in(user).post(url).status_code == 404
    merge.refresh_from_db()
    assert merge.undone_at is None


def test_merging_asks_for_the_second_factor_again(twins, esc_director, client):
    client.force_login(esc_director)

    response = client.post(side_by_side(twins), {"keep": "left"})

    assert response.status_code == 302
    assert Merge.objects.count() == 0


def test_pages_of_a_merge_tell_nothing_about_surveys(
    twins, survey, survey_unit, state_admin, signed_in
):
    asked = survey.invitations.create(
        administration=survey, unit=survey_unit, person=twins[0], email=twins[0].email
    )
    client = signed_in(state_admin)
    before = words(client.get(side_by_side(twins)))

    asked.is_completed = True
    asked.save()

    after = words(client.get(side_by_side(twins)))
    assert re.sub(r"\w{64}", "", after) == re.sub(r"\w{64}", "", before)
    assert "urvey" not in after.split("Are these one person?")[1].split("Skip")[0][:2000]


def test_the_day_says_how_many_pairs_wait(twins, esc_director):
    compare_next()

    assert [todo.title for todo in offers.todos_for(esc_director) if "duplicate" in todo.title] == [
        "1 possible duplicate"
    ]
    refuse_pair(DuplicatePair.objects.get(), by=None)
    assert not [todo for todo in offers.todos_for(esc_director) if "duplicate" in todo.title]
