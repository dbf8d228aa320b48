"""The steps of the day and what is tried before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from convenings import services
from convenings.forms.agenda import AgendaForm
from convenings.models import ChecklistItem, Convening
from convenings.views.scope import convening_run_by
from core.shortcuts import form_page
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, pk: int) -> HttpResponse:
    convening = convening_run_by(request, pk)
    form = AgendaForm(request.POST or None, convening=convening)
    if form.is_valid():
        by = standing_of(request.user).person
        with transaction.atomic():
            services.set_agenda(convening, steps=form.cleaned_data["agenda"], by=by)
            services.set_checklist(convening, lines=form.cleaned_data["checklist"], by=by)
        messages.success(request, "Agenda and list are saved.")
        return redirect(convening)
    context = {"convening": convening, "form": form}
    return form_page(request, "convenings/agenda_change.html", context)


@require_POST
def tick(request: PageRequest, pk: int) -> HttpResponse:
    mine = Convening.objects.run_by(request.user).values("pk")
    item = get_object_or_404(
        ChecklistItem.objects.filter(convening__in=mine).select_related("convening"), pk=pk
    )
    is_done = request.POST.get("done") == "1"
    services.tick(item, is_done=is_done, by=standing_of(request.user).person)
    return redirect(f"{item.convening.get_absolute_url()}#checklist")
