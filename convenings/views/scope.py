"""What the user runs or opens the door of; anything else is not there for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404

from convenings.models import Convening, Session

if TYPE_CHECKING:
    from core.http import PageRequest


def convening_run_by(request: PageRequest, pk: int) -> Convening:
    mine = Convening.objects.run_by(request.user).select_related("cohort")
    return get_object_or_404(mine, pk=pk)


def session_run_by(request: PageRequest, pk: int) -> Session:
    mine = Session.objects.run_by(request.user).select_related("convening__cohort")
    return get_object_or_404(mine, pk=pk)


def door_of(request: PageRequest, pk: int) -> Session:
    """A session at whose door this user may mark people."""
    mine = Session.objects.checked_in_by(request.user)
    return get_object_or_404(mine.select_related("convening__cohort", "venue"), pk=pk)
