"""Adding, wording, moving, removing and putting back questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core.shortcuts import form_page, id_in
from network.access import standing_of
from surveys.instruments import services
from surveys.instruments.forms import ItemForm
from surveys.instruments.models import InstrumentVersion, Item, Section
from surveys.instruments.outline import before
from surveys.instruments.refusals import CodeIsFixed, CodeTaken, Refusal
from surveys.instruments.views.editor import after, back_to, edited_section, look

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def new(request: PageRequest, pk: int) -> HttpResponse:
    section = edited_section(request, pk)
    form = ItemForm(
        request.POST or None,
        version=section.version,
        earlier=before(section.version, section=section),
        initial=request.GET.dict(),
    )
    if form.is_valid():
        try:
            facts, by = form.facts(), standing_of(request.user).person
            item = services.add_item(section, facts=facts, by=by)
        except Refusal as refusal:
            form.refuse(refusal, "code" if isinstance(refusal, CodeTaken) else None)
        else:
            messages.success(request, f"{item.code} is added.")
            another = reverse("surveys:item-new", args=[section.pk])
            return redirect(another if "another" in request.POST else back_to(item.section, item))
    context = {
        "form": form,
        "section": section,
        "look": look(section.version, section, request.GET.get("language", "")),
    }
    return form_page(request, "surveys/instruments/item.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: PageRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    form = ItemForm(
        request.POST or None,
        row=item,
        version=item.section.version,
        earlier=before(item.section.version, item=item),
        initial={name: v for name, v in request.GET.items() if name.startswith("if_item_")},
    )
    if form.is_valid():
        try:
            services.edit_item(
                item,
                facts=form.facts(),
                stamp=form.cleaned_data["stamp"],
                by=standing_of(request.user).person,
            )
        except Refusal as refusal:
            form.refuse(refusal, "code" if isinstance(refusal, CodeTaken | CodeIsFixed) else None)
        else:
            messages.success(request, f"{form.cleaned_data['code']} is saved.")
            return redirect(back_to(item.section, item))
    seen = look(item.section.version, item.section, request.GET.get("language", ""))
    context = {"form": form, "section": item.section, "item": item, "look": seen}
    return form_page(request, "surveys/instruments/item.html", context)


@require_POST
def move(request: PageRequest, pk: int) -> HttpResponse:
    """By a button, `to` is up or down; dropped, it is the `position` in a `section`."""
    item = _item(request, pk)
    by = standing_of(request.user).person
    try:
        if (to := request.POST.get("to")) in ("up", "down"):
            services.step(item, down=to == "down", by=by)
        else:
            sections = Section.objects.filter(version=item.section.version_id)
            section = sections.filter(pk=id_in(request.POST.get("section", "")) or 0).first()
            position = id_in(request.POST.get("position", "")) or 1
            services.move_item(item, section=section, position=position, by=by)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return after(request, item.section.version)
    item = Item.objects.select_related("section").get(pk=item.pk)
    said = f"{item.code} moved. It is number {item.position} of {item.section} now."
    return after(request, item.section.version, said)


@require_POST
def remove(request: PageRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    try:
        services.remove_item(item, by=standing_of(request.user).person)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        undo = reverse("surveys:item-put-back", args=[item.pk])
        messages.success(request, f"{item.code} is removed.", extra_tags=undo)
    return redirect("surveys:instrument-edit", pk=item.section.version_id)


@require_POST
def put_back(request: PageRequest, pk: int) -> HttpResponse:
    item = _item(request, pk)
    try:
        services.put_back(item, by=standing_of(request.user).person)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("surveys:instrument-edit", pk=item.section.version_id)
    messages.success(request, f"{item.code} is back in {item.section}.")
    return redirect(back_to(item.section, item))


def _item(request: PageRequest, pk: int) -> Item:
    mine = InstrumentVersion.objects.edited_by(request.user).filter(is_frozen=False)
    items = Item.objects.filter(section__version__in=mine.values("pk"))
    return get_object_or_404(
        items.select_related("section__version__instrument", "scale", "indicator"), pk=pk
    )
