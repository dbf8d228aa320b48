"""Improvement as a Django app."""

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    """Improvement as a Django app; what it offers is in offers.py."""

    name = "improvement"
