"""Addresses of offerings and of cloning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from cohorts.views import offering, phase

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("offerings/", offering.offering_list, name="offerings"),
    path("offerings/new/", offering.offering_new, name="offering-new"),
    path("offerings/<int:pk>/", offering.offering_detail, name="offering"),
    path("offerings/<int:pk>/change/", offering.offering_change, name="offering-change"),
    path("offerings/<int:pk>/clone/", offering.offering_clone, name="offering-clone"),
    path("offerings/<int:pk>/phases/new/", phase.phase_new, name="phase-new"),
    path("phases/<int:pk>/", phase.phase_change, name="phase"),
    path("phases/<int:pk>/remove/", phase.phase_remove, name="phase-remove"),
]
