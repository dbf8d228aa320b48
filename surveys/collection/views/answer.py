"""The page behind a personal link. GET never changes anything: mail scanners open links too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse, JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET, require_http_methods

from core.personal import personal
from core.ratelimit import too_many
from surveys.collection import drafts, kiosk, links, lookup
from surveys.collection.answer_page import AnswerPage, number_of
from surveys.collection.views import answer_post, answer_words
from surveys.collection.views.answer_words import (
    language_of,
    remember_language,
    wants_json,
    words_page,
)

if TYPE_CHECKING:
    from django.http import HttpRequest

    from surveys.collection.answers import Answers
    from surveys.collection.lookup import Found
    from surveys.collection.models import Invitation

# Whole staffs share one address, so what is limited tightly is only guessing links.
WRONG_LINKS = {"limit": 20, "seconds": 600}
SAVES = {"limit": 240, "seconds": 60}
UNREADABLE = (SuspiciousOperation, MultiPartParserError, UnreadablePostError)


@personal
@login_not_required
@never_cache
# SECURITY: forged forms are refused by csrf_protect below, one step further in: what is too large
# to be read must be told in words, and the middleware would read it out of our reach.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    with translation.override(language_of(request)):
        try:
            response = _answer(request, token)
        except UNREADABLE:
            response = answer_words.unreadable(request)
    remember_language(request, response)
    # SECURITY: the address is the key, so no page keeps it or passes it on. "strict-origin" and
    # not "no-referrer": with the latter browsers send the form's Origin as "null", and the check
    # against forged forms would refuse every answer.
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, no_store=True)
    return response


@login_not_required
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The script that shows the blank form when there is no network."""
    response = HttpResponse(
        render_to_string("surveys/answer/worker.js"), content_type="text/javascript; charset=utf-8"
    )
    patch_cache_control(response, no_cache=True)
    return response


@csrf_protect
def _answer(request: HttpRequest, token: str) -> HttpResponse:
    found = lookup.look(token)
    if found is None:
        return _wrong_link(request, token)
    invitation = found.invitation
    away = kiosk.left_behind(request, invitation)
    if away is not None:
        words = {"words": gettext("The next person has begun on this device.")}
        return JsonResponse(words, status=409) if wants_json(request) else redirect(away)
    language = language_of(request, invitation.administration.version.languages)
    with translation.override(language):
        if request.method != "POST":
            return _show(request, token, found, language)
        if too_many(request, f"answer|{links.hash_of(token)}", **SAVES):
            return words_page(request, "too_many", status=429)
        return answer_post.take(request, token, invitation, language)


def _show(request: HttpRequest, token: str, found: Found, language: str) -> HttpResponse:
    invitation = found.invitation
    if invitation.is_completed:
        return answer_words.sent(request, token, invitation)
    kept = drafts.opened(found.ciphertext, token=token)
    survey = invitation.administration
    if not survey.takes_everybody and not (kept is not None and survey.is_in_grace):
        return answer_words.shut(request, survey)
    page = page_of(request, invitation, language=language, answers=kept or {})
    csrf = get_token(request)
    if "offline" in request.GET:
        return JsonResponse({"document": page.blank(csrf=csrf), "answers": page.answers})
    return HttpResponse(page.html(csrf=csrf))


def page_of(
    request: HttpRequest, invitation: Invitation, *, language: str, answers: Answers
) -> AnswerPage:
    """The step that the address asks for."""
    survey = invitation.administration
    page = AnswerPage(
        survey,
        language,
        1,
        answers,
        until=survey.grace_until if survey.is_in_grace else None,
        tablet=kiosk.kiosk_of(request) or "",
    )
    return page.at(number_of(request.GET.get("section"), page.form))


def _wrong_link(request: HttpRequest, token: str) -> HttpResponse:
    if too_many(request, "answer", **WRONG_LINKS):
        return words_page(request, "too_many", status=429)
    name = _why(token)
    return answer_words.gone(request, name)


def _why(token: str) -> str:
    """A true link that leads nowhere was taken back or replaced; else it is none of ours."""
    if links.is_withdrawn(token):
        return "revoked"
    return "replaced" if links.was_replaced(token) else "unknown"
