"""Suggesting, deciding, changing, removing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.shortcuts import form_page
from library.forms.resource import DeclineForm, ResourceForm
from library.models import Resource
from library.services import resource as services
from network.access import standing_of
from network.roles import ESC_STAFF, Role

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest
    from network.models import Person


@require_http_methods(["GET", "POST"])
def suggest(request: PageRequest) -> HttpResponse:
    """Members suggest; what somebody adds who decides is published at once."""
    me = _somebody(request)
    may_publish = standing_of(request.user).holds(Role.STATE_ADMIN, *ESC_STAFF)
    form = ResourceForm(request.POST or None)
    if form.is_valid():
        resource = services.add_resource(**form.cleaned_data, is_published=may_publish, by=me)
        words = "is published." if may_publish else "is suggested. You are told what is decided."
        messages.success(request, f"{resource} {words}")
        return redirect(resource)
    context = {"form": form, "may_publish": may_publish}
    return form_page(request, "library/resource_form.html", context)


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, pk: int) -> HttpResponse:
    resource = _run_by(request, pk)
    form = ResourceForm(request.POST or None, instance=resource)
    if form.is_valid():
        known = get_object_or_404(Resource, pk=pk)  # as it was, for the log
        services.change_resource(known, **form.cleaned_data, by=standing_of(request.user).person)
        messages.success(request, f"{resource} is changed.")
        return redirect(resource)
    return form_page(request, "library/resource_form.html", {"form": form, "resource": resource})


@require_GET
def review(request: PageRequest) -> HttpResponse:
    """For those who decide: what was suggested, what was removed, links that do not open."""
    run = Resource.objects.run_by(request.user)
    if not standing_of(request.user).holds(Role.STATE_ADMIN, *ESC_STAFF):
        raise Http404
    context = {
        "suggested": run.suggested().select_related("suggested_by"),
        "broken": run.broken(),
        "removed": run.filter(state=Resource.State.REMOVED),
    }
    return render(request, "library/review.html", context)


@require_POST
def publish(request: PageRequest, pk: int) -> HttpResponse:
    resource = _run_by(request, pk)
    try:
        services.publish(resource, by=_somebody(request))
    except services.DecidedOtherwise as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{resource} is published, and its author is told.")
    return redirect(resource)


@require_http_methods(["GET", "POST"])
def decline(request: PageRequest, pk: int) -> HttpResponse:
    resource = _run_by(request, pk)
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        try:
            services.decline(resource, **form.cleaned_data, by=_somebody(request))
        except services.DecidedOtherwise as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, f"{resource} is declined, and its author is told why.")
        return redirect("library:review")
    return form_page(request, "library/decline.html", {"form": form, "resource": resource})


@require_POST
def remove(request: PageRequest, pk: int) -> HttpResponse:
    resource = _run_by(request, pk)
    services.remove(resource, by=standing_of(request.user).person)
    undo = reverse("library:resource-restore", args=[pk])
    messages.success(request, f"{resource} is removed.", extra_tags=undo)
    return redirect("library:resources")


@require_POST
def restore(request: PageRequest, pk: int) -> HttpResponse:
    resource = services.bring_back(_run_by(request, pk), by=standing_of(request.user).person)
    messages.success(request, f"{resource} is back.")
    return redirect(resource)


def _run_by(request: PageRequest, pk: int) -> Resource:
    return get_object_or_404(Resource.objects.run_by(request.user), pk=pk)


def _somebody(request: PageRequest) -> Person:
    """Whoever has a record; an account alone is nobody yet."""
    person = standing_of(request.user).person
    if person is None:
        raise Http404
    return person
