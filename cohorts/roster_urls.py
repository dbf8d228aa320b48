"""Addresses of a cohort’s pages, its milestones and what is done for many teams at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from cohorts.views import bulk, roster

if TYPE_CHECKING:
    from django.urls import URLPattern

urlpatterns: list[URLPattern] = [
    path("cohorts/<int:pk>/", roster.roster, name="detail"),
    path("cohorts/<int:pk>/teams.csv", roster.roster_csv, name="roster-csv"),
    path("cohorts/<int:pk>/teams.xlsx", roster.roster_xlsx, name="roster-xlsx"),
    path("cohorts/<int:pk>/milestones/", roster.milestones, name="milestones"),
    path("cohorts/<int:pk>/attendance/", roster.attendance, name="attendance"),
    path("cohorts/<int:pk>/prework/", roster.prework, name="prework"),
    path("cohorts/<int:pk>/about/", roster.about, name="about"),
    path("cohorts/<int:pk>/teams/change/", bulk.change, name="roster-change"),
    path("cohorts/<int:pk>/teams/change/undo/", bulk.undo_change, name="roster-undo"),
    path("cohorts/<int:pk>/teams/write/", bulk.write, name="letter"),
    path("milestones/<int:pk>/teams/<int:team_pk>/mark/", bulk.mark, name="milestone-mark"),
    path("milestones/<int:pk>/teams/<int:team_pk>/unmark/", bulk.unmark, name="milestone-unmark"),
]
