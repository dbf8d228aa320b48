"""All messages that the outbox's filter finds: a look at them, then one act for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Max
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core.shortcuts import form_page
from messaging import services
from messaging.filters import MessageFilter
from messaging.forms import SeveralForm
from messaging.models import Message
from messaging.querysets import sees_outbox
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest
    from messaging.querysets import MessageQuerySet

SHOWN = 10


@require_http_methods(["GET", "POST"])
def several(request: PageRequest) -> HttpResponse:
    if not sees_outbox(request.user):
        raise Http404
    rows = Message.objects.visible_to(request.user).open().order_by("-created_at", "-pk")
    found: MessageQuerySet = MessageFilter(request.GET, queryset=rows).qs
    newest = found.aggregate(newest=Max("pk"))["newest"]
    form = SeveralForm(request.POST or None, initial={"newest": newest})
    if request.method == "POST" and form.is_valid():
        messages.success(request, _do(request, form, found))
        return redirect(f"{reverse('messaging:outbox')}?{request.GET.urlencode()}")
    context = {"form": form, "count": found.count(), "first": found[:SHOWN]}
    return form_page(request, "messaging/several.html", context)


def _do(request: PageRequest, form: SeveralForm, found: MessageQuerySet) -> str:
    """Act on what was there when the page was looked at; what came later stays as it is."""
    rows = found.filter(pk__lte=form.cleaned_data["newest"])
    by = standing_of(request.user).person
    if form.cleaned_data["act"] == "cancel":
        number, verb = services.cancel_all(rows, by=by), "cancelled"
    else:
        open_before = rows.count()
        number = services.postpone_all(rows, until=form.cleaned_data["until"], by=by)
        verb = "postponed"
        if left := open_before - number:
            kept = "one keeps its" if left == 1 else f"{left} keep their"
            verb = f"postponed; {kept} hour, because later is too late"
    return f"{number} message{' was' if number == 1 else 's were'} {verb}."
