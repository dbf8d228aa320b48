"""Evidence slides: one per team and convening, shown in the gallery of the day."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction

from convenings.models import Convening, EvidenceSlide
from core import clock, content
from network.services import activity

if TYPE_CHECKING:
    from django.core.files import File

    from cohorts.models import DesignTeam
    from network.models import Person

IMAGES = (content.PNG, content.JPEG, content.GIF, content.WEBP)
TYPES = (*IMAGES, content.PDF, content.PPTX, content.ODP)
ENDINGS = tuple(ending for kind in TYPES for ending in kind.endings)
TAKEN = "an image, a PDF, PowerPoint or OpenDocument"
UNDO_WITHIN = dt.timedelta(hours=1)  # short, as a slide may have shown too much
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

    Without another file or link the one there stays and only its words change. The caller has
    asked that no student can be identified. Raises core.content.FileRefused.
    """
    # Two of a team who add it at once: the later one stands.
    Convening.objects.select_for_update(no_key=True).get(pk=convening.pk)
    slide = convening.slides.standing().filter(team=team).first()
    if slide is None or file is not None or url not in ("", slide.url):
        _set_aside(convening, team)
        slide = EvidenceSlide(convening=convening, team=team)
    slide.title, slide.alt_text = title, alt_text
    slide.no_student_identified, slide.added_by = True, by
    if file is not None:
        _take_file(slide, file)
    elif url:
        slide.url = url
    slide.save()
    activity.record(convening, "added", f"{team} put its slide into the gallery.", by=by)
    return slide


@transaction.atomic
def take_slide_back(slide: EvidenceSlide, *, by: Person | None) -> None:
    """Take a slide out of the gallery. Safe to repeat. Its file is kept for an undo."""
    standing = EvidenceSlide.objects.standing().filter(pk=slide.pk)
    if standing.update(removed_at=clock.now()):
        words = f"{slide.team} took its slide out of the gallery."
        activity.record(slide.convening, "removed", words, by=by)


@transaction.atomic
def restore_slide(slide: EvidenceSlide, *, by: Person | None) -> None:
    """Put back what was replaced or taken out, in place of the one there. Safe to repeat.

    Raises EvidenceSlide.DoesNotExist once its file is deleted.
    """
    Convening.objects.select_for_update(no_key=True).get(pk=slide.convening_id)
    held = EvidenceSlide.objects.select_for_update(of=("self",)).get(pk=slide.pk)
    if held.removed_at is None:
        return
    _set_aside(slide.convening, slide.team)
    held.removed_at = None
    held.save(update_fields=["removed_at"])
    activity.record(slide.convening, "restored", f"{slide.team} put its slide back.", by=by)


@transaction.atomic
def forget_removed_slides() -> int:
    """Delete slides that nobody put back in time, with their files; how many. Safe to repeat."""
    late = EvidenceSlide.objects.filter(removed_at__lte=clock.now() - UNDO_WITHIN)
    # One that is just being put back stays.
    found = list(late.order_by("pk").select_for_update(of=("self",), skip_locked=True))
    for slide in found:
        if slide.file.name:
            # Once the change is written, so that an error loses nothing.
            transaction.on_commit(partial(slide.file.storage.delete, slide.file.name))
    EvidenceSlide.objects.filter(pk__in=[slide.pk for slide in found]).delete()
    return len(found)


def _set_aside(convening: Convening, team: DesignTeam) -> None:
    convening.slides.standing().filter(team=team).update(removed_at=clock.now())


def _take_file(slide: EvidenceSlide, file: File[bytes]) -> None:
    found = content.taken_in(file, TYPES, TAKEN)
    slide.file_name, slide.size, slide.content_type = found.name, found.size, found.content_type
    slide.file = file  # the field stores it under this name on save
