"""Preparing a survey: new, like an earlier one, changed, deleted and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core.shortcuts import id_in
from network.access import standing_of
from network.roles import Role
from surveys.collection import services
from surveys.collection.forms import (
    AdministrationForm,
    answers_as_of,
    answers_like,
    usual_answers,
)
from surveys.collection.models import Administration
from surveys.collection.readiness import frame_words
from surveys.collection.refusals import Refusal

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest
    from network.models import Person


@require_http_methods(["GET", "POST"])
def new(request: PageRequest) -> HttpResponse:
    standing = standing_of(request.user)
    if standing.person is None or not standing.holds(Role.STATE_ADMIN):
        raise Http404
    earlier = _earlier(request)
    initial = answers_like(earlier) if earlier else usual_answers()
    form = AdministrationForm(request.POST or None, user=request.user, initial=initial)
    if form.is_valid():
        administration = _prepare(form, by=standing.person)
        messages.success(request, f"{administration} is prepared. Nobody has been asked yet.")
        return redirect("surveys:frame", pk=administration.pk)
    context = {
        "form": form,
        "earlier": earlier,
        "frame": frame_words(earlier) if earlier else "",
    }
    return render(request, "surveys/new.html", context)


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, pk: int) -> HttpResponse:
    drafts = Administration.objects.run_by(request.user).filter(state="draft")
    administration = get_object_or_404(drafts.select_related("version__instrument"), pk=pk)
    form = AdministrationForm(
        request.POST or None,
        user=request.user,
        changed=administration,
        initial=answers_as_of(administration),
    )
    if form.is_valid() and _change(request, administration, form):
        messages.success(request, f"{administration} is changed.")
        return redirect(administration)
    return render(request, "surveys/change.html", {"form": form, "administration": administration})


@require_POST
def remove(request: PageRequest, pk: int) -> HttpResponse:
    administration = get_object_or_404(Administration.objects.run_by(request.user), pk=pk)
    try:
        services.remove_draft(administration, by=standing_of(request.user).person)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect(administration)
    undo = reverse("surveys:bring-back", args=[pk])
    messages.success(request, f"{administration} is deleted.", extra_tags=undo)
    return redirect("surveys:list")


@require_POST
def bring_back(request: PageRequest, pk: int) -> HttpResponse:
    removed = Administration.objects.brought_back_by(request.user)
    administration = get_object_or_404(removed, pk=pk)
    services.bring_back_draft(administration, by=standing_of(request.user).person)
    messages.success(request, f"{administration} is back as it was.")
    return redirect(administration)


def _earlier(request: PageRequest) -> Administration | None:
    """The survey to begin from, as the address or the form names it."""
    named = id_in(request.POST.get("copied", "") or request.GET.get("like", ""))
    mine = Administration.objects.run_by(request.user).select_related("version__instrument")
    return mine.filter(pk=named).first() if named else None


def _prepare(form: AdministrationForm, *, by: Person) -> Administration:
    return services.prepare_survey(
        **form.facts(),
        purpose=Administration.Purpose.IMPLEMENTATION,
        earlier=form.cleaned_data["copied"] if form.cleaned_data["takes_frame"] else None,
        by=by,
    )


def _change(request: PageRequest, administration: Administration, form: AdministrationForm) -> bool:
    """Whether it could be changed; else the form tells why."""
    try:
        by = standing_of(request.user).person
        services.change_administration(administration, **form.facts(), by=by)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True
