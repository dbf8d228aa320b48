"""Who writes an application together, and the page that an invitation to it opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.services import account_for
from accounts.sign_in import send_code
from cohorts import application_links as links
from cohorts.forms.applying import WriterForm
from cohorts.models import Application, ApplicationInvitation
from cohorts.services import writers as services
from cohorts.services.invitation import InvitationNotOpen
from cohorts.views.application_scope import own_application, writer
from cohorts.views.personal_link import unknown_link
from core.personal import personal
from core.shortcuts import form_page
from network.services import rights
from network.services.people import is_invited

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from core.http import PageRequest

FILLED_IN = ("first_name", "last_name", "email")


@never_cache
@require_http_methods(["GET", "POST"])
def writers(request: PageRequest, pk: int) -> HttpResponse:
    """Who writes, who is invited, and inviting a colleague."""
    application = own_application(request, pk)
    asked = {name: request.GET[name] for name in FILLED_IN if name in request.GET}
    form = WriterForm(request.POST or None, initial=asked)
    if form.is_valid():
        try:
            invitation = services.invite_writer(
                application, **form.cleaned_data, by=writer(request)
            )
        except services.AlreadyWrites as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, f"The invitation of {invitation.name} is on its way.")
            return redirect("cohorts:application-writers", pk)
    context = {
        "application": application,
        "form": form,
        "editors": application.editors.select_related("person"),
        "invitations": application.invitations.filter(accepted_at=None),
    }
    return form_page(request, "cohorts/application_writers.html", context)


@require_POST
def resend(request: PageRequest, pk: int) -> HttpResponse:
    invitation = _invitation(request, pk)
    try:
        services.resend_writer_invitation(invitation, by=writer(request))
    except InvitationNotOpen as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{invitation.name} gets the link again.")
    return redirect("cohorts:application-writers", invitation.application_id)


@require_POST
def revoke(request: PageRequest, pk: int) -> HttpResponse:
    invitation = _invitation(request, pk)
    try:
        services.revoke_writer_invitation(invitation, by=writer(request))
    except InvitationNotOpen as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"The invitation of {invitation.name} is taken back.")
    return redirect("cohorts:application-writers", invitation.application_id)


@personal
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation; only the button accepts it, so that a mail scanner changes nothing."""
    invitation = links.invitation_for(token)
    if invitation is None:
        return unknown_link(request, "write-together")
    application: Application = invitation.application
    somebody_else = not is_invited(request.user, invitation)
    context = {
        "invitation": invitation,
        "application": application,
        "somebody_else": somebody_else,
    }
    is_over = not (invitation.is_open or invitation.accepted_at)  # and makes no account any more
    if request.method != "POST" or somebody_else or is_over:
        return render(request, "cohorts/write_together.html", context)
    user = request.user if request.user.is_authenticated else account_for(invitation.email)
    try:
        services.accept_writer_invitation(invitation, user=user)
    except (InvitationNotOpen, rights.AddressBelongsToSomebody) as refusal:
        return render(request, "cohorts/write_together.html", context | {"refusal": str(refusal)})
    if request.user.is_authenticated:
        return redirect(application)
    return send_code(request, email=invitation.email, then=application.get_absolute_url())


def _invitation(request: PageRequest, pk: int) -> ApplicationInvitation:
    """An invitation into an application that this user writes."""
    own = Application.objects.written_by(request.user)
    rows = ApplicationInvitation.objects.filter(application__in=own.order_by().values("pk"))
    return get_object_or_404(rows.select_related("application"), pk=pk)
