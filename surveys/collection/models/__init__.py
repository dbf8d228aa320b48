"""The nouns of collection."""

from surveys.collection.models.administration import Administration, FrameUnit
from surveys.collection.models.answer import Draft, Invitation, Response, Tally

__all__ = ["Administration", "Draft", "FrameUnit", "Invitation", "Response", "Tally"]
