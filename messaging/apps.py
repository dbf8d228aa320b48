"""The outbox as a Django app."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "messaging"
