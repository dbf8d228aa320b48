"""Addresses of accounts; those of signing in are allauth's."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    # In place of allauth's own page of the same address.
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/<int:pk>/end/", views.session_end, name="session-end"),
    path("sessions/end-others/", views.sessions_end_others, name="sessions-end-others"),
]
