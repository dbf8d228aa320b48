"""Saved views of lists: keeping one, opening it, renaming and deleting one's own, with undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core.lists import without
from core.shortcuts import form_page
from network.access import standing_of
from network.forms.saved_views import SavedViewForm
from network.models import SavedView
from network.querysets.person import sees_people
from network.services import saved_views as services

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest
    from network.models import Person

TITLES = {"network:directory": "Directory", "network:people": "People"}
UNDO = "saved_view_before"  # in the session: the last view changed, as it was


@require_http_methods(["GET", "POST"])
def saved_view_new(request: PageRequest, page: str) -> HttpResponse:
    me, page = _me(request), _page(request, page)
    query = without(QueryDict(request.GET.get("query", "")))
    view = SavedView(owner=me, page=page, query=query, is_shared=False)
    form = SavedViewForm(request.POST or None, instance=view)
    if form.is_valid():
        services.save_view(form.save(commit=False), by=me)
        messages.success(request, f"Saved as {view.name}")
        return redirect(_address(view))
    return _form_page(request, form)


@require_GET
def saved_view(request: PageRequest, pk: int) -> HttpResponse:
    """The address to hand on: leads to the list, for whoever may use the view."""
    view = get_object_or_404(SavedView.objects.visible_to(request.user), pk=pk)
    _page(request, view.page)
    return redirect(_address(view))


@require_http_methods(["GET", "POST"])
def saved_view_edit(request: PageRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView.objects.run_by(request.user), pk=pk)
    before = services.as_it_is(view)
    form = SavedViewForm(request.POST or None, instance=view)
    if form.is_valid():
        services.save_view(form.save(commit=False), by=_me(request))
        return _changed(request, view, before, f"Saved as {view.name}")
    return _form_page(request, form)


@require_POST
def saved_view_delete(request: PageRequest, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView.objects.run_by(request.user), pk=pk)
    before = services.delete_view(view, by=_me(request))
    return _changed(request, view, before, f"Deleted the view {before['name']}")


@require_POST
def saved_view_restore(request: PageRequest) -> HttpResponse:
    me = _me(request)
    before: services.Before | None = request.session.pop(UNDO, None)
    if before is None:
        raise Http404
    try:
        view = services.restore_view(before, by=me)
        messages.success(request, f"{view.name} is as it was")
    except services.NameTaken as taken:
        messages.warning(request, str(taken))
        return redirect(before["page"])
    return redirect(_address(view))


def _changed(
    request: PageRequest, view: SavedView, before: services.Before, words: str
) -> HttpResponse:
    request.session[UNDO] = before
    messages.success(request, words, extra_tags=reverse("network:saved-view-restore"))
    return redirect(_address(view))


def _form_page(request: PageRequest, form: SavedViewForm) -> HttpResponse:
    view = form.instance
    context = {"form": form, "view": view, "title": TITLES[view.page], "back": _address(view)}
    return form_page(request, "network/saved_view.html", context)


def _address(view: SavedView) -> str:
    return f"{reverse(view.page)}?{view.query}" if view.query else reverse(view.page)


def _me(request: PageRequest) -> Person:
    person = standing_of(request.user).person
    if person is None:
        raise Http404
    return person


def _page(request: PageRequest, page: str) -> str:
    """The list, if there is one of that name and this user may open it."""
    if page not in TITLES or (page == "network:people" and not sees_people(request.user)):
        raise Http404
    return page
