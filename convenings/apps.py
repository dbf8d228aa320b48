"""The app, and what it offers to lower ones."""

from django.apps import AppConfig


class ConveningsConfig(AppConfig):
    name = "convenings"
