"""What the search and the directory's filters find of schools and districts in cohorts."""

from cohorts.search import find_teams, in_cohort, in_pathway
from network.models import Organization
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
