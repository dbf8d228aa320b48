"""What the public front page shows of this network: its shape, its framework, what it learned."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.db.models import Count, F

from cohorts.models import Cohort, Enrollment, Pathway
from core import drawing
from network.models import Component
from surveys.models import FrameUnit, Release

CACHE_SECONDS = 60


def front_page() -> dict[str, Any]:
    """The page's context; the same for everybody, so it is kept for a minute."""
    context: dict[str, Any] | None = cache.get("front-page")
    if context is None:
        components = _components()
        context = {
            "tree": drawing.tree(_schools_per_center()),
            "components": components,
            "indicator_count": sum(row["indicator_count"] for row in components),
            "launch_schools": _schools_in_launch(),
            "pathways": list(Pathway.objects.values_list("code", flat=True)),
        }
        cache.set("front-page", context, CACHE_SECONDS)
    return context


def _schools_per_center() -> list[int]:
    """Schools by service center in the newest released frame, which is public once released."""
    newest = (
        Release.objects.current()
        .filter(administration__purpose="implementation")
        .order_by("-released_at")
        .values("administration_id")[:1]
    )
    counted = (
        FrameUnit.objects.filter(administration__in=newest, kind=FrameUnit.Kind.SCHOOL)
        .values(center=F("parent__parent__name"))
        .annotate(schools=Count("pk"))
        .order_by("center")
    )
    return [row["schools"] for row in counted]


def _components() -> list[dict[str, Any]]:
    current = Component.objects.filter(version__is_current=True)
    return [
        {"number": row.code, "name": row.name, "indicator_count": row.indicator_count}
        for row in current.annotate(indicator_count=Count("indicators")).order_by("code")
    ]


def _schools_in_launch() -> int:
    running = Cohort.objects.current().filter(offering__pathway__code="launch")
    places = Enrollment.objects.staying().filter(cohort__in=running, school__isnull=False)
    return places.values("school").distinct().count()
