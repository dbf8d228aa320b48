"""A small limiter on the shared cache, for doors that strangers may knock at."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.core.cache import cache

if TYPE_CHECKING:
    from django.http import HttpRequest


def too_many(request: HttpRequest, door: str, *, limit: int, seconds: int) -> bool:
    """True when this address knocked at `door` more than `limit` times in the last `seconds`.

    The address is kept only as a hash and only for that time.
    """
    knock = f"{door}|{request.META.get('REMOTE_ADDR', '')}"
    key = f"limit:{hashlib.sha256(knock.encode()).hexdigest()[:32]}"
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key) > limit
    except ValueError:  # expired between the two lines: a fresh start
        return False
