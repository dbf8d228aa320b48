"""What the filters of the directory offer: in words, in scope, only where one can choose."""

from django.urls import reverse

from tests.factories.cohorts import OfferingFactory
from tests.factories.network import DistrictFactory


def page_of(client, **query):
    return client.get(reverse("network:directory"), query)


def test_choices_are_only_those_of_ones_own_scope(
    signed_in, specialist, center, district, cohort, other_cohort, other_district
):
    other_district.county, other_district.typology = "Ross", "7"
    other_district.save()
    other_cohort.offering = OfferingFactory(pathway__code="explore")
    other_cohort.save()

    form = page_of(signed_in(specialist)).context["filter"].form

    offered = {
        name: [str(value) for value, _ in form.fields[name].choices if value]
        for name in ("center", "typology", "county", "pathway", "cohort")
    }
    assert offered == {
        "center": [str(center.pk)],
        "typology": ["1"],
        "county": [],
        "pathway": ["launch"],
        "cohort": [str(cohort.pk)],
    }


def test_typologies_are_offered_in_words_where_one_version_says_what_a_code_means(
    signed_in, state_viewer, district, other_district
):
    district.typology, district.typology_version = "1", "2013"
    district.save()
    other_district.typology, other_district.typology_version = "1", "2007"
    other_district.save()
    DistrictFactory(typology="4", typology_version="2013")

    form = page_of(signed_in(state_viewer)).context["filter"].form

    offered = dict(form.fields["typology"].choices)
    assert offered["4"] == "4 Small town, high poverty, average size (2013)"
    assert offered["1"] == "Typology 1"


def test_a_list_of_one_choice_is_not_offered(signed_in, state_viewer, district):
    assert "District typology" in page_of(signed_in(state_viewer)).content.decode()
    district.typology = ""
    district.save()

    assert "District typology" not in page_of(signed_in(state_viewer)).content.decode()


def test_a_service_center_belongs_to_none(signed_in, state_viewer, center):
    page = page_of(signed_in(state_viewer), kind="esc", columns=["parent"])

    assert "none" in page.content.decode()
    assert "not given" not in page.content.decode()
