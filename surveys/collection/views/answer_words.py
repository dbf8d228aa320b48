"""Pages behind a personal link that only say how things stand, and the language of all of them."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.ratelimit import too_many
from surveys.collection import kiosk, links, withdrawal
from surveys.collection.models import FrameUnit
from surveys.collection.parts import other_languages
from surveys.instruments.questionnaire import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from django.http import HttpRequest

    from surveys.collection.models import Administration, Invitation

ASKED = "language"  # in the address, and the cookie that remembers it
HALF_A_YEAR = 180 * 24 * 3600
# Of one address, at all doors that take a link.
WRONG_LINKS = {"limit": 20, "seconds": 600}


def language_of(request: HttpRequest, offered: Container[str] = LANGUAGES) -> str:
    """What the address asks for, else what this browser asked for before, else English."""
    for wish in (request.GET.get(ASKED), request.COOKIES.get(ASKED)):
        if wish in LANGUAGES and wish in offered:
            return wish
    return "en"


def remember_language(request: HttpRequest, response: HttpResponse) -> None:
    """A choice in the address holds on all pages of links, and nowhere else."""
    wish = request.GET.get(ASKED)
    if wish in LANGUAGES and wish != request.COOKIES.get(ASKED):
        response.set_cookie(
            ASKED,
            wish,
            max_age=HALF_A_YEAR,
            path="/answer/",
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )


def words_page(
    request: HttpRequest, name: str, *, status: int = 200, **context: object
) -> HttpResponse:
    """A page of words, or for the script that it should load the page again."""
    if wants_json(request):
        return JsonResponse({"words": _("This page has changed. Load it again.")}, status=status)
    survey = context.get("administration")
    offered = getattr(getattr(survey, "version", None), "languages", list(LANGUAGES))
    return HttpResponse(_drawn(name, offered, getattr(survey, "title", ""), context), status=status)


def _drawn(
    name: str, offered: Sequence[str], survey_title: str, context: Mapping[str, object]
) -> str:
    """Drawn without the request: these pages need no session, no person and no cache."""
    language = (get_language() or "en")[:2]
    frame = {
        "language": language,
        "other_languages": other_languages(list(offered), language),
        "survey_title": survey_title,
        "demo": settings.DEMO,
    }
    return render_to_string(f"surveys/answer/{name}.html", {**frame, **context})


def wants_json(request: HttpRequest) -> bool:
    """Whether the script asks, and not a person."""
    return request.content_type == "application/json" or "offline" in request.GET


def shut(request: HttpRequest, administration: Administration) -> HttpResponse:
    """Not open yet, or closed."""
    name = "not_yet" if administration.is_draft else "closed"
    status = 409 if wants_json(request) else 200
    return words_page(request, name, status=status, administration=administration)


def wrong_link(request: HttpRequest, token: str) -> HttpResponse:
    """A link that leads nowhere, and whom to ask; guessing links is limited tightly."""
    if too_many(request, "answer", **WRONG_LINKS):
        return words_page(request, "too_many", status=429)
    return words_page(request, _why(token), status=404, contact=settings.OPERATOR_CONTACT)


def _why(token: str) -> str:
    """A true link that leads nowhere was taken back or replaced; else it is none of ours."""
    if links.is_withdrawn(token):
        return "revoked"
    return "replaced" if links.was_replaced(token) else "unknown"


def unreadable(request: HttpRequest) -> HttpResponse:
    """What was sent is too large or broken on its way."""
    if wants_json(request):
        words = _("This is too large to be kept. Shorten your longest answer.")
        return JsonResponse({"words": words}, status=413)
    return words_page(request, "unread", status=413)


class Told(NamedTuple):
    """What the receipt says of an anonymous survey: the same to everybody of a unit."""

    title: str
    mode: str
    threshold: int
    closes_at: dt.datetime
    languages: tuple[str, ...]


def sent(request: HttpRequest, token: str, invitation: Invitation) -> HttpResponse:
    """The receipt. In anonymous surveys no time is told, because none is kept."""
    told = request.GET.get("sent")
    survey = invitation.administration
    tablet = kiosk.kiosk_of(request)
    if not (survey.keeps_keys or tablet or wants_json(request)):
        words = Told(
            survey.title,
            survey.mode,
            survey.threshold,
            survey.closes_at,
            tuple(survey.version.languages),
        )
        language = get_language() or "en"
        return HttpResponse(_anonymous(words, invitation.unit_id, language, told is not None))
    return words_page(
        request,
        "sent",
        status=409 if wants_json(request) else 200,
        unit=invitation.unit,
        administration=survey,
        is_new=told is not None,
        sent_at=_moment(told, token) if told else None,
        kiosk_url=tablet,
        may_withdraw=withdrawal.may_withdraw(invitation),
        token=token,
    )


@lru_cache(maxsize=1024)
def _anonymous(words: Told, unit_id: int, language: str, is_new: bool) -> str:
    """Drawn once per process; a frame is frozen while anybody answers."""
    unit = FrameUnit.objects.get(pk=unit_id)
    context = {"administration": words, "unit": unit, "is_new": is_new}
    with translation.override(language):
        return _drawn("sent", words.languages, words.title, context)


def receipt_query(token: str, administration: Administration, *, at: dt.datetime) -> str:
    """What the address of a new receipt carries: with a key to the person, also the time."""
    if administration.mode == administration.Mode.ANONYMOUS:
        return "sent"
    return f"sent={_signer(token).sign(f'{at:%Y%m%dT%H%MZ}')}"


def _moment(told: str, token: str) -> dt.datetime | None:
    try:
        written = _signer(token).unsign(told)
        return dt.datetime.strptime(written, "%Y%m%dT%H%MZ").replace(tzinfo=dt.UTC)
    except (BadSignature, ValueError):
        return None


def _signer(token: str) -> Signer:
    return Signer(salt=f"surveys.receipt.{token}", sep=".")
