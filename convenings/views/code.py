"""The personal code of a seat: shown to its holder, read at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from convenings import services
from convenings.codes import SEAT, seat_behind
from convenings.forms.room import RoomCodeForm
from convenings.models import Attendance, Registration
from convenings.pages.code import Scan, is_own, scan_of
from convenings.views.room import TOO_MANY, is_guessing
from core.qr import svg_of
from core.shortcuts import form_page, id_in
from network.access import standing_of

if TYPE_CHECKING:
    from convenings.models import Session
    from core.http import PageRequest


@require_GET
def my_code(request: PageRequest, pk: int) -> HttpResponse:
    """The way from a session to one's own code."""
    mine = Registration.objects.standing().filter(person=standing_of(request.user).person)
    seat = get_object_or_404(mine, session=pk, person__isnull=False)
    return redirect("convenings:code", SEAT.token(seat.nonce))


@login_not_required
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest, token: str) -> HttpResponse:
    """A GET changes nothing. At the door a script sends the form; others see the code itself."""
    seat = seat_behind(token)
    if seat is None:
        raise Http404
    user = request.user if request.user.is_authenticated else None
    if user is None or is_own(seat, user):
        return _of_the_holder(request, seat, token, is_own=user is not None)
    scan = scan_of(seat, user, request.session.get("door"))
    if scan is None:
        return _of_the_holder(request, seat, token, is_own=False)
    return _at_the_door(request, seat, scan, token)


def _at_the_door(request: HttpRequest, seat: Registration, scan: Scan, token: str) -> HttpResponse:
    if request.method == "POST":
        session = _chosen(request, scan)
        if session is None:  # it closed, or their duty ended, since the page was opened
            return redirect("convenings:code", token)
        by = standing_of(request.user).person
        try:
            services.mark_attendance(session, person=seat.person, by=by, way=Attendance.Way.QR)
        except services.NotYet as refusal:
            messages.warning(request, str(refusal))
        else:
            undo = reverse("convenings:unmark", args=[session.pk, seat.person_id])
            messages.success(request, f"{seat.person} is here.", extra_tags=undo)
        return redirect("convenings:attendance", session.pk)
    context = {"seat": seat, "scan": scan, "token": token}
    return form_page(request, "convenings/scanned.html", {**context, "form": RoomCodeForm()})


def _chosen(request: HttpRequest, scan: Scan) -> Session | None:
    """One of the sessions that the page offered."""
    pk = id_in(request.POST.get("session", ""))
    offered = [session for session in (scan.target, scan.other) if session is not None]
    return next((session for session in offered if session.pk == pk), None)


def _of_the_holder(
    request: HttpRequest, seat: Registration, token: str, *, is_own: bool
) -> HttpResponse:
    form = RoomCodeForm(request.POST or None)
    if form.is_valid():
        refusal = _check_in(request, seat, form.cleaned_data["code"])
        if not refusal:
            return redirect("convenings:code", token)
        form.add_error("code", refusal)
    context: dict[str, Any] = {
        "seat": seat,
        "form": form,
        "drawing": svg_of(SEAT.address(seat.nonce), scale=8),
        "mark": Attendance.objects.filter(session=seat.session, person=seat.person).first(),
        "is_own": is_own,
    }
    return form_page(request, "convenings/code.html", context)


def _check_in(request: HttpRequest, seat: Registration, typed: str) -> str:
    """Check the holder of the link in with the room's code; the words of a refusal."""
    if is_guessing(request, seat.person_id):
        return TOO_MANY
    try:
        services.check_oneself_in(typed, person=seat.person)
    except (services.WrongCode, services.NotOnTheList) as refusal:
        return str(refusal)
    return ""
