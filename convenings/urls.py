"""Addresses of convenings."""

from django.urls import URLPattern

app_name = "convenings"
urlpatterns: list[URLPattern] = []
