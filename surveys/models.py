"""All nouns of surveys, for Django; each wing keeps its own."""

from surveys.collection.models import (
    Administration,
    Draft,
    FrameUnit,
    Invitation,
    Response,
    Tally,
)
from surveys.instruments.models import Instrument, InstrumentVersion, Item, Scale, Section
from surveys.results.models import Release, ReleasedUnit

__all__ = [
    "Administration",
    "Draft",
    "FrameUnit",
    "Instrument",
    "InstrumentVersion",
    "Invitation",
    "Item",
    "Release",
    "ReleasedUnit",
    "Response",
    "Scale",
    "Section",
    "Tally",
]
