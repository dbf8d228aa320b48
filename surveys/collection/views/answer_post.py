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
from surveys.collection.answer_page import number_of, page_for
from surveys.collection.parts import questions_of
from surveys.collection.refusals import AlreadySent, NothingAnswered, NotOpen, Refusal
from surveys.collection.views.answer_words import ASKED, receipt_query, words_page
from surveys.instruments.questionnaire import LANGUAGES, questionnaire_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, QueryDict

    from surveys.collection.answer_page import AnswerPage
    from surveys.collection.answers import Answers
    from surveys.collection.drafts import Held
    from surveys.instruments.questionnaire import Question, Questionnaire

# Not answers: what the form's buttons and Django bring along.
NOT_ANSWERS = ("csrfmiddlewaretoken", "section", "go")
STATUS = {AlreadySent: 409, NotOpen: 409}
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
SWITCH = "lang-"


def take(request: HttpRequest, who: Held, language: str) -> HttpResponse:
    """Keep what was posted, and say or show what comes next."""
    form = questionnaire_of(who.invitation.administration.version, language)
    if request.content_type == "application/json":
        return _autosave(request, who, form)
    if request.content_type not in FORMS:
        return words_page(request, "unread", status=415)
    return _turn_page(request, who, form)


def _autosave(request: HttpRequest, who: Held, form: Questionnaire) -> HttpResponse:
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
        if right:
            who = drafts.keep(who, right)
        if body.get("send") is True and not faults:
            faults = _missing(who.kept, form, form) if who.kept else {}
            if not faults:
                drafts.send(who, {})
                return JsonResponse({"sent": _receipt(who)})
    except Refusal as refusal:
        return JsonResponse({"words": str(refusal)}, status=STATUS.get(type(refusal), 422))
    if faults:
        words = next(iter(faults.values()))
        return JsonResponse({"words": words, "faults": faults}, status=422)
    return JsonResponse({"revision": who.revision})


def _turn_page(request: HttpRequest, who: Held, form: Questionnaire) -> HttpResponse:
    """Without JavaScript the buttons do it all: save this section, then go where they say."""
    given = _typed(request.POST)
    go = request.POST.get("go", "next")
    faults = answering.faults(given, form)
    number = number_of(request.POST.get("section"), form)
    try:
        if go == "send" and not faults and not _requires_any(form):
            drafts.send(who, given)
            return redirect(_receipt(who))
        who = _saved(who, _without(given, faults), faults)
        faults = _missing(who.kept or {}, form, _due(go, number, form)) | faults
        if go == "send" and not faults:
            drafts.send(who, {})
            return redirect(_receipt(who))
    except (AlreadySent, NotOpen):
        return redirect("surveys:answer", token=who.token)
    except NothingAnswered as refusal:
        faults = {"": str(refusal)}
    survey, typed = who.invitation.administration, {c: given[c] for c in faults if c in given}
    answers = (who.kept or {}) | typed
    page = page_for(survey, form.language, answers, faults, tablet=kiosk.kiosk_of(request))
    page = page.at(number)
    if faults:
        return HttpResponse(page.html(csrf=get_token(request)), status=422)
    return redirect(_next_address(who.token, page, go))


def _due(go: str, number: int, form: Questionnaire) -> Iterable[Question]:
    """The questions that must have their answers before it goes on."""
    if go == "send":
        return form
    if go == "next" and number <= len(form.pages):
        return questions_of(form.pages[number - 1], form)
    return ()


def _requires_any(form: Questionnaire) -> bool:
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


def _saved(who: Held, right: dict[str, Any], faults: dict[str, str]) -> Held:
    """With what is right kept; a page on which everything is wrong begins nothing."""
    return who if faults and not right else drafts.keep(who, right)


def _missing(answers: Answers, form: Questionnaire, among: Iterable[Question]) -> dict[str, str]:
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


def _receipt(who: Held) -> str:
    query = receipt_query(who.token, who.invitation.administration, at=clock.now())
    return f"{reverse('surveys:answer', args=[who.token])}?{query}"
