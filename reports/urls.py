"""Addresses of reports."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("overview/", views.where_to, name="overview"),
    path("overview/network/", views.dashboard, name="dashboard"),
    path("overview/network/centers.csv", views.centers_csv, name="centers-csv"),
    path("overview/network/schools.csv", views.schools_csv, name="schools-csv"),
    path("overview/center/<int:pk>/", views.esc, name="esc"),
    path("overview/center/<int:pk>/schools.csv", views.esc_schools_csv, name="esc-schools-csv"),
]
