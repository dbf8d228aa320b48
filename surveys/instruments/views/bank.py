"""The item bank while a version is edited: search, and add what fits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core.shortcuts import id_in, page_of
from network.access import standing_of
from surveys.instruments import services
from surveys.instruments.bank import bank_rows
from surveys.instruments.models import Item
from surveys.instruments.refusals import Refusal
from surveys.instruments.views.editor import back_to, edited

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest
    from surveys.instruments.models import InstrumentVersion


@require_http_methods(["GET", "POST"])
def bank(request: PageRequest, pk: int) -> HttpResponse:
    version = edited(request, pk)
    if request.method == "POST" and (item := _added(request, version)):
        return redirect(back_to(item.section, item))
    query = request.GET.get("q", "").strip()
    others = bank_rows(request.user, query).exclude(section__version=version)
    here = Item.objects.filter(section__version=version).values_list("code", "removed_at")
    context = {
        "version": version,
        "sections": version.sections.all(),
        "section": id_in(request.GET.get("section", "")),
        "query": query,
        "page": page_of(request, others),
        "here": {code for code, removed_at in here if removed_at is None},
    }
    return render(request, "surveys/instruments/bank.html", context)


def _added(request: PageRequest, version: InstrumentVersion) -> Item | None:
    """The copy, or None when it was refused; either is told."""
    section = version.sections.filter(pk=id_in(request.POST.get("section", "")) or 0).first()
    original = (
        bank_rows(request.user, "").filter(pk=id_in(request.POST.get("item", "")) or 0).first()
    )
    if section is None or original is None:
        messages.error(request, "Choose a section and a question.")
        return None
    try:
        by = standing_of(request.user).person
        item = services.copy_item(original, section=section, by=by)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return None
    undo = reverse("surveys:item-remove", args=[item.pk])
    messages.success(request, f"{item.code} is added to {section}.", extra_tags=undo)
    return item
