"""Convenings whose feedback is released, in a few words: sessions and counts, no people."""

import datetime as dt

from convenings.services.feedback import session_key
from core import clock
from surveys.collection.models import FrameUnit
from tests.factories.convenings import ConveningFactory, SessionFactory
from tests.surveys.results.administrations import (
    administration,
    instrument_version,
    network_unit,
    released,
    tally,
)

ITEMS = {
    "CVT01": ("A4", "We reached this target: Build a picture."),
    "CVF01": ("A4", "I worked productively with my own design team."),
    "CVF02": ("A4", "I worked productively with teams from other schools."),
}


def feedback_form():
    """Asked at every convening of a test, frozen as if somebody had been asked."""
    version = instrument_version(ITEMS, code="CVF", name="Convening feedback")
    version.is_frozen = True
    version.save()
    return version


def spread(n, agree):
    """So many of n agree, none strongly."""
    return (0, n - agree, agree, 0)


def reported(cohort, number, sessions, *, version, day=None, staff=None, threshold=10):
    """A convening, its feedback released. `sessions` maps regions to (n, agreeing) of each item."""
    day = day or dt.date(2023, 9, 1) + dt.timedelta(days=60 * number)
    convening = ConveningFactory(cohort=cohort, number=number, learning_targets=["Build a picture"])
    survey = administration(
        version,
        title=str(convening),
        purpose="convening",
        cohort=cohort,
        wave=f"Convening {number}",
        closes_at=clock.on_day(day) + dt.timedelta(days=26),
        threshold=threshold,
    )
    root = network_unit(survey)
    for place, (region, answers) in enumerate(sessions.items()):
        session = SessionFactory(
            convening=convening, region=region, starts_at=clock.on_day(day, 9 + place)
        )
        n = max(counts[0] for counts in answers.values())
        unit = FrameUnit.objects.create(
            administration=survey,
            kind="session",
            key=session_key(session),
            name=region,
            parent=root,
            staff=(staff or {}).get(region, n + 1),
        )
        root.staff += unit.staff
        tally(unit, n, {code: spread(*counts) for code, counts in answers.items()})
    root.name = str(convening)
    root.save()
    convening.feedback = survey
    convening.save()
    released(survey)
    return convening


def alike(n, agree):
    """Every item answered the same."""
    return dict.fromkeys(ITEMS, (n, agree))
