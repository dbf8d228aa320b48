"""The Celery application: tasks.py (after a commit) and jobs.py (by the clock) of every app."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "plnetwork.settings")

app = Celery("plnetwork")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="tasks")
app.autodiscover_tasks(related_name="jobs")
