"""Addresses of offerings, of a cohort's plan, and of cloning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from cohorts.views import cloning, offering, phase, plan

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
    path("cohorts/<int:pk>/plan/", plan.plan, name="cohort-plan"),
    path("cohorts/<int:pk>/change/", plan.cohort_change, name="cohort-change"),
    path("cohorts/<int:pk>/clone/", cloning.cohort_clone, name="cohort-clone"),
    path(
        "cohorts/<int:pk>/milestones/from-plan/",
        plan.milestones_from_plan,
        name="milestones-from-plan",
    ),
    path("cohorts/<int:pk>/milestones/new/", plan.milestone_new, name="milestone-new"),
    path("milestones/<int:pk>/", plan.milestone_change, name="milestone-change"),
    path("milestones/<int:pk>/remove/", plan.milestone_remove, name="milestone-remove"),
    path("topics/<int:pk>/move/", plan.topic_move, name="topic-move"),
    path("topics/<int:pk>/remove/", plan.topic_remove, name="topic-remove"),
]
