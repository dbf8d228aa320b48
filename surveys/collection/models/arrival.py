"""A file of answers on its way in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.urls import reverse
from django.utils.crypto import get_random_string

from core import clock
from surveys.collection.models.administration import Administration
from surveys.collection.querysets import AnswerFileQuerySet
from surveys.instruments.models import Instrument


def _place_of_file(row: AnswerFile, file_name: str) -> str:
    # SECURITY: it holds what people answered; never served, and gone once it is brought in.
    return f"answers/{clock.today():%Y/%m}/{get_random_string(22)}"


class AnswerFile(models.Model):
    """Answers given elsewhere: the file, the map of its columns, what a dry run said."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="+")
    file = models.FileField(upload_to=_place_of_file, max_length=120, blank=True)
    file_name = models.CharField(max_length=200)
    told = models.JSONField(default=dict, db_comment="The map, as docs/surveys.md tells it.")
    report = models.JSONField(null=True, db_comment="The last dry run; null before there was one.")
    uploaded_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now, editable=False)
    administration = models.OneToOneField(
        Administration,
        models.SET_NULL,
        null=True,
        related_name="answer_file",
        db_comment="What became of it; the file itself is gone then.",
    )

    objects: ClassVar[AnswerFileQuerySet] = AnswerFileQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("surveys:arrival", args=[self.pk])
