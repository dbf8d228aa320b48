"""What the library offers to other apps."""

from __future__ import annotations

from library import merging

merging.offer_rules()
