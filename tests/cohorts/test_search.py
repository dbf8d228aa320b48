"""What the search and the directory's filters find of schools and districts in cohorts."""

from django.urls import reverse

from cohorts.search import find_applications, find_teams, in_cohort, in_pathway
from network.models import Organization
from tests.cohorts.deciding import applied
from tests.factories.applications import ReviewFactory
from tests.factories.cohorts import DesignTeamFactory, EnrollmentFactory


def test_a_districts_team_is_found_by_the_districts_name(specialist, cohort, district):
    DesignTeamFactory(cohort=cohort, school=None, district=district, name="Leaders")

    [hit] = find_teams(specialist, "fallow", 5)

    assert (hit.title, hit.detail) == ("Leaders", "Fallow Local · Riverside")


def test_filters_find_schools_and_districts_that_have_not_left(
    specialist, cohort, school, district
):
    EnrollmentFactory(cohort=cohort, school=None, district=district)
    EnrollmentFactory(cohort=cohort, status="withdrawn")
    everything = Organization.objects.all()

    for found in (
        in_cohort(everything, str(cohort.pk), specialist),
        in_pathway(everything, "launch", specialist),
    ):
        assert sorted(row.name for row in found) == ["Fallow Local", "Kettle School"]


def test_an_application_is_found_on_the_page_of_who_looks(
    draft_application, team_lead, specialist, cohort, state_admin, partner_facilitator
):
    sent = applied(cohort, "Bell School", receipt="L26-00007")
    review = ReviewFactory(application=sent, reviewer=partner_facilitator.person)

    def urls(user, typed):
        return [hit.url for hit in find_applications(user, typed, 5)]

    assert urls(team_lead, "kettle") == [draft_application.get_absolute_url()]
    assert urls(state_admin, "kettle") == []
    assert (
        urls(state_admin, "l26-00007")
        == urls(specialist, "bell")
        == [reverse("cohorts:application-review", args=[sent.pk])]
    )
    assert urls(partner_facilitator, "bell") == [reverse("cohorts:review", args=[review.pk])]
    assert urls(team_lead, "bell") == []
