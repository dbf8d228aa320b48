"""The editor's page of a version, and its place in it after each change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from network.models import Activity
from surveys.instruments.models import InstrumentVersion, Section
from surveys.instruments.outline import outline_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest
    from surveys.instruments.models import Item


@require_GET
def editor(request: PageRequest, pk: int) -> HttpResponse:
    version = edited(request, pk)
    if version.is_frozen:
        messages.info(
            request, "A survey has opened with this version. Make a new one to change it."
        )
        return redirect(version)
    outline = outline_of(version)
    context = {
        "version": version,
        "outline": outline,
        "look": look(version, request.GET.get("section", ""), request.GET.get("language", "")),
        "activity": Activity.objects.on_page_of(version, request.user),
    }
    return render(request, "surveys/instruments/edit.html", context)


def edited(request: PageRequest, pk: int) -> InstrumentVersion:
    """A version that this user may change; of a frozen one services refuse."""
    mine = InstrumentVersion.objects.edited_by(request.user)
    return get_object_or_404(mine.select_related("instrument"), pk=pk)


def edited_section(request: PageRequest, pk: int) -> Section:
    """A section of a version that may still be changed by this user."""
    mine = InstrumentVersion.objects.edited_by(request.user).filter(is_frozen=False)
    sections = Section.objects.filter(version__in=mine.values("pk"))
    return get_object_or_404(sections.select_related("version__instrument"), pk=pk)


def after(request: PageRequest, version: InstrumentVersion, said: str = "") -> HttpResponse:
    """Once something moved: the outline anew when htmx asked, else the editor's page.

    `said` is for those who do not see it move.
    """
    if not request.htmx:
        return redirect("surveys:instrument-edit", pk=version.pk)
    context = {"version": version, "outline": outline_of(version), "said": said}
    return render(request, "surveys/instruments/outline.html", context)


def back_to(section: Section, item: Item | None = None) -> str:
    """The editor's page where a section, or an item of it, stands in it."""
    address = reverse("surveys:instrument-edit", args=[section.version_id])
    place = f"section-{section.pk}" if item is None else f"item-{item.pk}"
    return f"{address}?section={section.pk}#{place}"


def look(version: InstrumentVersion, section: str | Section, language: str) -> dict[str, Any]:
    """What the phone beside the editor shows, and in which language."""
    language = language if language in version.languages else version.languages[0]
    number = section if isinstance(section, str) else str(section.pk)
    number = number if number.isascii() and number.isdecimal() else ""
    return {"section": number, "language": language}
