"""A poster for the staff room: the open link as a code and as a short address, in two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from core.links import shown
from core.pdf import pdf_of
from core.qr import svg_file_of
from core.templatetags.house import moment
from surveys.collection import open_links
from surveys.collection.models import OpenLink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.collection.models import Administration

PAPERS = {"letter": "us-letter", "a4": "a4"}


def posters_of(administration: Administration) -> list[OpenLink]:
    """The links that have a poster: not withdrawn, by school."""
    links = OpenLink.objects.filter(unit__administration=administration, is_revoked=False)
    return list(links.select_related("unit").order_by("unit__name", "pk"))


def poster_pdf(
    administration: Administration, links: Sequence[OpenLink], *, paper: str = "letter"
) -> bytes:
    """One page per link."""
    blocks = [_words(administration, language) for language in administration.version.languages]
    posters = [
        {
            "survey": administration.title,
            "school": link.unit.name,
            "address": shown(open_links.short_address_for(link)),
            "code": svg_file_of(open_links.short_address_for(link)),
            "alt": f"QR code that leads to {shown(open_links.short_address_for(link))}",
            "blocks": blocks,
        }
        for link in links
    ]
    title = f"{administration.title}: posters"
    data = {"paper": PAPERS[paper], "title": title, "author": "PL Network", "posters": posters}
    return pdf_of("surveys/poster.typ", data)


def _words(administration: Administration, language: str) -> dict[str, Any]:
    code = administration.version.instrument.code
    form = shown(settings.SITE_URL + reverse("surveys:form", args=[code]))
    with translation.override(language):
        minutes = administration.version.minutes
        closes = moment(timezone.localtime(administration.closes_at))
        threshold = administration.threshold
        return {
            "lang": language,
            "lead": _("Scan, or type the address"),
            "facts": " · ".join(
                [
                    _("About %(minutes)d minutes") % {"minutes": minutes},
                    _("Open until %(moment)s") % {"moment": closes},
                ]
            ),
            "form": _("The questions, to read before: %(address)s") % {"address": form},
            "who": [
                _(
                    "Anonymous: nobody can see which answers are yours, not even the people who "
                    "run this survey."
                ),
                _(
                    "Schools and districts see totals only, and only where %(threshold)d or more "
                    "people answered."
                )
                % {"threshold": threshold},
            ],
        }
