"""From a signed-in person's list of things to do to their own form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from core.personal import personal
from network.access import standing_of
from surveys.collection.links import token_for
from surveys.collection.models import Invitation

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@personal
@never_cache
@require_GET
def mine(request: PageRequest, pk: int) -> HttpResponse:
    """One's own invitation and nobody else's; being signed in is not kept with the answers."""
    own = Invitation.objects.filter(is_revoked=False, person__isnull=False)
    invitation = get_object_or_404(own, administration=pk, person=standing_of(request.user).person)
    return redirect("surveys:answer", token=token_for(invitation))
