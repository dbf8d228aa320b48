"""The toolkit as a Django app; it reads what every app offers."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        """Import each app's `offers.py`: all models are loaded now, so it may import anything."""
        autodiscover_modules("offers")
