"""An application as its writers follow it: the list, its page, the last check, taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohorts.forms.applying import WithdrawForm
from cohorts.models import Application, Offering
from cohorts.pages.application import (
    AROUND,
    parts_with_state,
    text_of,
    timeline_of,
    tone_of,
)
from cohorts.rules import states
from cohorts.services import submission as services
from cohorts.services.application import NotPossible
from cohorts.services.writing import NotWritten, open_parts, open_request, why_not_written
from cohorts.views.application_scope import own_application, writer
from core import offers
from core.shortcuts import form_page, page_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def mine(request: PageRequest) -> HttpResponse:
    """What one writes, and what one could apply for."""
    rows = Application.objects.written_by(request.user).select_related(*AROUND)
    taking = Offering.objects.taking_applications().select_related("pathway")
    context = {
        "page": page_of(request, rows.order_by("-started_at", "-pk")),
        "taking": taking.exclude(unit=Offering.Unit.PERSON).order_by("apply_until", "pk"),
    }
    return render(request, "cohorts/my_applications.html", context)


@never_cache
@require_GET
def detail(request: PageRequest, pk: int) -> HttpResponse:
    """Everything that was written, and where it stands; for writers with what is to do."""
    seen = Application.objects.visible_to(request.user).select_related(*AROUND, "decided_by")
    application = get_object_or_404(seen, pk=pk)
    writes = Application.objects.written_by(request.user).filter(pk=pk).exists()
    context = {
        "application": application,
        "tone": tone_of(application),
        "writes": writes,
        "parts": parts_with_state(application) if writes else [],
        "text": text_of(application),
        "steps": timeline_of(application),
        "warnings": services.team_warnings(application),
        "editors": application.editors.select_related("person"),
        "asked": open_request(application) if writes else None,
        "may_write": writes and bool(open_parts(application)),
        "may_withdraw": writes and states.may_be_withdrawn(application.state),
        "panels": offers.panels_on("application"),
    }
    return render(request, "cohorts/application.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def check(request: PageRequest, pk: int) -> HttpResponse:
    """What is missing still; with nothing missing, the button that sends it."""
    application = own_application(request, pk)
    asked = open_request(application) if application.state == states.INFORMATION else None
    if request.method == "POST":
        send = services.send_what_was_asked if asked else services.submit
        try:
            application = send(application, by=writer(request))
        except services.StillMissing:
            messages.warning(request, "It is not sent: something is missing still.")
        except NotWritten as refusal:
            messages.warning(request, str(refusal))
        else:
            _tell_sent(request, application)
            return redirect(application)
    context = {
        "application": application,
        "asked": asked,
        "parts": parts_with_state(application),
        "lacks": _lacks(application, asked.parts if asked else None),
        "warnings": services.team_warnings(application),
        "may_send": bool(open_parts(application)),
        "why_not": why_not_written(application),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "cohorts/application_check.html", context, status=status)


@require_http_methods(["GET", "POST"])
def withdraw(request: PageRequest, pk: int) -> HttpResponse:
    application = own_application(request, pk)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        before = application.state
        try:
            services.withdraw_application(
                application, by=writer(request), note=form.cleaned_data["note"]
            )
        except NotPossible as refusal:
            messages.warning(request, str(refusal))
        else:
            back = reverse("cohorts:application-bring-back", args=[pk])
            undo = back if states.may_come_back_to(before) else ""
            messages.success(request, "The application is withdrawn.", extra_tags=undo)
        return redirect(application)
    context = {
        "application": application,
        "form": form,
        "may_withdraw": states.may_be_withdrawn(application.state),
        "comes_back": states.may_come_back_to(application.state),
    }
    return form_page(request, "cohorts/application_withdraw.html", context)


@require_POST
def bring_back(request: PageRequest, pk: int) -> HttpResponse:
    application = own_application(request, pk)
    try:
        services.bring_back_application(application, by=writer(request))
    except NotPossible as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "The application is back where it was.")
    return redirect(application)


def _lacks(application: Application, among: list[str] | None) -> list[services.Lack]:
    lacks = services.lacks_of(application)
    return [one for one in lacks if among is None or one.part.code in among]


def _tell_sent(request: PageRequest, application: Application) -> None:
    if application.state == states.SUBMITTED:
        words = f"The application is sent. Its number is {application.receipt}."
    else:
        words = "What was asked for is sent."
    messages.success(request, words)
