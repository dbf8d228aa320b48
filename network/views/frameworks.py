"""The framework as a public catalogue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from network.models import FrameworkVersion

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from network.models import Component


@login_not_required
@require_GET
def framework(request: HttpRequest) -> HttpResponse:
    """The current version, or the one that the address names."""
    versions = FrameworkVersion.objects.select_related("framework").order_by("-position")
    asked = request.GET.get("version")
    shown = (
        get_object_or_404(versions, code=asked)
        if asked
        else versions.filter(is_current=True).first()
    )
    components = list(shown.components.prefetch_related("indicators")) if shown else []
    context = {
        "versions": versions,
        "shown": shown,
        "components": components,
        "has_texts": _has_texts(components),
        "indicator_count": sum(len(component.indicators.all()) for component in components),
    }
    return render(request, "network/framework.html", context)


def _has_texts(components: list[Component]) -> bool:
    """Whether the operator has loaded any published wording of this version."""
    return any(
        component.official_text
        or any(indicator.official_text for indicator in component.indicators.all())
        for component in components
    )
