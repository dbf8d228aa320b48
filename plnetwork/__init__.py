"""The assembled site: settings, addresses, role homes, public pages, the demo.

Imports everything and is imported by nothing. `local/` runs a real PostgreSQL and a real Valkey
from their wheels for `make run`, `make test` and `manage.py`.
"""

from plnetwork.celery import app as celery_app

__all__ = ["celery_app"]
