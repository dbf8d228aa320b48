"""The nouns of the outbox."""

from messaging.models.message import Message
from messaging.models.wish import Rhythm, Wish, Wishes

__all__ = ["Message", "Rhythm", "Wish", "Wishes"]
