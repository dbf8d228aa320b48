"""An import of a directory file: upload, dry run, confirm, apply."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from core import clock
from network.querysets.directory_import import DirectoryImportQuerySet


class DirectoryImport(models.Model):
    """One file on its way into the directory. Nothing is written before it is confirmed."""

    class Reader(models.TextChoices):
        CCD_AGENCIES = "ccd_agencies", "NCES agency list (CCD)"
        NCES_SCHOOLS = "nces_schools", "NCES school list"
        TEMPLATE = "template", "PL Network template"
        CCD_HISTORY = "ccd_history", "NCES agency lists of many years (history)"
        ONEROSTER = "oneroster", "OneRoster 1.1 or 1.2 (people)"

    class State(models.TextChoices):
        UPLOADED = "uploaded", "Uploaded"
        CHECKED = "checked", "Checked, nothing written yet"
        APPLIED = "applied", "Written"

    reader = models.CharField(max_length=20, choices=Reader, blank=True)
    file = models.FileField(upload_to="imports/%Y/%m/")
    file_name = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField(
        null=True, blank=True, db_comment="School year chosen from a list of many years."
    )
    mapping = models.JSONField(default=dict, db_comment="Our field name to the file's column.")
    puts_zeros_back = models.BooleanField(
        db_default=False,
        db_comment="Whether identifiers that lost leading zeros in a spreadsheet are repaired.",
    )
    report = models.JSONField(
        default=dict, db_comment="The dry run: counts, changes, faulty rows with reasons."
    )
    accepted = models.JSONField(
        default=dict,
        db_comment="Fields edited by hand where the file's value was accepted: {row: [fields]}.",
    )
    closes_missing = models.BooleanField(
        db_default=False,
        db_comment="Whether what the newest earlier list named and this one does not is closed.",
    )
    state = models.CharField(max_length=10, choices=State, db_default=State.UPLOADED)
    uploaded_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now, editable=False)
    applied_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[DirectoryImportQuerySet] = DirectoryImportQuerySet.as_manager()  # type: ignore[assignment]  # as_manager is typed as a plain Manager

    class Meta:
        ordering: ClassVar[list[str]] = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class AgencyDecision(models.Model):
    """What an agency of CCD type 4 is, confirmed once by the operator and remembered.

    The same federal code means service centers and career centers; a name is only a guess
    (interop.md 1). Borrows its scope from DirectoryImport.
    """

    nces_id = models.CharField(max_length=7, unique=True)
    is_service_center = models.BooleanField()
    decided_by = models.ForeignKey("network.Person", models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(default=clock.now, editable=False)

    def __str__(self) -> str:
        return f"{self.nces_id}: {'service center' if self.is_service_center else 'other agency'}"
