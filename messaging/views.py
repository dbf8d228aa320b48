"""The outbox page: what went out, what waits, what was held back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.shortcuts import page_of, render_page
from messaging import services
from messaging.filters import MessageFilter
from messaging.models import Message
from messaging.querysets import sees_outbox
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def outbox(request: PageRequest) -> HttpResponse:
    if not sees_outbox(request.user):
        raise Http404
    narrowed = MessageFilter(request.GET, queryset=Message.objects.visible_to(request.user))
    page = page_of(request, narrowed.qs.order_by("-created_at", "-pk"))
    return render_page(
        request, "messaging/outbox.html", {"filter": narrowed, "page": page}, fragment="rows"
    )


@require_GET
def message(request: PageRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    return render(request, "messaging/message.html", {"message": found})


@require_POST
def cancel(request: PageRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    try:
        services.cancel(found, by=standing_of(request.user).person)
        messages.success(request, f"Held back: {found.subject}")
    except services.NotWaiting as late:
        messages.warning(request, str(late))
    return redirect("messaging:message", pk)


@require_POST
def restore(request: PageRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Message.objects.visible_to(request.user), pk=pk)
    try:
        services.restore(found, by=standing_of(request.user).person)
        messages.success(request, f"Waiting again: {found.subject}")
    except services.NotWaiting as late:
        messages.warning(request, str(late))
    return redirect("messaging:message", pk)
