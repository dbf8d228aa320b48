"""Whose application it is: found for its writers, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404

from cohorts.models import Application
from cohorts.pages.application import AROUND
from network.access import standing_of

if TYPE_CHECKING:
    from core.http import PageRequest
    from network.models import Person


def own_application(request: PageRequest, pk: int) -> Application:
    """An application that this user writes."""
    mine = Application.objects.written_by(request.user).select_related(*AROUND)
    return get_object_or_404(mine, pk=pk)


def writer(request: PageRequest) -> Person:
    """Who writes; own_application has found that there is somebody."""
    person = standing_of(request.user).person
    if person is None:
        raise Http404
    return person
