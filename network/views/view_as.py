"""Viewing the network as somebody else: whom, why, and stopping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404
from django.middleware.csrf import rotate_token
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.proof import recent_proof_required
from core.shortcuts import form_page, page_of, render_page
from core.words import every_word, words_in
from network import viewing
from network.access import standing_of
from network.forms.view_as import ViewAsForm
from network.models import Person, RoleGrant, ViewAs
from network.roles import Role
from network.services import view_as as services

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def view_as_list(request: PageRequest) -> HttpResponse:
    if not standing_of(request.user).holds(Role.STATE_ADMIN):
        raise Http404
    words = request.GET.get("q", "")
    grants = RoleGrant.objects.current().select_related("organization")
    people = Person.objects.viewable_by(request.user).filter(every_word(words_in(words)))
    held = people.prefetch_related(Prefetch("grants", grants, to_attr="held"))
    context = {"page": page_of(request, held.select_related("organization")), "words": words}
    return render_page(request, "network/view_as_list.html", context, fragment="rows")


@recent_proof_required
@require_http_methods(["GET", "POST"])
def view_as(request: PageRequest, pk: int) -> HttpResponse:
    person = get_object_or_404(Person.objects.viewable_by(request.user), pk=pk)
    form = ViewAsForm(request.POST or None)
    me = standing_of(request.user).person
    if form.is_valid() and me is not None:
        begun = services.start_viewing(person, reason=form.cleaned_data["reason"], by=me)
        request.session[viewing.SESSION_KEY] = begun.pk
        rotate_token(request)  # no page from before may be sent on as somebody else
        return redirect("home")
    return form_page(request, "network/view_as.html", {"form": form, "person": person})


@require_POST
def view_as_stop(request: PageRequest) -> HttpResponse:
    """Reached as oneself: the middleware lets it through without the other's eyes."""
    mine = ViewAs.objects.filter(viewer=standing_of(request.user).person).running().with_both()
    ended = get_object_or_404(mine, pk=request.session.get(viewing.SESSION_KEY))
    services.stop_viewing(ended)
    del request.session[viewing.SESSION_KEY]
    rotate_token(request)  # no page seen as somebody else may be sent on as oneself
    messages.success(request, f"You no longer view as {ended.person}.")
    return redirect("network:view-as-list")
