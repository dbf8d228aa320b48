"""Answers that were brought in are released and exported like any others."""

import pytest
from django.urls import reverse

from surveys.collection.services.arrivals import Source, bring_in
from surveys.results.services import release_administration
from tests.factories.network import SchoolFactory
from tests.surveys.collection.arrivals.forms import a_form, a_map, written

pytestmark = pytest.mark.django_db


def brought_in(tmp_path, head, rows, **more):
    path = written(tmp_path, [head, *rows])
    return bring_in(a_form(), Source(path, path.name), a_map(**more), by=None)[0]


def test_rows_without_a_school_are_released_for_the_whole_network(tmp_path, signed_in, state_admin):
    """The third question is in no column: nobody was asked, and it hides nothing."""
    rows = [["1", "4"]] * 12 + [["4", "3"]] * 18
    items = {"BRT1": "q1", "BRT2": "q2"}
    survey = brought_in(tmp_path, ["q1", "q2"], rows, items=items)

    release = release_administration(survey, by=None)

    assert [item["code"] for item in release.items] == ["BRT1", "BRT2"]
    address = reverse("surveys:results", args=[survey.pk])
    page = signed_in(state_admin).get(address, follow=True).content.decode()
    assert "How many people were asked is not known here" in page


def test_rows_of_schools_are_released_school_by_school(tmp_path):
    schools = [SchoolFactory(irn=f"00456{n}") for n in range(3)]
    rows = [["1", "4", "2", school.irn] for school in schools for _ in range(15)]
    survey = brought_in(tmp_path, ["q1", "q2", "q3", "irn"], rows, unit="irn")

    release = release_administration(survey, by=None)

    assert release.units.filter(unit__kind="school").count() == 3
