"""The pages behind a school's open link. GET never changes anything: cameras open links too."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core import clock
from core.personal import personal
from core.qr import svg_of
from core.ratelimit import too_many
from surveys.collection import kiosk, links, open_links
from surveys.collection.parts import other_languages
from surveys.collection.refusals import Refusal
from surveys.collection.views.answer_words import WRONG_LINKS, language_of
from surveys.collection.views.public_page import in_language, public_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from surveys.collection.models import Invitation, OpenLink

    AtToken = Callable[[HttpRequest, str], HttpResponse]

# Whole staffs share an address, and a meeting begins within a minute.
BEGINNINGS = {"limit": 120, "seconds": 3600}
SEAT = "seat"


def at_link(view: Callable[[HttpRequest, OpenLink], HttpResponse]) -> AtToken:
    """Give a view the link behind its token, where somebody can begin; else a page says why not."""

    @wraps(view)
    def answer(request: HttpRequest, token: str) -> HttpResponse:
        link = open_links.behind(token)
        if link is None:
            return _nowhere(request, token)
        return _stop(request, link) or view(request, link)

    return answer


@personal
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
@at_link
def open_link(request: HttpRequest, link: OpenLink) -> HttpResponse:
    seat = open_links.seat_behind(request.COOKIES.get(SEAT, ""), link)
    wants_another = request.POST.get("go") == "another" and seat is not None and seat.is_completed
    if request.method == "POST":
        return _begin(request, link, seat=None if wants_another else seat)
    context = _context(request, link)
    if seat is not None:
        address = links.address_for(seat)
        context |= {"seat": seat, "own_address": address, "code": svg_of(address)}
    return render(request, "surveys/open/start.html", context)


@personal
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public_page
@at_link
def tablet(request: HttpRequest, link: OpenLink) -> HttpResponse:
    go = request.POST.get("go", "") if request.method == "POST" else None
    mine = kiosk.tablet_of(request)
    is_set_up = mine is not None and mine.nonce == link.nonce
    response: HttpResponse
    if go == "leave":
        response = redirect(in_language(_address(link), request))
        kiosk.use_no_more(response)
        return response
    if go == "begin" and is_set_up:
        return _begin(request, link, is_shared=True)
    if go is not None:
        response = redirect(in_language(request.path, request))
    else:
        name = "tablet" if is_set_up else "tablet_set_up"
        response = render(request, f"surveys/open/{name}.html", _context(request, link))
    if go is not None or is_set_up:
        _for_next_person(request, response, link)
    return response


def _begin(
    request: HttpRequest, link: OpenLink, *, seat: Invitation | None = None, is_shared: bool = False
) -> HttpResponse:
    """A seat of one's own; whoever has one goes on with it instead of beginning twice.

    On a shared tablet it is always a new one, and no cookie leads back to it.
    """
    try:
        seat = seat or _new_seat(request, link)
    except Refusal:
        return redirect(in_language(request.path, request))
    if seat is None:
        return render(request, "surveys/open/too_many.html", status=429)
    token, secure = links.token_for(seat), request.is_secure()
    response = redirect(in_language(reverse("surveys:answer", args=[token]), request))
    if is_shared:
        kiosk.use_for(response, link, seat=token, secure=secure)
        return response
    left = (link.unit.administration.closes_at - clock.now()).total_seconds()
    response.set_cookie(
        SEAT,
        token,
        max_age=max(0, int(left)),
        path=_address(link),
        httponly=True,
        samesite="Lax",
        secure=secure,
    )
    kiosk.use_no_more(response)
    return response


def _new_seat(request: HttpRequest, link: OpenLink) -> Invitation | None:
    if too_many(request, f"open|{link.pk}", **BEGINNINGS):
        return None
    return open_links.begin(link)


def _for_next_person(request: HttpRequest, response: HttpResponse, link: OpenLink) -> None:
    """SECURITY: nothing of the one before stays on the tablet."""
    kiosk.use_for(response, link, secure=request.is_secure())
    response.delete_cookie(SEAT, path=_address(link), samesite="Lax")


def _stop(request: HttpRequest, link: OpenLink) -> HttpResponse | None:
    """Why nobody can begin here now, as a page; None when everybody can."""
    administration = link.unit.administration
    context = _context(request, link)
    if link.is_revoked:
        return render(request, "surveys/open/withdrawn.html", context, status=410)
    if administration.is_draft:
        return render(request, "surveys/open/not_yet.html", context)
    if not administration.takes_everybody:
        return render(request, "surveys/open/closed.html", context)
    return None


def _context(request: HttpRequest, link: OpenLink) -> dict[str, Any]:
    administration = link.unit.administration
    version = administration.version
    return {
        "link": link,
        "administration": administration,
        "minutes": version.minutes,
        "token": open_links.LINK.token(link.nonce),
        "survey_title": administration.title,
        "language": language_of(request),
        "other_languages": other_languages(version.languages, language_of(request)),
    }


def _address(link: OpenLink) -> str:
    return reverse("surveys:open-link", args=[open_links.LINK.token(link.nonce)])


def _nowhere(request: HttpRequest, token: str) -> HttpResponse:
    known = open_links.with_code(token)
    if known is not None and request.method != "POST":
        return redirect(in_language(_address(known), request))
    if open_links.was_ours(token):
        return render(request, "surveys/open/replaced.html", status=410)
    if too_many(request, "answer", **WRONG_LINKS):
        return render(request, "surveys/open/too_many.html", status=429)
    return render(request, "surveys/open/unknown.html", status=404)
