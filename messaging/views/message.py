"""One message: what it says, and what staff do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.shortcuts import form_page
from messaging import services
from messaging.emails.letters import foot_of, preview_of
from messaging.forms import UntilForm, WordsForm
from messaging.models import Message
from network.access import standing_of
from network.models import Activity

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def message(request: PageRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    context = {
        "message": found,
        "foot": foot_of(found),
        "carried": found.carried.order_by("pk") if found.is_digest else [],
        "activity": Activity.objects.on_page_of(found, request.user),
        **preview_of(found, found.body),
    }
    return render(request, "messaging/message.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: PageRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    form = WordsForm(request.POST or None, initial={"subject": found.subject, "body": found.body})
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data
        by = standing_of(request.user).person
        try:
            services.edit(found, subject=words["subject"], body=words["body"], by=by)
        except services.SecretLost as lost:
            form.add_error("body", str(lost))
        except services.NotOpen as late:
            messages.warning(request, str(late))
            return redirect("messaging:message", pk)
        else:
            messages.success(request, "The new words are kept.")
            return redirect("messaging:message", pk)
    context = {"message": found, "form": form}
    return form_page(request, "messaging/edit.html", context)


@require_http_methods(["GET", "POST"])
def postpone(request: PageRequest, pk: int) -> HttpResponse:
    found = _seen(request, pk)
    form = UntilForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            by = standing_of(request.user).person
            services.postpone(found, until=form.cleaned_data["until"], by=by)
            messages.success(request, f"It waits: {found.subject}")
        except services.NotOpen as late:
            messages.warning(request, str(late))
        return redirect("messaging:message", pk)
    context = {"message": found, "form": form}
    return form_page(request, "messaging/postpone.html", context)


@require_POST
def cancel(request: PageRequest, pk: int) -> HttpResponse:
    undo = reverse("messaging:restore", args=[pk])
    return _act(request, pk, services.cancel, "Cancelled: {}", undo)


@require_POST
def restore(request: PageRequest, pk: int) -> HttpResponse:
    return _act(request, pk, services.restore, "Queued again: {}")


@require_POST
def send_now(request: PageRequest, pk: int) -> HttpResponse:
    return _act(request, pk, services.send_now, "On its way: {}")


@require_POST
def try_again(request: PageRequest, pk: int) -> HttpResponse:
    return _act(request, pk, services.try_again, "On its way again: {}")


def _act(
    request: PageRequest, pk: int, act: Callable[..., Message], done: str, undo: str = ""
) -> HttpResponse:
    """Do one thing to a message that this user sees, and say what came of it."""
    found = _seen(request, pk)
    try:
        act(found, by=standing_of(request.user).person)
        messages.success(request, done.format(found.subject), extra_tags=undo)
    except services.NotOpen as late:
        messages.warning(request, str(late))
    return redirect("messaging:message", pk)


def _seen(request: PageRequest, pk: int) -> Message:
    seen = Message.objects.visible_to(request.user)
    return get_object_or_404(seen.select_related("person", "organization", "carried_by"), pk=pk)
