"""Addresses of cohorts."""

from django.urls import path

from cohorts import (
    application_urls,
    offering_urls,
    public_urls,
    review_urls,
    roster_urls,
    team_urls,
)
from cohorts.views import cohort, enrollment, invitation, panel, team

app_name = "cohorts"
urlpatterns = [
    path("cohorts/", cohort.cohort_list, name="list"),
    path("cohorts/new/", cohort.cohort_new, name="new"),
    path("cohorts/<int:pk>/schools/", enrollment.enroll, name="enroll"),
    path("cohorts/<int:pk>/teams/new/", team.form_team, name="form-team"),
    path("my-team/", team.my_team, name="my-team"),
    path("teams/<int:pk>/", team.team_detail, name="team"),
    path("teams/<int:pk>/invite/", invitation.invite, name="invite"),
    path("invitations/<int:pk>/resend/", invitation.resend, name="resend"),
    path("invitations/<int:pk>/revoke/", invitation.revoke, name="revoke"),
    path("directory/<int:pk>/cohorts/", panel.of_organization, name="of-organization"),
    path("people/<int:pk>/teams/", panel.of_person, name="of-person"),
    path("join/<str:token>/", invitation.join, name="join"),
    *offering_urls.urlpatterns,
    *application_urls.urlpatterns,
    *review_urls.urlpatterns,
    *team_urls.urlpatterns,
    *roster_urls.urlpatterns,
    *public_urls.urlpatterns,
]
