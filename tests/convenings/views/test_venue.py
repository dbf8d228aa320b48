import pytest
from django.urls import reverse

from convenings.models import Venue
from tests.factories.convenings import SessionFactory, VenueFactory

TYPED = {"name": "Learning hall", "address": "12 Wharf Street", "access_notes": "Level"}


def test_venue_belongs_to_the_center_of_who_adds_it(specialist, cohort, center, signed_in):
    signed_in(specialist).post(reverse("convenings:venue-new"), TYPED)

    venue = Venue.objects.get()
    assert venue.organization_id == center.pk
    assert (venue.name, venue.access_notes) == ("Learning hall", "Level")


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"latitude": "40.1"}, "longitude", "Enter both coordinates or none."),
        ({"latitude": "91", "longitude": "0"}, "__all__", "Enter both coordinates or none."),
        ({"name": "LAKEBEND hall"}, "name", "There is already a venue of this name."),
        ({"map_url": "javascript:alert(1)"}, "map_url", "Enter a valid URL."),
    ],
)
def test_faults_are_said_at_the_field(typed, field, words, specialist, cohort, signed_in):
    VenueFactory(name="Lakebend Hall")

    response = signed_in(specialist).post(reverse("convenings:venue-new"), {**TYPED, **typed})

    assert response.status_code == 422
    assert words in str(response.context["form"].errors[field])
    assert Venue.objects.count() == 1


def test_another_centers_venue_is_read_and_not_changed(venue, outsider, other_cohort, signed_in):
    client = signed_in(outsider)

    page = client.get(reverse("convenings:venues"))

    assert "Lakebend Learning Hall" in page.text
    assert reverse("convenings:venue-change", args=[venue.pk]) not in page.text


def test_venue_in_use_is_kept_with_a_reason(venue, specialist, signed_in):
    SessionFactory(venue=venue)
    url = reverse("convenings:venue-retire", args=[venue.pk])

    response = signed_in(specialist).post(url, follow=True)

    assert "A session is still to be held at Lakebend Learning Hall." in response.text
    venue.refresh_from_db()
    assert not venue.is_retired


@pytest.mark.parametrize("how_many", [1, 6])
def test_list_takes_the_same_queries_for_any_number_of_venues(
    how_many, center, specialist, cohort, signed_in, django_assert_num_queries
):
    for venue in VenueFactory.create_batch(how_many, organization=center):
        SessionFactory(venue=venue)
    client = signed_in(specialist)
    client.get(reverse("convenings:venues"))

    with django_assert_num_queries(6):  # 3 for who asks, those one may change, count, rows
        response = client.get(reverse("convenings:venues"))

    assert {row.planned for row in response.context["page"]} == {1}
