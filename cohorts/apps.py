"""The app, and what it offers to lower ones."""

from importlib import import_module

from django.apps import AppConfig


class CohortsConfig(AppConfig):
    """Cohorts as a Django app."""

    name = "cohorts"

    def ready(self) -> None:
        """Offer, now that every model is loaded."""
        import_module("cohorts.offered")
