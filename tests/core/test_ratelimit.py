"""The limiter counts per door and address, and forgets in time."""

from django.core.cache import cache
from django.test import RequestFactory

from core.ratelimit import too_many


def knock(door="join", address="192.0.2.7", limit=2):
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    return too_many(request, door, limit=limit, seconds=60)


def test_knocks_are_counted_per_door_and_address(db):
    assert [knock(), knock(), knock()] == [False, False, True]
    assert not knock(door="welcome")
    assert not knock(address="192.0.2.8")


def test_every_count_ends_by_itself_and_a_cleared_cache_forgets(db):
    knock()
    (key,) = cache._cache.get_client().keys("limit:*")
    assert 0 < cache._cache.get_client().ttl(key) <= 60

    knock()
    cache.clear()

    assert not knock(limit=1)
