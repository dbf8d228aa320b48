"""Properties here may take their time: the machine is small and shared."""

import pytest
from hypothesis import settings

from tests.surveys.results.administrations import address

settings.register_profile("patient", deadline=None, database=None)
settings.load_profile("patient")


@pytest.fixture
def look(state_viewer, signed_in):
    """The results page of a unit, as a state viewer gets it."""
    client = signed_in(state_viewer)

    def at(given, unit, **choice):
        return client.get(address(given, unit), choice)

    return at
