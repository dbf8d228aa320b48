"""Addresses of the outbox."""

from django.urls import path

from messaging import views

app_name = "messaging"
urlpatterns = [
    path("outbox/", views.outbox, name="outbox"),
    path("outbox/<int:pk>/", views.message, name="message"),
    path("outbox/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("outbox/<int:pk>/restore/", views.restore, name="restore"),
]
