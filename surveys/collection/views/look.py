"""How a section looks to a respondent, beside the editor: nobody's answers, nothing to send."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.html import escape
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET

from core.shortcuts import id_in
from surveys.collection.models import Administration
from surveys.collection.parts import Edition, blank_page
from surveys.instruments.models import InstrumentVersion
from surveys.instruments.questionnaire import ENGLISH

if TYPE_CHECKING:
    from core.http import PageRequest

USUAL_THRESHOLD, USUAL_GRACE = 10, 24
_SCRIPT = re.compile(r"<script\b[^>]*></script>")


@require_GET
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]  # typed for no arguments
def look(request: PageRequest, pk: int) -> HttpResponse:
    """The step that holds a section, as in an anonymous survey; the first for an unknown one.

    Its buttons lead through the form as a respondent's do, but nothing is kept or sent.
    """
    visible = InstrumentVersion.objects.visible_to(request.user).select_related("instrument")
    version = get_object_or_404(visible, pk=pk)
    go = request.GET.get("go", "")
    language = (
        go.removeprefix("lang-") if go.startswith("lang-") else request.GET.get("language", "")
    )
    language = language if language in version.languages else ENGLISH
    mode = Administration.Mode.ANONYMOUS
    edition = Edition(version, language, mode, USUAL_THRESHOLD, USUAL_GRACE)
    page = blank_page(edition, _step(version, request, len(edition.form.pages) + 1))
    html = page.filled({"survey": escape(version.instrument.name)})
    return HttpResponse(_harmless(html, language))


def _harmless(html: str, language: str) -> str:
    """Without scripts, and with a form that only asks for the next step."""
    html = _SCRIPT.sub("", html)
    html = html.replace(' method="post" novalidate data-respond', ' method="get" novalidate')
    kept = f'name="language" value="{language}"'
    return html.replace('name="csrfmiddlewaretoken" value=""', kept)


def _step(version: InstrumentVersion, request: PageRequest, last: int) -> int:
    """By its number where somebody walks on, else the step of a section.

    The question for the role comes before the sections.
    """
    named = id_in(request.GET.get("section", "")) or 1
    go = request.GET.get("go")
    if go is not None:
        step = {"next": 1, "back": -1}.get(go, 0)
        return max(1, min(named + step, last))
    sections = list(version.sections.values_list("pk", flat=True))
    first = 2 if version.roles else 1
    return first + sections.index(named) if named in sections else 1
