"""The buttons of a survey: open, extend, close, release. State administrators only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from network.access import standing_of
from surveys.collection import services
from surveys.collection.forms import ExtendForm
from surveys.collection.models import Administration
from surveys.collection.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from core.http import PageRequest


@require_POST
def open_now(request: PageRequest, pk: int) -> HttpResponse:
    return _turn(
        request, pk, services.open_administration, "is open. Invitations are on their way."
    )


@require_POST
def close_now(request: PageRequest, pk: int) -> HttpResponse:
    done = "is closed. The last answers are being counted."
    return _turn(request, pk, services.close_administration, done)


@require_POST
def count_now(request: PageRequest, pk: int) -> HttpResponse:
    done = "waits for nobody any more. The last answers are being counted."
    return _turn(request, pk, services.end_grace, done)


@require_POST
def release(request: PageRequest, pk: int) -> HttpResponse:
    done = "is being released."
    return _turn(request, pk, services.request_release, done, to="surveys:releasing")


@require_POST
def extend(request: PageRequest, pk: int) -> HttpResponse:
    administration = get_object_or_404(Administration.objects.run_by(request.user), pk=pk)
    form = ExtendForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Enter a date and a time to close.")
        return redirect(administration)
    try:
        services.extend_administration(
            administration,
            closes_at=form.cleaned_data["closes_at"],
            by=standing_of(request.user).person,
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{administration} has a new closing time.")
    return redirect(administration)


def _turn(
    request: PageRequest,
    pk: int,
    service: Callable[..., Administration],
    done: str,
    to: str = "surveys:administration",
) -> HttpResponse:
    administration = get_object_or_404(Administration.objects.run_by(request.user), pk=pk)
    try:
        service(administration, by=standing_of(request.user).person)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{administration} {done}")
    return redirect(to, pk=pk)
