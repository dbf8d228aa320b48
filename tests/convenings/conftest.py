"""Two sessions of the cohort's convening with one seat each, and a convening of another cohort."""

import pytest

from tests.factories.convenings import ConveningFactory, SessionFactory


@pytest.fixture
def north(convening):
    return SessionFactory(convening=convening, region="North", capacity=1)


@pytest.fixture
def south(convening):
    return SessionFactory(convening=convening, region="South", capacity=1)


@pytest.fixture
def other_convening(other_cohort):
    return ConveningFactory(cohort=other_cohort, number=1, topic="Learner Driven")
