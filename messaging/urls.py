"""Addresses of the outbox, and of what people want of their messages."""

from django.urls import path

from messaging.views import message, outbox, preferences, several, unsubscribe

app_name = "messaging"
urlpatterns = [
    path("outbox/", outbox.outbox, name="outbox"),
    path("outbox/csv/", outbox.outbox_csv, name="outbox-csv"),
    path("outbox/several/", several.several, name="several"),
    path("outbox/<int:pk>/", message.message, name="message"),
    path("outbox/<int:pk>/edit/", message.edit, name="edit"),
    path("outbox/<int:pk>/postpone/", message.postpone, name="postpone"),
    path("outbox/<int:pk>/cancel/", message.cancel, name="cancel"),
    path("outbox/<int:pk>/restore/", message.restore, name="restore"),
    path("outbox/<int:pk>/send/", message.send_now, name="send-now"),
    path("outbox/<int:pk>/again/", message.try_again, name="try-again"),
    path("preferences/messages/", preferences.preferences, name="preferences"),
    path("unsubscribe/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
    path("unsubscribe/<str:token>/undo/", unsubscribe.undo, name="unsubscribe-undo"),
]
