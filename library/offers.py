"""What the library offers to other apps."""

from __future__ import annotations

from library import going_on, merging

merging.offer_rules()
going_on.offer()
