"""Cohorts as a Django app."""

from django.apps import AppConfig


class CohortsConfig(AppConfig):
    """Cohorts as a Django app; what it offers is in offers.py."""

    name = "cohorts"
