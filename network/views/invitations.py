"""Invitations to roles: the list, inviting one, sending again, taking back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.proof import recent_proof_required
from core.shortcuts import id_in, page_of, render_page
from network.access import standing_of
from network.filters.invitations import InvitationFilter
from network.forms.grants import InvitationForm
from network.models import Organization, Person, RoleInvitation
from network.services import rights
from network.services import role_invitations as services
from network.views.grants import giver_or_404

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def invitation_list(request: PageRequest) -> HttpResponse:
    giver_or_404(request)
    run = RoleInvitation.objects.run_by(request.user)
    narrowed = InvitationFilter(
        request.GET, queryset=run.select_related("organization", "invited_by")
    )
    context = {
        "filter": narrowed,
        "page": page_of(request, narrowed.qs),
        "is_narrowed": any(request.GET.get(name) for name in ("q", "state")),
    }
    return render_page(request, "network/invitations.html", context, fragment="rows")


@recent_proof_required
@require_http_methods(["GET", "POST"])
def invitation_new(request: PageRequest) -> HttpResponse:
    me = giver_or_404(request)
    asked = id_in(request.GET.get("organization", ""))
    places = Organization.objects.visible_to(request.user)
    place = places.filter(pk=asked).first() if asked is not None else None
    form = InvitationForm(request.POST or None, user=request.user, initial={"organization": place})
    context: dict[str, Any] = {"form": form, "place": place}
    if form.is_valid():
        typed = form.cleaned_data
        try:
            invitation = services.invite_to_role(**typed, by=me)
        except rights.RightsRefused as refusal:
            known = Person.objects.by_email(typed["email"])
            form.add_error("email", str(refusal))
            visible = Person.objects.visible_to(request.user)
            context["owner"] = visible.filter(pk=known.pk).first() if known else None
        else:
            messages.success(request, f"The invitation of {invitation.name} is on its way.")
            if "another" in request.POST:
                return redirect(request.get_full_path())
            return redirect("network:invitations")
    return render(request, "network/invitation_new.html", context)


@recent_proof_required
@require_POST
def invitation_resend(request: PageRequest, pk: int) -> HttpResponse:
    invitation = _invitation(request, pk)
    try:
        services.resend_invitation(invitation, by=giver_or_404(request))
    except rights.RightsRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{invitation.name} gets the link again.")
    return redirect("network:invitations")


@require_POST
def invitation_take_back(request: PageRequest, pk: int) -> HttpResponse:
    invitation = _invitation(request, pk)
    try:
        services.take_back_invitation(invitation, by=standing_of(request.user).person)
    except rights.RightsRefused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"The invitation of {invitation.name} is taken back.")
    return redirect("network:invitations")


def _invitation(request: PageRequest, pk: int) -> RoleInvitation:
    """An invitation to a role that one may give."""
    run = RoleInvitation.objects.run_by(request.user).select_related("organization", "invited_by")
    return get_object_or_404(run, pk=pk)
