from collections import Counter
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement.areas import (
    AREAS,
    WEIGHTS,
    Band,
    Source,
    area_score,
    band_of,
    mean_of_areas,
    two_decimals,
)
from tests.oracles import areas

PRINTED = (
    "3.40", "3.25", "2.90", "2.75", "2.60", "2.10", "3.00",
    "3.30", "2.45", "2.80", "3.05", "2.20", "2.49",
)  # fmt: skip
DISTRICT = dict(zip(AREAS, map(Fraction, PRINTED), strict=True))
SURVEY, VISITS, GROUPS = Source

scores = st.decimals(1, 4, places=2)
sources = st.dictionaries(st.sampled_from(list(Source)), scores, min_size=1)


def test_thirteen_areas_of_the_acceptance_scenario():
    bands = Counter(band_of(score) for score in DISTRICT.values())

    assert len(DISTRICT) == 13
    assert bands == {Band.STRENGTH: 3, Band.DEVELOPING: 6, Band.OPPORTUNITY: 4}
    assert mean_of_areas(list(DISTRICT.values())) == Fraction("2.79")
    assert DISTRICT["Culture"] == Fraction("3.25")


def test_culture_comes_from_three_sources():
    culture = area_score({SURVEY: Decimal("3.40"), VISITS: Decimal("3.20"), GROUPS: 3})

    assert culture.composite == Fraction("3.25")
    assert (culture.band, culture.missing, culture.is_discordant) == (Band.STRENGTH, (), False)


def test_the_second_year_is_held_against_the_baseline():
    assert two_decimals(Fraction("2.60") - DISTRICT["Assessment"]) == Fraction("0.50")


def test_a_missing_source_leaves_its_weight_to_the_others_and_is_named():
    both = area_score({SURVEY: 3, VISITS: 2})

    assert both.composite == Fraction("2.67")
    assert both.missing == (GROUPS,)
    assert area_score({GROUPS: 2}).missing == (SURVEY, VISITS)
    assert area_score({}) is None
    assert mean_of_areas([]) is None


def test_sources_that_differ_by_a_point_disagree():
    assert area_score({SURVEY: 3, VISITS: 2}).is_discordant
    assert not area_score({SURVEY: 3, VISITS: Decimal("2.01")}).is_discordant


def test_a_band_goes_by_what_is_printed():
    assert band_of(Fraction("3.245")) is Band.STRENGTH
    assert band_of(Fraction("3.244")) is Band.DEVELOPING
    assert band_of(Fraction("2.4949")) is Band.OPPORTUNITY
    assert band_of(Fraction("2.495")) is Band.DEVELOPING


@pytest.mark.parametrize("score", [0, 5, Decimal("4.01"), Decimal("0.99")])
def test_a_score_outside_the_scale_is_refused(score):
    with pytest.raises(ValueError, match="go from 1 to 4"):
        area_score({SURVEY: score})


@given(sources)
def test_composites_are_the_weighted_mean_of_numpy(given_scores):
    found = area_score(given_scores)
    oracle = areas.composite(
        [float(score) for score in given_scores.values()],
        [WEIGHTS[source] for source in given_scores],
    )

    assert float(found.composite) == pytest.approx(oracle, abs=0.0050001)
    assert min(given_scores.values()) <= found.composite <= max(given_scores.values())
    assert set(found.missing) | set(given_scores) == set(Source)
