"""Pages that show a form as it is asked, without anybody's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from surveys.instruments.models import InstrumentVersion
from surveys.instruments.questionnaire import questionnaire_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from core.http import PageRequest

VERSIONS = InstrumentVersion.objects.select_related("instrument")


@require_GET
def instrument_list(request: PageRequest) -> HttpResponse:
    """Every form we can ask with."""
    versions = VERSIONS.order_by("instrument__name", "-number")
    return render(request, "surveys/instruments/list.html", {"versions": versions})


@require_GET
def preview(request: PageRequest, pk: int) -> HttpResponse:
    """The form with its codes and indicators, for those who plan."""
    version = get_object_or_404(VERSIONS.all(), pk=pk)
    sections = version.sections.prefetch_related("items__scale", "items__indicator")
    context = {"version": version, "sections": sections}
    return render(request, "surveys/instruments/preview.html", context)


@login_not_required
@require_GET
def printable(request: HttpRequest, pk: int) -> HttpResponse:
    """A blank copy on paper; of a form that was used, for everybody, since anybody may be asked."""
    version = get_object_or_404(VERSIONS.all(), pk=pk)
    if not version.is_frozen and not request.user.is_authenticated:
        raise Http404
    context = {"version": version, "form": questionnaire_of(version)}
    return render(request, "surveys/instruments/printable.html", context)
