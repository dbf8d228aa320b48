"""The page behind a personal link. GET never changes anything: mail scanners open links too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.db import transaction
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
from surveys.collection.answer_page import number_of, page_for
from surveys.collection.views import answer_post, answer_words
from surveys.collection.views.answer_words import language_of, wants_json, words_page
from surveys.collection.views.public_page import public_page

if TYPE_CHECKING:
    from django.http import HttpRequest

    from surveys.collection.lookup import Found

# Whole staffs share one address, so this is for one link.
SAVES = {"limit": 240, "seconds": 60}
UNREADABLE = (SuspiciousOperation, MultiPartParserError, UnreadablePostError)


@personal
@login_not_required
@never_cache
# SECURITY: forged forms are refused by csrf_protect below, one step further in: what is too large
# to be read must be told in words, and the middleware would read it out of our reach.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def answer(request: HttpRequest, token: str) -> HttpResponse:
    try:
        return _answer(request, token)
    except UNREADABLE:
        return answer_words.unreadable(request)


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
    if request.method != "POST":
        return _at(request, token, lookup.look(token))
    if too_many(request, f"answer|{links.hash_of(token)}", **SAVES):
        return words_page(request, "too_many", status=429)
    with transaction.atomic():
        return _at(request, token, lookup.hold(token))


def _at(request: HttpRequest, token: str, found: Found | None) -> HttpResponse:
    """The page of whoever the link belongs to; a form was sent with the link held."""
    if found is None:
        return answer_words.wrong_link(request, token)
    invitation = found.invitation
    away = kiosk.left_behind(request, invitation)
    if away is not None:
        words = {"words": gettext("The next person has begun on this device.")}
        return JsonResponse(words, status=409) if wants_json(request) else redirect(away)
    language = language_of(request, invitation.administration.version.languages)
    with translation.override(language):
        if request.method == "POST":
            return answer_post.take(request, drafts.held(token, found), language)
        return _show(request, token, found, language)


def _show(request: HttpRequest, token: str, found: Found, language: str) -> HttpResponse:
    invitation = found.invitation
    if invitation.is_completed:
        return answer_words.sent(request, token, invitation)
    kept = drafts.opened(found.ciphertext, token=token)
    survey = invitation.administration
    if not survey.takes_everybody and not (kept is not None and survey.is_in_grace):
        return answer_words.shut(request, survey)
    page = page_for(survey, language, kept or {}, tablet=kiosk.kiosk_of(request))
    page = page.at(number_of(request.GET.get("section"), page.form))
    csrf = get_token(request)
    if "offline" in request.GET:
        return JsonResponse({"document": page.blank(csrf=csrf), "answers": page.answers})
    return HttpResponse(page.html(csrf=csrf))
