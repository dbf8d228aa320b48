"""Adding, wording, moving and removing sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from core.shortcuts import form_page
from network.access import standing_of
from surveys.instruments import services
from surveys.instruments.forms import SectionForm
from surveys.instruments.refusals import Refusal
from surveys.instruments.views.editor import after, back_to, edited, edited_section, look

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def new(request: PageRequest, pk: int) -> HttpResponse:
    version = edited(request, pk)
    form = SectionForm(request.POST or None)
    if form.is_valid():
        try:
            by = standing_of(request.user).person
            section = services.add_section(version, facts=form.facts(), by=by)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"Section {section} is added. Add its questions next.")
            return redirect(back_to(section))
    return form_page(
        request, "surveys/instruments/section.html", {"form": form, "version": version}
    )


@require_http_methods(["GET", "POST"])
def edit(request: PageRequest, pk: int) -> HttpResponse:
    section = edited_section(request, pk)
    form = SectionForm(request.POST or None, row=section)
    if form.is_valid():
        try:
            services.edit_section(
                section,
                facts=form.facts(),
                stamp=form.cleaned_data["stamp"],
                by=standing_of(request.user).person,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"Section {form.cleaned_data['title']} is saved.")
            return redirect(back_to(section))
    seen = look(section.version, section, "")
    context = {"form": form, "version": section.version, "section": section, "look": seen}
    return form_page(request, "surveys/instruments/section.html", context)


@require_POST
def move(request: PageRequest, pk: int) -> HttpResponse:
    section = edited_section(request, pk)
    place = section.version.sections.filter(position__lte=section.position).count()
    step = {"up": -1, "down": 1}.get(request.POST.get("to", ""), 0)
    said = ""
    try:
        by = standing_of(request.user).person
        moved = services.move_section(section, position=place + step, by=by)
        said = f"Section {moved} is number {moved.position} now."
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return after(request, section.version, said)


@require_POST
def remove(request: PageRequest, pk: int) -> HttpResponse:
    section = edited_section(request, pk)
    try:
        services.remove_section(section, by=standing_of(request.user).person)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Section {section} is removed.")
    return redirect("surveys:instrument-edit", pk=section.version_id)
