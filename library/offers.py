"""What the library offers to other apps."""

from __future__ import annotations

from library import exploring, going_on, merging, suggestions

merging.offer_rules()
going_on.offer()
exploring.offer()
suggestions.offer()
