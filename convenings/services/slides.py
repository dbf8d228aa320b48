"""Evidence slides: one per team and convening, shown in the gallery of the day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from convenings.models import Convening, EvidenceSlide
from core import content
from network.services import activity

if TYPE_CHECKING:
    from django.core.files import File

    from cohorts.models import DesignTeam
    from network.models import Person

IMAGES = (content.PNG, content.JPEG, content.GIF, content.WEBP)
TYPES = (*IMAGES, content.PDF, content.PPTX, content.ODP)
ENDINGS = tuple(ending for kind in TYPES for ending in kind.endings)
TAKEN = "an image, a PDF, PowerPoint or OpenDocument"
SHOWN = tuple(kind.content_type for kind in IMAGES)


@transaction.atomic
def put_slide(
    convening: Convening,
    *,
    team: DesignTeam,
    title: str,
    alt_text: str,
    file: File[bytes] | None = None,
    url: str = "",
    by: Person | None,
) -> EvidenceSlide:
    """Put a team's slide into the gallery; a second one takes the place of the first.

    Without file and link the one there stays and only its words change. The caller has asked that
    no student can be identified. Raises core.content.FileRefused.
    """
    # Two of a team who add it at once: the later one stands.
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    slide = EvidenceSlide.objects.filter(convening=convening, team=team).first()
    slide = slide or EvidenceSlide(convening=convening, team=team)
    slide.title, slide.alt_text = title, alt_text
    slide.no_student_identified, slide.added_by = True, by
    if file is not None:
        _take_file(slide, file)
    elif url:
        _drop_file(slide)
        slide.url = url
    slide.save()
    activity.record(convening, "added", f"{team} put its slide into the gallery.", by=by)
    return slide


@transaction.atomic
def take_slide_back(slide: EvidenceSlide, *, by: Person | None) -> None:
    """Take a slide out of the gallery and delete its file. Safe to repeat."""
    _drop_file(slide)
    gone, _ = EvidenceSlide.objects.filter(pk=slide.pk).delete()
    if gone:
        words = f"{slide.team} took its slide out of the gallery."
        activity.record(slide.convening, "removed", words, by=by)


def _take_file(slide: EvidenceSlide, file: File[bytes]) -> None:
    found = content.taken_in(file, TYPES, TAKEN)
    _drop_file(slide)
    slide.url, slide.file_name, slide.size = "", found.name, found.size
    slide.content_type = found.content_type
    slide.file = file  # the field stores it under this name on save


def _drop_file(slide: EvidenceSlide) -> None:
    """The old file goes once the change is written, so that an error loses nothing."""
    if slide.file.name:
        transaction.on_commit(partial(slide.file.storage.delete, slide.file.name))
    slide.file, slide.file_name, slide.content_type, slide.size = "", "", "", None
