"""Work that somebody asked for and a worker does beside the site."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import get_random_string

from core import clock
from network import long_work
from network.querysets.long_work import FILE_IS_KEPT, UNFINISHED, ExportJobQuerySet

if TYPE_CHECKING:
    import datetime as dt


def _place_of_file(job: ExportJob, file_name: str) -> str:
    # SECURITY: never served by its address; a name that nobody guesses costs nothing.
    return f"work/{clock.today():%Y/%m}/{get_random_string(22)}/{file_name}"


class ExportJob(models.Model):
    """A long piece of work, such as an export: what was asked, how far it is, what came of it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Under way"
        DONE = "done", "Done"
        FAILED = "failed", "Did not work"

    kind = models.CharField(max_length=40, db_comment="As offered in network/long_work.py.")
    title = models.CharField(max_length=250)
    parameters = models.JSONField(default=dict, db_comment="What the kind of work needs to know.")
    asked_by = models.ForeignKey("network.Person", models.CASCADE, related_name="long_work")
    state = models.CharField(max_length=10, choices=State, db_default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(
        db_default=0, db_comment="Times it was begun; a worker that falls leaves it to the next."
    )
    done = models.PositiveIntegerField(db_default=0)
    total = models.PositiveIntegerField(db_default=0)
    words = models.CharField(
        max_length=500, blank=True, db_comment="What came of it, or why it did not work."
    )
    url = models.CharField(max_length=250, blank=True, db_comment="Where it leads to when done.")
    file = models.FileField(upload_to=_place_of_file, max_length=250, blank=True)
    file_name = models.CharField(max_length=150, blank=True)
    asked_at = models.DateTimeField(default=clock.now, editable=False)
    started_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[ExportJobQuerySet] = ExportJobQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["asked_by", "kind", "parameters"],
                condition=Q(state__in=UNFINISHED),
                name="long_work_asked_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("network:work", args=[self.pk])

    @property
    def is_under_way(self) -> bool:
        """Whether somebody may still wait for it."""
        return self.state in UNFINISHED

    @property
    def is_done(self) -> bool:
        """Whether it came to its end."""
        return self.state == self.State.DONE

    @property
    def noun(self) -> str:
        """What is counted."""
        return long_work.work_of(self).noun

    @property
    def kept_until(self) -> dt.datetime | None:
        """When it is forgotten, with its file."""
        return self.finished_at and self.finished_at + FILE_IS_KEPT

    @property
    def progress(self) -> tuple[int, int]:
        """Done and total; while it goes on, as last told."""
        if self.state == self.State.RUNNING:
            return long_work.progress_of(self.pk)
        return self.done, self.total

    @property
    def percent(self) -> int:
        """How much of it is done."""
        if self.is_done:
            return 100
        done, total = self.progress
        return min(99, 100 * done // total) if total else 0
