"""Inviting people into a team, and the page that an invitation's link opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.services import account_for
from accounts.sign_in import send_code
from cohorts import links, services
from cohorts.forms.invitation import InvitationForm
from cohorts.models import DesignTeam, TeamInvitation, TeamMembership
from cohorts.views.personal_link import unknown_link
from core.personal import personal
from core.shortcuts import form_page
from network.access import standing_of
from network.services import rights
from network.services.people import is_invited

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from accounts.models import User
    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def invite(request: PageRequest, pk: int) -> HttpResponse:
    teams = DesignTeam.objects.invited_to_by(request.user)
    team = get_object_or_404(teams.select_related("cohort", "school", "district"), pk=pk)
    form = InvitationForm(
        request.POST or None, team=team, initial={"position": request.GET.get("position", "")}
    )
    if form.is_valid():
        person = standing_of(request.user).person
        try:
            invitation = services.invite_member(team, **form.invited, by=person)
        except services.AlreadyMember as refusal:
            form.add_error("email", str(refusal))
        else:
            said = f"The invitation of {invitation.name} is on its way."
            messages.success(request, f"{said} {elsewhere(request.user, invitation)}".strip())
            return redirect(request.path if "another" in request.POST else team)
    return form_page(request, "cohorts/invite.html", {"team": team, "form": form})


def elsewhere(user: User, invitation: TeamInvitation) -> str:
    """Says when who is invited is in another team that this user knows; both places stay."""
    places = TeamMembership.objects.visible_to(user).current().exclude(team=invitation.team)
    found = places.filter(person__email__iexact=invitation.email).select_related("team__cohort")
    teams = " and the ".join(f"{place.team} of {place.team.cohort}" for place in found)
    return f"{invitation.first_name} is also in the {teams}; that place stays." if teams else ""


@require_POST
def resend(request: PageRequest, pk: int) -> HttpResponse:
    invitation = _invitation(request, pk)
    try:
        services.resend_invitation(invitation, by=standing_of(request.user).person)
    except services.InvitationNotOpen as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{invitation.name} gets the link again.")
    return redirect(invitation.team)


@require_POST
def revoke(request: PageRequest, pk: int) -> HttpResponse:
    invitation = _invitation(request, pk)
    try:
        services.revoke_invitation(invitation, by=standing_of(request.user).person)
    except services.InvitationNotOpen as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"The invitation of {invitation.name} is taken back.")
    return redirect(invitation.team)


@personal
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation; only the button accepts it, so that a mail scanner changes nothing."""
    invitation = links.invitation_for(token)
    if invitation is None:
        return unknown_link(request, "join")
    context = {"invitation": invitation, "somebody_else": not is_invited(request.user, invitation)}
    is_over = not (invitation.is_open or invitation.accepted_at)  # and makes no account any more
    if request.method != "POST" or context["somebody_else"] or is_over:
        return render(request, "cohorts/join.html", context)
    try:
        membership = services.accept_invitation(invitation, user=_account(request, invitation))
    except (services.InvitationNotOpen, rights.AddressBelongsToSomebody) as refusal:
        return render(request, "cohorts/join.html", context | {"refusal": str(refusal)})
    if request.user.is_authenticated:
        messages.success(request, f"You are in the {membership.team}.")
        return redirect(membership.team)
    return send_code(request, email=invitation.email, then=membership.team.get_absolute_url())


def _invitation(request: PageRequest, pk: int) -> TeamInvitation:
    """An invitation to a team into which this person may invite."""
    teams = DesignTeam.objects.invited_to_by(request.user)
    invitations = TeamInvitation.objects.filter(team__in=teams).select_related("team")
    return get_object_or_404(invitations, pk=pk)


def _account(request: HttpRequest, invitation: TeamInvitation) -> User:
    """Whose place it becomes: the signed-in person's, else that of the invited address."""
    return request.user if request.user.is_authenticated else account_for(invitation.email)
