"""The app, and what it offers to lower ones."""

from django.apps import AppConfig


class PLNetworkConfig(AppConfig):
    name = "plnetwork"
