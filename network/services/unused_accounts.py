"""Accounts that somebody asked for and nobody ever signed in with."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from accounts.models import User
from core import clock

KEPT = dt.timedelta(days=7)


@transaction.atomic
def forget_unused_accounts() -> int:
    """Remove accounts without a person and without any sign-in; how many went. Safe to repeat.

    Anybody may type any address to begin, so what never was confirmed does not stay. An address
    that is typed again gets an account again.
    """
    asked_for = User.objects.filter(person=None, last_login=None, is_staff=False)
    unused = asked_for.filter(is_superuser=False, date_joined__lt=clock.now() - KEPT)
    _, counts = unused.delete()
    return counts.get("accounts.User", 0)
