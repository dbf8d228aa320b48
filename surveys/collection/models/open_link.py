"""One link for a whole school, instead of personal ones."""

from __future__ import annotations

from django.db import models

from core.nonce import new_nonce
from surveys.collection.models.administration import FrameUnit


class OpenLink(models.Model):
    """A school's poster, and the tablet that is passed on. Borrows its scope from the unit.

    A unit has personal links or an open link, never both: a trigger refuses the other. Everybody
    who begins there becomes an invitation without an address.
    """

    unit = models.OneToOneField(FrameUnit, models.CASCADE, related_name="open_link")
    nonce = models.CharField(max_length=40, default=new_nonce, unique=True, editable=False)
    is_revoked = models.BooleanField(db_default=False)

    def __str__(self) -> str:
        return f"open link of {self.unit}"
