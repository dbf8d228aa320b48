"""The app of modules, resources and moves."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Named so that Django finds its models under their own label."""

    name = "library"
