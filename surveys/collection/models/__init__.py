"""The nouns of collection."""

from surveys.collection.models.administration import Administration, FrameUnit
from surveys.collection.models.answer import (
    Draft,
    Invitation,
    Response,
    ResponseKey,
    ScaleTally,
    Tally,
)
from surveys.collection.models.arrival import AnswerFile
from surveys.collection.models.open_link import OpenLink
from surveys.collection.models.safeguards import OptOut, Safeguards

__all__ = [
    "Administration",
    "AnswerFile",
    "Draft",
    "FrameUnit",
    "Invitation",
    "OpenLink",
    "OptOut",
    "Response",
    "ResponseKey",
    "Safeguards",
    "ScaleTally",
    "Tally",
]
