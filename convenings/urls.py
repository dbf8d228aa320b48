"""Addresses of convenings."""

from django.urls import path

from convenings.views import convening

app_name = "convenings"
urlpatterns = [
    path("convenings/<int:pk>/", convening.detail, name="detail"),
]
