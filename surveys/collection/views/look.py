"""How a section looks to a respondent, beside the editor: nobody's answers, nothing to send."""

from __future__ import annotations

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


@require_GET
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})  # type: ignore[arg-type]  # typed for no arguments
def look(request: PageRequest, pk: int) -> HttpResponse:
    """The step that holds a section, as in an anonymous survey; the first for an unknown one.

    The frame around it lets no script run and no form go, so nothing comes of a press.
    """
    visible = InstrumentVersion.objects.visible_to(request.user).select_related("instrument")
    version = get_object_or_404(visible, pk=pk)
    language = request.GET.get("language", "")
    language = language if language in version.languages else ENGLISH
    mode = Administration.Mode.ANONYMOUS
    edition = Edition(version, language, mode, USUAL_THRESHOLD, USUAL_GRACE)
    number = _step(version, id_in(request.GET.get("section", "")))
    page = blank_page(edition, number)
    return HttpResponse(page.filled({"survey": escape(version.instrument.name)}))


def _step(version: InstrumentVersion, section: int | None) -> int:
    """The number of a section among the steps; the question for the role comes first."""
    sections = list(version.sections.values_list("pk", flat=True))
    first = 2 if version.roles else 1
    return first + sections.index(section) if section in sections else 1
