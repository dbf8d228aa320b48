"""Addresses of resources and moves."""

from __future__ import annotations

from django.urls import path

from library.views import catalogue, move_use, resource, team_moves

urlpatterns = [
    path("resources/", catalogue.resource_list, name="resources"),
    path("resources/csv/", catalogue.resource_csv, name="resources-csv"),
    path("resources/suggest/", resource.suggest, name="resource-suggest"),
    path("resources/review/", resource.review, name="review"),
    path("resources/<int:pk>/", catalogue.resource_detail, name="resource"),
    path("resources/<int:pk>/change/", resource.change, name="resource-change"),
    path("resources/<int:pk>/publish/", resource.publish, name="resource-publish"),
    path("resources/<int:pk>/decline/", resource.decline, name="resource-decline"),
    path("resources/<int:pk>/remove/", resource.remove, name="resource-remove"),
    path("resources/<int:pk>/bring-back/", resource.restore, name="resource-restore"),
    path("resources/<int:pk>/used/", move_use.new, name="use-new"),
    path("teams/<int:pk>/moves/", team_moves.of_team, name="of-team"),
    path("moves-used/<int:pk>/take-back/", move_use.remove, name="use-remove"),
    path("moves-used/<int:pk>/bring-back/", move_use.restore, name="use-restore"),
]
