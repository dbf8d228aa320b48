"""All nouns of surveys, for Django; each wing keeps its own."""

from surveys.collection.models import (
    Administration,
    Draft,
    FrameUnit,
    Invitation,
    OpenLink,
    OptOut,
    Response,
    ResponseKey,
    Safeguards,
    Tally,
)
from surveys.instruments.models import (
    Comparison,
    Instrument,
    InstrumentVersion,
    Item,
    Scale,
    Section,
)
from surveys.results.models import Release, ReleasedUnit

__all__ = [
    "Administration",
    "Comparison",
    "Draft",
    "FrameUnit",
    "Instrument",
    "InstrumentVersion",
    "Invitation",
    "Item",
    "OpenLink",
    "OptOut",
    "Release",
    "ReleasedUnit",
    "Response",
    "ResponseKey",
    "Safeguards",
    "Scale",
    "Section",
    "Tally",
]
