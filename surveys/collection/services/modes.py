"""Which promise fits which form; the database holds what was promised (0007)."""

from __future__ import annotations

from surveys.collection.models import Administration
from surveys.collection.refusals import ModeDoesNotFit


def refuse_other_modes(administration: Administration) -> None:
    """Children and some forms are asked anonymously only; an open link exists only there too.

    Raises ModeDoesNotFit.
    """
    if administration.mode == Administration.Mode.ANONYMOUS:
        return
    instrument = administration.version.instrument
    if instrument.is_for_learners or instrument.is_anonymous_only:
        raise ModeDoesNotFit(f"{instrument} is asked anonymously only.")
    if administration.pk and administration.units.filter(open_link__isnull=False).exists():
        raise ModeDoesNotFit(
            "Schools have open links, which only an anonymous survey has. Remove them first."
        )
