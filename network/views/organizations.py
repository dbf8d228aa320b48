"""The page of one organization, changing its facts, and adding a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db.models.functions import Lower
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from core import offers
from core.shortcuts import id_in, page_of, render_page
from network import organization_page as parts
from network.access import standing_of
from network.forms.organizations import WHOLE, ContactForm, add_first_day
from network.models import Organization
from network.roles import Role
from network.services import organizations

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def organization(request: PageRequest, pk: int) -> HttpResponse:
    visible = Organization.objects.visible_to(request.user)
    kinds = ("school__agency", "district", "servicecenter", "merged_into")
    found = get_object_or_404(visible.select_related(*kinds), pk=pk)
    below = visible.directly_below(found).order_by(Lower("name"), "pk")
    page = page_of(request, below)
    one, several = parts.BELOW.get(found.kind, ("organization", "organizations"))
    context = {
        **parts.details_of(found, request.user),
        "organization": found,
        "page": page,
        "below_count_noun": one if page.paginator.count == 1 else several,
        "below_noun": several,
        "added_below": parts.ADDED_BELOW.get(found.kind, ()),
        "panels": offers.panels_on("organization"),
    }
    return render_page(request, "network/organization.html", context, fragment="below")


@require_GET
def organization_people(request: PageRequest, pk: int) -> HttpResponse:
    """Everybody at an organization, page by page."""
    found = get_object_or_404(Organization.objects.visible_to(request.user), pk=pk)
    people = parts.people_at(found, request.user)
    context = {"organization": found, "page": page_of(request, people)}
    return render(request, "network/organization_people.html", context)


@require_http_methods(["GET", "POST"])
def organization_edit(request: PageRequest, pk: int) -> HttpResponse:
    rows = Organization.objects.known().contacts_edited_by(request.user)
    found = get_object_or_404(rows, pk=pk)
    is_whole = Organization.objects.edited_by(request.user).filter(pk=pk).exists()
    form_class = WHOLE[found.kind] if is_whole else ContactForm
    form = form_class(request.POST or None, instance=organizations.whole(found))
    if form.is_valid():
        version = form.cleaned_data["version"] or 0
        by = standing_of(request.user).person
        try:
            changed = organizations.edit_organization(
                found, values=form.values, by=by, version=version
            )
        except organizations.ChangedMeanwhile as faster:
            form = form.with_version(organizations.version_of(found))
            form.add_error(None, str(faster))
        except organizations.IdentifierTaken as taken:
            form.add_error("nces_id", str(taken))
        else:
            messages.success(request, f"{changed} saved.")
            return redirect(changed)
    return render(request, "network/organization_edit.html", {"organization": found, "form": form})


@require_http_methods(["GET", "POST"])
def organization_new(request: PageRequest, kind: str) -> HttpResponse:
    if kind not in WHOLE or not standing_of(request.user).holds(Role.STATE_ADMIN):
        raise Http404
    above = _above(request)
    form = add_first_day(WHOLE[kind](request.POST or None, initial=_filled_in(above)))
    if form.is_valid():
        by = standing_of(request.user).person
        center, on = form.cleaned_data.get("service_center"), form.cleaned_data["on"]
        try:
            new = organizations.add_organization(
                kind, values=form.values, on=on, service_center=center, by=by
            )
        except organizations.IdentifierTaken as taken:
            form.add_error("nces_id", str(taken))
        else:
            messages.success(request, f"{new} is in the directory.")
            return redirect(new)
    noun = Organization.Kind(kind).label.lower()
    return render(
        request, "network/organization_new.html", {"form": form, "noun": noun, "above": above}
    )


def _above(request: PageRequest) -> Organization | None:
    """The organization on whose page somebody chose to add one below."""
    asked = id_in(request.GET.get("below", ""))
    if asked is None:
        return None
    return Organization.objects.edited_by(request.user).known().filter(pk=asked).first()


def _filled_in(above: Organization | None) -> dict[str, Any]:
    if above is None:
        return {}
    return {"agency": above.pk, "service_center": above.pk, "state": above.state}
