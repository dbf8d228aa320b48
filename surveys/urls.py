"""Addresses of surveys."""

from django.urls import URLPattern

from surveys.results import urls as results_urls

app_name = "surveys"
urlpatterns: list[URLPattern] = [*results_urls.urlpatterns]
