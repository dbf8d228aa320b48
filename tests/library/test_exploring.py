"""EXPLORE on the way of a school and its district."""

import datetime as dt

from django.urls import reverse

from tests.factories.library import ModuleCompletionFactory
from tests.factories.network import PersonFactory


def way(client, place):
    return client.get(reverse("cohorts:of-organization", args=[place.pk])).context["path"]


def finished(module, person, day):
    at = dt.datetime(2024, 3, day, 16, tzinfo=dt.UTC)
    return ModuleCompletionFactory(module=module, person=person, completed_at=at)


def test_modules_that_people_of_a_school_finished_are_its_explore(
    module, specialist, school, other_school, team, enrollment, signed_in
):
    client = signed_in(specialist)
    finished(module, PersonFactory(organization=other_school), 2)
    assert [leg.pathway for leg in way(client, school)] == ["LAUNCH"]

    one, other = PersonFactory.create_batch(2, organization=school)
    finished(module, one, 4)
    finished(module, other, 9)

    [explored, launch] = way(client, school)
    assert explored.title == "2 people finished 2 modules"
    assert [moment.on for moment in explored.moments] == [dt.date(2024, 3, 4), dt.date(2024, 3, 9)]
    assert (explored.pathway, launch.title) == ("EXPLORE", "Riverside")
    page = client.get(reverse("cohorts:team-history", args=[team.pk])).text
    assert "2 people finished 2 modules" in page
    assert str(one) not in page


def test_a_district_has_explored_with_its_office_and_its_schools(
    module, specialist, school, district, signed_in
):
    finished(module, PersonFactory(organization=school), 4)
    finished(module, PersonFactory(organization=district), 5)

    assert way(signed_in(specialist), district)[0].title == "2 people finished 2 modules"
    assert way(signed_in(specialist), school)[0].title == "1 person finished 1 module"
