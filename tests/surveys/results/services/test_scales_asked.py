"""A survey folded before scales had sums is released without scales, and not hidden whole."""

import pytest

from surveys.collection.fold import fold_sealed
from surveys.collection.models import ScaleTally
from surveys.collection.recount import mend
from surveys.collection.services import close_administration
from surveys.results.services import release_administration
from surveys.results.services.gathering import scales_asked
from tests.surveys.asking import answer, invited

pytestmark = pytest.mark.django_db


@pytest.fixture
def settled(open_survey):
    """Kettle School answers every question, in two roles."""
    for number, invitation in enumerate(invited(open_survey, "Kettle School", 24)):
        full = dict.fromkeys(every_item(open_survey), number % 5 + 1)
        answer(invitation, role=number % 2 + 1, **full)
    close_administration(open_survey, by=None)
    fold_sealed(open_survey, finish=True)
    open_survey.refresh_from_db()
    return open_survey


def every_item(survey):
    items = survey.version.sections.values_list("items__code", "items__kind")
    return [code for code, kind in items if kind == "choice"]


def scores(survey):
    release = release_administration(survey, by=None)
    row = release.units.get(unit__kind="network")
    return [scale["code"] for scale in release.scales], row.base, row.scales


def test_folded_sums_are_released(settled):
    codes, base, scales = scores(settled)

    assert codes[0] == "learner-driven"
    assert base["submitted"] == 24
    assert (scales["learner-driven"]["n"], scales["learner-driven"]["mean"]) == (24, 2.92)


def test_without_sums_the_rest_is_released_all_the_same(settled):
    ScaleTally.objects.all().delete()

    codes, base, scales = scores(settled)
    assert (codes, scales) == ([], {})
    assert base["submitted"] == 24


def test_a_scale_with_a_gap_counts_as_not_asked_until_it_is_mended(settled):
    ScaleTally.objects.filter(scale="conditions", role=2).delete()
    assert "conditions" not in [scale.code for scale in scales_asked(settled)]

    mend(settled)
    assert "conditions" in [scale.code for scale in scales_asked(settled)]
