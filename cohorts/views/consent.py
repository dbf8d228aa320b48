"""Asking a leader for consent, and the page that their link opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cohorts import application_links as links
from cohorts.forms.enclosure import ConsentAnswerForm, ConsentForm
from cohorts.models import Consent
from cohorts.pages.application import parts_with_state, readings_of
from cohorts.rules import states
from cohorts.rules.questions import CONSENT, code_of_kind
from cohorts.services import consent as services
from cohorts.services.writing import NotWritten, open_parts, why_not_written
from cohorts.views.application_scope import writer
from cohorts.views.personal_link import unknown_link
from core.personal import personal
from core.shortcuts import form_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from cohorts.models import Application
    from cohorts.rules.questions import Part
    from core.http import PageRequest


def ask(request: PageRequest, application: Application, part: Part) -> HttpResponse:
    """Whom to ask, and what became of it. Asked for by `part`."""
    form = ConsentForm(request.POST or None, positions=part.positions)
    if form.is_valid():
        try:
            asked = services.ask_consent(application, **form.cleaned_data, by=writer(request))
        except NotWritten as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"The link to {asked.name} is on its way.")
            return redirect("cohorts:application-part", application.pk, part.code)
    context = {
        "application": application,
        "part": part,
        "parts": parts_with_state(application),
        "is_open": part.code in open_parts(application),
        "why_not": why_not_written(application),
        "consents": application.consents.select_related("asked_by"),
        "form": form,
    }
    return form_page(request, "cohorts/application_consent.html", context)


@require_POST
def again(request: PageRequest, pk: int) -> HttpResponse:
    asked = _own(request, pk)
    try:
        services.ask_consent_again(asked, by=writer(request))
    except (NotWritten, services.ConsentNotOpen) as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{asked.name} gets the link again.")
    return _back(asked)


@require_POST
def take_back(request: PageRequest, pk: int) -> HttpResponse:
    asked = _own(request, pk)
    try:
        services.stop_asking(asked, by=writer(request))
    except NotWritten as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{asked.name} is not asked any more.")
    return _back(asked)


@personal
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """A leader's answer without an account; only the buttons change something."""
    asked = links.consent_for(token)
    if asked is None:
        return unknown_link(request, "consent")
    is_revoking = request.POST.get("action") == "revoke"
    form = ConsentAnswerForm(None if is_revoking else request.POST or None)
    refusal = ""
    try:
        if is_revoking:
            services.revoke_consent(asked)
            return redirect("cohorts:consent", token)
        if form.is_valid():
            is_given = form.cleaned_data["answer"] == "yes"
            services.answer_consent(asked, is_given=is_given, words=form.cleaned_data["words"])
            return redirect("cohorts:consent", token)
    except services.ConsentNotOpen as told:
        refusal = str(told)
    context = {
        "consent": asked,
        "application": asked.application,
        "form": form,
        "refusal": refusal,
        "reads": readings_of(asked.application),
        "is_over": asked.application.state in states.OVER,
    }
    return form_page(request, "cohorts/consent.html", context)


def _own(request: PageRequest, pk: int) -> Consent:
    mine = Consent.objects.written_by(request.user)
    return get_object_or_404(mine.select_related("application__form"), pk=pk)


def _back(asked: Consent) -> HttpResponse:
    code = code_of_kind(asked.application.form, CONSENT)
    return redirect("cohorts:application-part", asked.application_id, code)
