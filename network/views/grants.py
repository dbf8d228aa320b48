"""Giving a role, dating it, and taking it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.proof import recent_proof_required
from core import clock
from core.shortcuts import id_in, page_of, render_page
from core.templatetags.house import long_day
from network.access import standing_of
from network.forms.grants import GrantEndForm, GrantForm
from network.models import Organization, Person, RoleGrant
from network.services import people, rights, roles

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest

SUGGESTIONS = 10


@recent_proof_required
@require_http_methods(["GET", "POST"])
def grant_new(request: PageRequest, pk: int) -> HttpResponse:
    me = giver_or_404(request)
    others = Person.objects.visible_to(request.user).exclude(pk=me.pk)
    person = get_object_or_404(others.select_related("organization", "user"), pk=pk)
    place = _asked_for(request) or person.organization
    form = GrantForm(
        request.POST or None,
        user=request.user,
        initial={"organization": place, "starts_on": clock.today()},
    )
    if form.is_valid():
        try:
            granted = roles.give_role(person, **form.cleaned_data, by=me)
        except (rights.RightsRefused, people.NoAccount) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{person} is {granted.in_words}.")
            return redirect(person)
    return render(request, "network/grant_new.html", {"person": person, "form": form})


@require_GET
def grant_at(request: PageRequest, pk: int) -> HttpResponse:
    """From an organization: whom to give a role there, found by name or address."""
    me = giver_or_404(request)
    organization = get_object_or_404(Organization.objects.visible_to(request.user), pk=pk)
    given = rights.roles_to_give_at(organization, request.user)
    if not given:
        raise Http404
    words = request.GET.get("q", "").strip()
    others = Person.objects.visible_to(request.user).exclude(pk=me.pk)
    found = others.containing(words) if words else others.filter(organization=organization)
    context = {
        "organization": organization,
        "given": given,
        "words": words,
        "page": page_of(request, found.select_related("organization")),
    }
    return render_page(request, "network/grant_at.html", context, fragment="rows")


@require_GET
def organization_names(request: PageRequest) -> HttpResponse:
    """Suggestions for a field that takes an organization: what fits, of what one may see."""
    words = request.GET.get("organization", "").strip()
    visible = Organization.objects.visible_to(request.user).known().open()
    found = visible.containing(words).order_by("name", "pk") if words else visible.none()
    context = {"organizations": found[:SUGGESTIONS]}
    return render(request, "network/organization_names.html", context)


@recent_proof_required
@require_http_methods(["GET", "POST"])
def grant_end(request: PageRequest, pk: int) -> HttpResponse:
    grant = _grant(request, pk)
    form = GrantEndForm(request.POST or None, initial={"ends_on": grant.ends_on})
    if form.is_valid():
        day = form.cleaned_data["ends_on"]
        try:
            roles.end_grant(grant, on=day, by=standing_of(request.user).person)
        except rights.RightsRefused as refusal:
            form.add_error("ends_on", str(refusal))
        else:
            until = f"until {long_day(day)}" if day else "until further notice"
            messages.success(request, f"{grant.person} is {grant.in_words} {until}.")
            return redirect(grant.person)
    return render(request, "network/grant_end.html", {"grant": grant, "form": form})


@recent_proof_required
@require_POST
def grant_revoke(request: PageRequest, pk: int) -> HttpResponse:
    grant = _grant(request, pk)
    try:
        roles.revoke_grant(grant, by=standing_of(request.user).person)
    except rights.RightsRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        said = f"{grant.person} is no longer {grant.in_words} and is signed out everywhere."
        messages.success(request, said, extra_tags=reverse("network:grant-restore", args=[pk]))
    return redirect(grant.person)


@recent_proof_required
@require_POST
def grant_restore(request: PageRequest, pk: int) -> HttpResponse:
    grant = _grant(request, pk)
    try:
        again = roles.restore_grant(grant, by=giver_or_404(request))
    except (rights.RightsRefused, people.NoAccount) as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{again.person} is {again.in_words} again.")
    return redirect(grant.person)


def giver_or_404(request: PageRequest) -> Person:
    """Who gives roles; the page is not there for others."""
    standing = standing_of(request.user)
    if standing.person is None or not standing.gives():
        raise Http404
    return standing.person


def _grant(request: PageRequest, pk: int) -> RoleGrant:
    """A role of a person one sees that one may take away."""
    run = RoleGrant.objects.run_by(request.user)
    seen = run.filter(person__in=Person.objects.visible_to(request.user).values("pk"))
    return get_object_or_404(seen.select_related("person", "organization"), pk=pk)


def _asked_for(request: PageRequest) -> Organization | None:
    """The organization from whose page somebody came."""
    asked = id_in(request.GET.get("organization", ""))
    if asked is None:
        return None
    return Organization.objects.visible_to(request.user).filter(pk=asked).first()
