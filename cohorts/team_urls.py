"""Addresses of a team's pages, of the places in it, and of its place in the cohort."""

from django.urls import path

from cohorts.views import charter, enrollment_status, membership, team

urlpatterns = [
    path("teams/<int:pk>/people/", team.people, name="team-people"),
    path("teams/<int:pk>/history/", team.history, name="team-history"),
    path("teams/<int:pk>/charter/", charter.charter, name="charter"),
    path("teams/<int:pk>/charter/change/", charter.change, name="charter-change"),
    path("memberships/<int:pk>/change/", membership.change, name="change-membership"),
    path("memberships/<int:pk>/replace/", membership.replace, name="replace-member"),
    path("memberships/<int:pk>/end/", membership.end_membership, name="end-membership"),
    path("memberships/<int:pk>/restore/", membership.restore_membership, name="restore-membership"),
    path("memberships/<int:pk>/first-steps/", membership.first_steps, name="first-steps"),
    path("memberships/<int:pk>/first-steps/<slug:step>/", membership.tick_step, name="tick-step"),
    path("enrollments/<int:pk>/status/", enrollment_status.change, name="enrollment-status"),
    path(
        "enrollments/<int:pk>/undo/<int:change>/",
        enrollment_status.undo,
        name="enrollment-undo",
    ),
]
