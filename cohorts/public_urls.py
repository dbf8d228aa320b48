"""Addresses that everybody may open: pathways, who is in the network, how to join."""

from __future__ import annotations

from django.urls import path

from cohorts.views import public

urlpatterns = [
    path("pathways/", public.pathways, name="pathways"),
    path("pathways/<slug:code>/", public.pathway, name="pathway"),
    path("who-takes-part/", public.participants, name="participants"),
    path("how-to-join/", public.how_to_join, name="how-to-join"),
]
