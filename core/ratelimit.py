"""A small limiter on the shared cache, for doors that strangers may knock at."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

import redis
from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest


def too_many(request: HttpRequest, door: str, *, limit: int, seconds: int) -> bool:
    """True when this address knocked at `door` more than `limit` times in the last `seconds`.

    The address is kept only as a hash and only for that time.
    """
    knock = f"{door}|{request.META.get('REMOTE_ADDR', '')}"
    key = f"limit:{hashlib.sha256(knock.encode()).hexdigest()[:32]}"
    with _shared(settings.REDIS_URL).pipeline(transaction=False) as both:  # one way there and back
        both.set(key, 0, ex=seconds, nx=True)
        both.incr(key)
        knocks: int = both.execute()[-1]
    return knocks > limit


@cache
def _shared(url: str) -> redis.Redis:
    """The server of the cache, which clearing the cache empties too."""
    return redis.Redis.from_url(url)
