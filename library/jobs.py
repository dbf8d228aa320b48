"""Work started by the clock."""

import datetime as dt

from celery import shared_task
from django.db.models import F

from core import clock
from library.models import Resource
from library.services.links import try_link

TRIED_EVERY = dt.timedelta(days=7)
AT_ONCE = 300  # a night; whoever waited longest comes first


@shared_task
def try_links() -> int:
    """Try links that were not tried for a week; how many do not open. Safe to repeat."""
    due = Resource.objects.with_link_to_try(clock.now() - TRIED_EVERY)
    first = F("link_checked_at").asc(nulls_first=True)
    found = list(due.order_by(first, "pk")[:AT_ONCE])
    return sum(not try_link(resource) for resource in found)
