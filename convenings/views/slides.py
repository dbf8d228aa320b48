"""Evidence slides: adding one, and the gallery of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohorts.models import DesignTeam
from convenings.forms.slide import SlideForm
from convenings.models import Convening, EvidenceSlide
from convenings.pages.head import head_of
from convenings.services import slides as services
from core.content import FileRefused
from core.shortcuts import attachment, form_page
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import FileResponse, HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def put(request: PageRequest, pk: int, team_pk: int) -> HttpResponse:
    convening, team = _of_mine(request, pk, team_pk)
    slide = convening.slides.standing().filter(team=team).first()
    form = SlideForm(request.POST or None, request.FILES or None, slide=slide)
    if form.is_valid():
        by = standing_of(request.user).person
        try:
            stands = services.put_slide(convening, team=team, **form.facts(), by=by)
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            undo = _undo(slide) if slide and slide != stands else ""
            messages.success(request, "Your team’s slide is in the gallery.", extra_tags=undo)
            return redirect("convenings:slides", pk)
    context = {"convening": convening, "team": team, "slide": slide, "form": form}
    return form_page(request, "convenings/slide_put.html", context)


@require_POST
def take_back(request: PageRequest, pk: int, team_pk: int) -> HttpResponse:
    convening, team = _of_mine(request, pk, team_pk)
    slide = get_object_or_404(convening.slides.standing(), team=team)
    services.take_slide_back(slide, by=standing_of(request.user).person)
    words = "Your team’s slide is out of the gallery. Its file is deleted in an hour."
    messages.success(request, words, extra_tags=_undo(slide))
    return redirect("convenings:slides", pk)


@require_POST
def restore(request: PageRequest, pk: int) -> HttpResponse:
    mine = EvidenceSlide.objects.joined_by(request.user).select_related("convening", "team")
    slide = get_object_or_404(mine, pk=pk)
    try:
        services.restore_slide(slide, by=standing_of(request.user).person)
    except EvidenceSlide.DoesNotExist as gone:
        raise Http404 from gone
    messages.success(request, "Your team’s slide is back in the gallery.")
    return redirect("convenings:slides", slide.convening_id)


@require_GET
def gallery(request: PageRequest, pk: int) -> HttpResponse:
    """All slides, one per sheet of paper when printed."""
    head = head_of(request.user, pk, "prework")
    slides = list(head.convening.slides.standing().select_related("team__school", "team__district"))
    mine = DesignTeam.objects.joined_by(request.user).filter(cohort=head.convening.cohort_id)
    context = {"head": head, "slides": slides, "mine": mine, "shown": services.SHOWN}
    return render(request, "convenings/slides.html", context)


@require_GET
def one(request: PageRequest, pk: int) -> HttpResponse:
    """One slide for the wall of the room; arrow keys lead to the next."""
    visible = EvidenceSlide.objects.visible_to(request.user)
    slide = get_object_or_404(
        visible.select_related("team__school", "team__district", "convening"), pk=pk
    )
    order = [found.pk for found in slide.convening.slides.standing()]
    place = order.index(pk)
    context = {
        "slide": slide,
        "convening": slide.convening,
        "number": place + 1,
        "of": len(order),
        "previous": order[place - 1] if place else None,
        "next": order[place + 1] if place + 1 < len(order) else None,
        "is_shown": slide.content_type in services.SHOWN,
    }
    return render(request, "convenings/slide.html", context)


@require_GET
@never_cache
def download(request: PageRequest, pk: int) -> FileResponse:
    """Its file, always as an attachment; an image is drawn from it all the same."""
    visible = EvidenceSlide.objects.visible_to(request.user).exclude(file="")
    slide = get_object_or_404(visible, pk=pk)
    return attachment(slide.file, name=slide.file_name, content_type=slide.content_type)


def _undo(slide: EvidenceSlide) -> str:
    return reverse("convenings:slide-restore", args=[slide.pk])


def _of_mine(request: PageRequest, pk: int, team_pk: int) -> tuple[Convening, DesignTeam]:
    """A convening of the cohort of a team that the user is on."""
    teams = DesignTeam.objects.joined_by(request.user)
    convening = get_object_or_404(Convening.objects.visible_to(request.user), pk=pk)
    return convening, get_object_or_404(teams.filter(cohort=convening.cohort_id), pk=team_pk)
