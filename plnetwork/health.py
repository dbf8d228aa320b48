"""`/healthz`: whether the web process, the database and the broker work, for people and probes."""

from collections.abc import Callable

import redis
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import Error as DatabaseError
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

WELL = "well"
SECONDS_TO_ANSWER = 3


@login_not_required
@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when everything is well, else 503; says which part is not, and nothing secret."""
    parts = {"web": WELL, **{name: check() for name, check in CHECKS.items()}}
    is_well = set(parts.values()) == {WELL}
    return JsonResponse(parts, status=200 if is_well else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        return f"no answer ({type(error).__name__})"  # the message names the server and the role
    return WELL


def _broker() -> str:
    try:
        with redis.Redis.from_url(
            settings.CELERY_BROKER_URL,
            socket_timeout=SECONDS_TO_ANSWER,
            socket_connect_timeout=SECONDS_TO_ANSWER,
        ) as client:
            client.ping()
    except redis.RedisError as error:
        return f"no answer ({type(error).__name__})"
    return WELL


CHECKS: dict[str, Callable[[], str]] = {"database": _database, "broker": _broker}
