"""Addresses of improvement."""

from django.urls import path

from improvement import views

app_name = "improvement"
urlpatterns = [
    path("teams/<int:pk>/artifacts/", views.team_artifacts, name="team-artifacts"),
    path("teams/<int:pk>/artifacts/new/", views.artifact_new, name="artifact-new"),
    path("artifacts/<int:pk>/", views.artifact_detail, name="artifact"),
    path("artifacts/files/<int:pk>/", views.download, name="download"),
]
