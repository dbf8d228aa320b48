"""The toolkit as a Django app, for its template tags."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
