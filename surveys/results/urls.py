"""Addresses of released figures; part of those of surveys."""

from django.urls import include, path

from surveys.results.views import explained, organization, unit

urlpatterns = [
    path("", include("surveys.results.agreement_urls")),
    path("", include("surveys.results.word_urls")),
    path("figures/made/", explained.made, name="figures-made"),
    path("figures/protected/", explained.protected, name="figures-protected"),
    path("directory/<int:pk>/surveys/", organization.of_organization, name="of-organization"),
    path("surveys/<int:pk>/results/", unit.results, name="results"),
    path("surveys/<int:pk>/results/<int:unit_pk>/", unit.results_unit, name="results-unit"),
    path(
        "surveys/<int:pk>/results/<int:unit_pk>/figures.csv", unit.results_csv, name="results-csv"
    ),
    path(
        "surveys/<int:pk>/results/<int:unit_pk>/figures.xlsx",
        unit.results_xlsx,
        name="results-xlsx",
    ),
    path(
        "surveys/<int:pk>/results/<int:unit_pk>/figures.json",
        unit.results_json,
        name="results-json",
    ),
]
