"""Deciding on one application or several, seen before it is done; and the answer to an offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from cohorts import services
from cohorts.forms.reviewing import DecisionForm
from cohorts.models import Application
from cohorts.pages import reviewing
from cohorts.pages.deciding import preview, room_in
from cohorts.place_links import application_behind, token_for
from cohorts.querysets import homes_open_to
from cohorts.rules import states
from core.personal import personal
from core.shortcuts import form_page
from network.access import standing_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse

    from cohorts.services.decision import Decided
    from core.http import PageRequest

TAKE, LEAVE = "take", "leave"


@require_http_methods(["GET", "POST"])
def decide(request: PageRequest) -> HttpResponse:
    """The first press shows what would become of each, the second does it."""
    if not reviewing.decides(request.user):
        raise Http404
    chosen = reviewing.chosen(request.GET.getlist("pk"), request.user)
    if not chosen:
        messages.warning(request, "Tick applications in the list first.")
        return redirect("cohorts:applications")
    cohorts = reviewing.cohorts_for(chosen, request.user)
    form = DecisionForm(request.POST or None, cohorts=cohorts, applications=chosen)
    context = {
        "chosen": chosen,
        "form": form,
        "rooms": [(one, room_in(one)) for one in cohorts],
        "may_open": homes_open_to(request.user).exists(),
    }
    if form.is_valid():
        decision = form.cleaned_data
        if "sure" in request.POST:
            by = standing_of(request.user).person
            _tell(request, services.decide_several(chosen, **decision, by=by))
            return redirect(reviewing.back_to(chosen))
        verdict, cohort = decision["verdict"], decision["cohort"]
        context["preview"] = preview(chosen, verdict=verdict, cohort=cohort)
    return form_page(request, "cohorts/decide.html", context)


@personal
@require_GET
def answer_offer(request: PageRequest, pk: int) -> HttpResponse:
    """For a writer who is signed in: to the page that the mail's link opens too."""
    mine = Application.objects.written_by(request.user).filter(state=states.OFFERED)
    return redirect("cohorts:offered-place", token_for(get_object_or_404(mine, pk=pk)))


@personal
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offered_place(request: HttpRequest, token: str) -> HttpResponse:
    """Take or leave an offered place. A GET changes nothing: programs that look at mails follow."""
    application, is_open = application_behind(token)
    if application is None:
        raise Http404
    action = request.POST.get("action")
    if action in (TAKE, LEAVE):
        by = standing_of(request.user).person
        answer = services.take_offer if action == TAKE else services.refuse_offer
        try:
            if is_open:
                answer(application, by=by)
        except (services.CohortFull, services.OfferEnded, services.PlaceClosed) as refusal:
            messages.warning(request, str(refusal))
        return redirect("cohorts:offered-place", token)
    context = {"application": application, "is_open": is_open}
    return render(request, "cohorts/offered_place.html", context)


def _tell(request: PageRequest, done: Sequence[Decided]) -> None:
    """What became of each, in as few sentences as there are outcomes."""
    for one in done:
        if one.refusal:
            messages.warning(request, one.refusal)
    for state in (states.ACCEPTED, states.WAITLISTED, states.DECLINED):
        named = [_named(one) for one in done if not one.refusal and one.application.state == state]
        if named:
            label = done[0].application.State(state).label
            messages.success(request, f"{label}: {', '.join(named)}. The applicants get a mail.")


def _named(one: Decided) -> str:
    rank = one.application.waitlist_rank
    return f"{one.application.place} (rank {rank})" if rank else str(one.application.place)
