"""Taking answers back: a page that asks, and the button. GET never changes anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.personal import personal
from surveys.collection import links, withdrawal
from surveys.collection.refusals import Refusal
from surveys.collection.views.answer_words import language_of, words_page, wrong_link
from surveys.collection.views.public_page import public_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@personal
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    invitation = links.invitation_for(token)
    if invitation is None:
        return wrong_link(request, token)
    survey = invitation.administration
    with translation.override(language_of(request, survey.version.languages)):
        if request.method == "POST":
            return _take_back(request, token)
        if not withdrawal.may_withdraw(invitation):
            return redirect("surveys:answer", token=token)
        csrf = get_token(request)
        return words_page(request, "withdraw", administration=survey, token=token, csrf=csrf)


def _take_back(request: HttpRequest, token: str) -> HttpResponse:
    try:
        survey = withdrawal.withdraw(token)
    except Refusal as refusal:
        return words_page(request, "not_withdrawn", status=409, words=str(refusal), token=token)
    return words_page(request, "withdrawn", administration=survey, token=token)
