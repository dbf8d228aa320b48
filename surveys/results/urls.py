"""Addresses of released figures; part of those of surveys."""

from django.urls import include, path

from surveys.results.views import earlier, explained, organization, releasing, team, unit

urlpatterns = [
    path("", include("surveys.results.agreement_urls")),
    path("", include("surveys.results.word_urls")),
    path("figures/made/", explained.made, name="figures-made"),
    path("figures/protected/", explained.protected, name="figures-protected"),
    path("directory/<int:pk>/surveys/", organization.of_organization, name="of-organization"),
    path("teams/<int:pk>/surveys/", team.of_team, name="of-team"),
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
    path("surveys/<int:pk>/releasing/", releasing.releasing, name="releasing"),
    path("surveys/<int:pk>/releasing/preview/", releasing.preview, name="release-preview"),
    path("surveys/<int:pk>/releasing/interim/", releasing.interim, name="interim"),
    path("surveys/<int:pk>/releasing/correct/", releasing.correct, name="correct"),
    path("surveys/<int:pk>/releases/<int:number>/", earlier.release_at, name="release-at"),
    path(
        "surveys/<int:pk>/releases/<int:number>/<int:unit_pk>/",
        earlier.release_at_unit,
        name="release-at-unit",
    ),
]
