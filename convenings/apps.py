"""Convenings as a Django app."""

from django.apps import AppConfig


class ConveningsConfig(AppConfig):
    """What it offers to lower apps is in offers.py."""

    name = "convenings"
