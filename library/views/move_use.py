""" "We used it": saying so, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core.shortcuts import form_page
from library.forms.resource import MoveUseForm
from library.models import MoveUse, Resource
from library.services import move_use as services
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def new(request: PageRequest, pk: int) -> HttpResponse:
    moves = Resource.objects.published().filter(kind=Resource.Kind.MOVE)
    move = get_object_or_404(moves, pk=pk)
    me = standing_of(request.user).person
    if me is None:
        raise Http404
    form = MoveUseForm(request.POST or None, user=request.user)
    if form.is_valid():
        services.log_use(move, **form.cleaned_data, by=me)
        messages.success(request, "Thank you. Others see how you used it.")
        return redirect(move)
    return form_page(request, "library/move_use.html", {"form": form, "move": move})


@require_POST
def remove(request: PageRequest, pk: int) -> HttpResponse:
    use = _own(request, pk)
    services.take_back(use, by=standing_of(request.user).person)
    undo = reverse("library:use-restore", args=[pk])
    messages.success(request, "Your note on this move is taken back.", extra_tags=undo)
    return redirect(use.move)


@require_POST
def restore(request: PageRequest, pk: int) -> HttpResponse:
    use = _own(request, pk)
    services.bring_back(use, by=standing_of(request.user).person)
    messages.success(request, "Your note on this move is back.")
    return redirect(use.move)


def _own(request: PageRequest, pk: int) -> MoveUse:
    mine = MoveUse.objects.written_by(request.user).select_related("move")
    return get_object_or_404(mine, pk=pk)
