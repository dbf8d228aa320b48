"""Forms as anybody may read them before they are asked, on screen and to hand out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_GET

from surveys.collection.blank_copy import copy_of, copy_pdf
from surveys.collection.parts import other_languages
from surveys.instruments.models import InstrumentVersion
from surveys.instruments.questionnaire import ENGLISH

if TYPE_CHECKING:
    from django.http import HttpRequest


@login_not_required
@require_GET
def printable(request: HttpRequest, pk: int) -> HttpResponse:
    """A version, also a draft for those who see drafts."""
    return _page(request, _version(request, pk))


@login_not_required
@require_GET
def printable_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The same to hand out."""
    return _file(request, _version(request, pk))


@login_not_required
@require_GET
def form(request: HttpRequest, code: str) -> HttpResponse:
    """The newest version that is public, under an address that can be typed."""
    return _page(request, _newest(code))


@login_not_required
@require_GET
def form_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The same to hand out."""
    return _file(request, _newest(code))


def _version(request: HttpRequest, pk: int) -> InstrumentVersion:
    versions = InstrumentVersion.objects.select_related("instrument")
    version = get_object_or_404(versions, pk=pk)
    if not InstrumentVersion.objects.public().filter(pk=pk).exists():
        if not request.user.is_authenticated:
            raise Http404
        get_object_or_404(InstrumentVersion.objects.visible_to(request.user), pk=pk)
    return version


def _newest(code: str) -> InstrumentVersion:
    public = InstrumentVersion.objects.public().without_variants().select_related("instrument")
    version = public.filter(instrument__code__iexact=code).order_by("-number").first()
    if version is None:
        raise Http404
    return version


def _page(request: HttpRequest, version: InstrumentVersion) -> HttpResponse:
    language = _language(request, version)
    public = InstrumentVersion.objects.public().without_variants()
    others = public.filter(instrument=version.instrument_id).exclude(pk=version.pk)
    copy = copy_of(version, language)
    context = {
        "version": version,
        "copy": copy,
        "others": others.order_by("-number"),
        "language": language,
        "other_languages": other_languages(version.languages, language),
        "survey_title": copy.name,
        "demo": settings.DEMO,
    }
    with translation.override(language):
        return render(request, "surveys/open/blank_copy.html", context)


def _file(request: HttpRequest, version: InstrumentVersion) -> HttpResponse:
    language = _language(request, version)
    name = f"{version.instrument.code}-version-{version.number}-{language}.pdf"
    return HttpResponse(
        copy_pdf(version, language),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def _language(request: HttpRequest, version: InstrumentVersion) -> str:
    wish = request.GET.get("language", ENGLISH)
    return wish if wish in version.languages else ENGLISH
