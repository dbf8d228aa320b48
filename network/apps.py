"""The directory as a Django app."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "network"
