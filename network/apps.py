"""The directory as a Django app."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """The directory's place in the site."""

    name = "network"
