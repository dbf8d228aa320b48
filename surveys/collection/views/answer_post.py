"""What is posted behind a personal link: single answers from the script, or a whole page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock
from surveys.collection import answers as answering
from surveys.collection import drafts, kiosk
from surveys.collection.answer_page import AnswerPage, number_of
from surveys.collection.parts import questions_of
from surveys.collection.refusals import AlreadySent, NothingAnswered, NotOpen, Refusal, UnknownLink
from surveys.collection.views.answer_words import ASKED, receipt_query, words_page
from surveys.instruments.questionnaire import LANGUAGES, questionnaire_of

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict

    from surveys.collection.answers import Answers
    from surveys.collection.models import Invitation
    from surveys.instruments.questionnaire import Question, Questionnaire

# Not answers: what the form's buttons and Django bring along.
NOT_ANSWERS = ("csrfmiddlewaretoken", "section", "go")
STATUS = {AlreadySent: 409, NotOpen: 409, UnknownLink: 404}
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
SWITCH = "lang-"


def take(request: HttpRequest, token: str, invitation: Invitation, language: str) -> HttpResponse:
    """Keep what was posted, and say or show what comes next."""
    form = questionnaire_of(invitation.administration.version, language)
    if request.content_type == "application/json":
        return _autosave(request, token, invitation, form)
    if request.content_type not in FORMS:
        return words_page(request, "unread", status=415)
    return _turn_page(request, token, invitation, form)


def _autosave(
    request: HttpRequest, token: str, invitation: Invitation, form: Questionnaire
) -> HttpResponse:
    """Keep single answers; what is wrong is told in words, and the rest is kept."""
    try:
        body = json.loads(request.body)
        given = body["answers"]
        if not isinstance(given, dict):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError):  # the last: nested without end
        words = _("This could not be read. Load the page again.")
        return JsonResponse({"words": words}, status=400)
    faults = answering.faults(given, form)
    right = _without(given, faults)
    try:
        saved = drafts.save(token, answers=right) if right else None
        if faults:
            words = next(iter(faults.values()))
            return JsonResponse({"words": words, "faults": faults}, status=422)
        if body.get("send") is True:
            return _send_from_script(token, invitation, form)
    except Refusal as refusal:
        return JsonResponse({"words": str(refusal)}, status=STATUS.get(type(refusal), 422))
    return JsonResponse({"revision": saved.revision if saved else 0})


def _send_from_script(token: str, invitation: Invitation, form: Questionnaire) -> HttpResponse:
    kept = drafts.read(token)
    faults = _missing(kept, form, form) if kept else {}  # nothing is kept once it is sent
    if faults:
        words = next(iter(faults.values()))
        return JsonResponse({"words": words, "faults": faults}, status=422)
    drafts.submit(token)
    return JsonResponse({"sent": _receipt(token, invitation)})


def _turn_page(
    request: HttpRequest, token: str, invitation: Invitation, form: Questionnaire
) -> HttpResponse:
    """Without JavaScript the buttons do it all: save this section, then go where they say."""
    given = _typed(request.POST)
    go = request.POST.get("go", "next")
    faults = answering.faults(given, form)
    number = number_of(request.POST.get("section"), form)
    page = form.pages[number - 1] if number <= len(form.pages) else None
    try:
        if go == "send" and not faults and not form_requires(form):
            drafts.submit(token, answers=given)
            return redirect(_receipt(token, invitation))
        answers = _saved(token, _without(given, faults), faults)
        if go == "send":
            faults = _missing(answers, form, form) | faults
            if not faults:
                drafts.submit(token)
                return redirect(_receipt(token, invitation))
        elif go == "next" and page is not None:
            faults = _missing(answers, form, questions_of(page, form)) | faults
    except (AlreadySent, NotOpen, UnknownLink):  # the last: taken back or replaced just now
        return redirect("surveys:answer", token=token)
    except NothingAnswered as refusal:
        answers, faults = {}, {"": str(refusal)}
    own = AnswerPage(
        invitation.administration,
        form.language,
        number,
        answers | {code: given[code] for code in faults if code in given},
        faults,
        until=_until(invitation),
        tablet=kiosk.kiosk_of(request) or "",
    )
    if faults:
        return HttpResponse(own.html(csrf=get_token(request)), status=422)
    return redirect(_next_address(token, own, go))


def form_requires(form: Questionnaire) -> bool:
    """Whether any question must be answered."""
    return any(question.is_required for question in form)


def _typed(posted: QueryDict) -> dict[str, Any]:
    """Each name's value, or its values: a set of several answers brings an empty one along."""
    given: dict[str, Any] = {}
    for name, values in posted.lists():
        if name not in NOT_ANSWERS:
            chosen = [value for value in values if value]
            given[name] = chosen if len(values) > 1 else values[0]
    return given


def _without(given: dict[str, Any], faults: dict[str, str]) -> dict[str, Any]:
    return {code: value for code, value in given.items() if code not in faults}


def _saved(token: str, right: dict[str, Any], faults: dict[str, str]) -> Answers:
    """What is kept now; a page on which everything is wrong begins nothing."""
    if faults and not right:
        return drafts.read(token) or {}
    return drafts.save(token, answers=right).answers


def _missing(answers: Answers, form: Questionnaire, among: Any) -> dict[str, str]:
    """Required questions without an answer, with words for each."""
    codes = {question.code for question in among}
    return {
        question.code: _words_for(question)
        for question in answering.missing(answers, form)
        if question.code in codes
    }


def _words_for(question: Question) -> str:
    if question.options:
        words = _("Question %(number)d needs an answer. “Prefer not to answer” is one too.")
    else:
        words = _("Question %(number)d needs an answer.")
    return words % {"number": question.number}


def _next_address(token: str, page: AnswerPage, go: str) -> str:
    address = reverse("surveys:answer", args=[token])
    language = go.removeprefix(SWITCH)
    if go.startswith(SWITCH) and language in LANGUAGES:
        return f"{address}?section={page.number}&{ASKED}={language}"
    return f"{address}?section={page.following(back=go == 'back')}"


def _receipt(token: str, invitation: Invitation) -> str:
    query = receipt_query(token, invitation.administration, at=clock.now())
    return f"{reverse('surveys:answer', args=[token])}?{query}"


def _until(invitation: Invitation) -> Any:
    survey = invitation.administration
    return survey.grace_until if survey.is_in_grace else None
