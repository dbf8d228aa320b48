"""Addresses of released figures; part of those of surveys."""

from django.urls import path

from surveys.results import views

urlpatterns = [
    path("directory/<int:pk>/surveys/", views.of_organization, name="of-organization"),
    path("surveys/<int:pk>/results/", views.results, name="results"),
    path("surveys/<int:pk>/results/<int:unit_pk>/", views.results_unit, name="results-unit"),
    path(
        "surveys/<int:pk>/results/<int:unit_pk>/figures.csv", views.results_csv, name="results-csv"
    ),
]
