from django.urls import reverse

from cohorts.models import Offering
from tests.factories.network import SchoolFactory


def enrolled(cohort):
    return sorted(place.school.name for place in cohort.enrollments.staying())


def test_several_schools_are_enrolled_at_once(specialist, cohort, district, signed_in):
    schools = [SchoolFactory(name=name, agency=district) for name in ("Ash", "Birch")]

    response = signed_in(specialist).post(
        reverse("cohorts:enroll", args=[cohort.pk]), {"schools": [s.pk for s in schools]}
    )

    assert response.url == cohort.get_absolute_url()
    assert enrolled(cohort) == ["Ash", "Birch", "Kettle School"]


def test_only_schools_of_ones_branch_can_be_found_and_enrolled(
    specialist, cohort, district, other_school, signed_in
):
    SchoolFactory(name="Ash", agency=district)
    client = signed_in(specialist)
    url = reverse("cohorts:enroll", args=[cohort.pk])

    assert "Gull School" not in client.get(url).text
    response = client.post(url, {"schools": [other_school.pk]})

    assert response.context["form"].errors
    assert enrolled(cohort) == ["Kettle School"]


def test_schools_are_found_by_name_or_district(specialist, cohort, district, signed_in):
    for name in ("Ash", "Birch"):
        SchoolFactory(name=name, agency=district)
    client = signed_in(specialist)
    url = reverse("cohorts:enroll", args=[cohort.pk])

    def found(q):
        choices = client.get(url, {"q": q}).context["form"]["schools"].field.choices
        return [label for _, label in choices]

    assert found("") == ["Ash, Fallow Local", "Birch, Fallow Local"]
    assert found("bir") == ["Birch, Fallow Local"]
    assert found("fallow") == ["Ash, Fallow Local", "Birch, Fallow Local"]
    assert found("nothing like it") == []


def test_what_was_ticked_stays_when_one_searches_on(specialist, cohort, district, signed_in):
    ash, _ = [SchoolFactory(name=name, agency=district) for name in ("Ash", "Birch")]
    url = reverse("cohorts:enroll", args=[cohort.pk])

    page = signed_in(specialist).get(url, {"q": "bir", "schools": [ash.pk, "nonsense"]})

    choices = page.context["form"]["schools"].field.choices
    assert [label for _, label in choices] == ["Ash, Fallow Local", "Birch, Fallow Local"]
    assert page.text.count(" checked") == 1


def test_a_full_cohort_enrolls_none_and_keeps_the_ticks(specialist, cohort, district, signed_in):
    Offering.objects.update(capacity=2)
    schools = [SchoolFactory(name=name, agency=district) for name in ("Ash", "Birch")]

    response = signed_in(specialist).post(
        reverse("cohorts:enroll", args=[cohort.pk]) + "?q=nothing",
        {"schools": [s.pk for s in schools]},
    )

    assert "Riverside has no place left" in response.text
    assert response.text.count(" checked") == 2
    assert enrolled(cohort) == ["Kettle School"]


def test_nothing_ticked_is_said_in_words(specialist, cohort, district, signed_in):
    SchoolFactory(name="Ash", agency=district)

    url = reverse("cohorts:enroll", args=[cohort.pk])
    response = signed_in(specialist).post(url, {"csrfmiddlewaretoken": "as a browser sends"})

    assert "Choose at least one" in response.text
