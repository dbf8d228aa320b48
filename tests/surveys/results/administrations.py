"""Administrations in a few words, for tests of releases and pages: frame and counts, no people.

A frame is written as it looks: `{"Maple ESC": {"Fallow Local": {"Kettle School": (9, 12)}}}` is a
school with 9 answers and a staff of 12. Counts go straight into tallies; only tests may do that.
"""

import datetime as dt

from django.urls import reverse

from core import clock
from surveys.collection.models import Administration, FrameUnit, Tally
from surveys.instruments.models import Instrument, InstrumentVersion, Item, Scale, Section
from surveys.results.services import release_administration

AGREEMENT = [
    "Strongly disagree",
    "Disagree",
    "Neither agree nor disagree",
    "Agree",
    "Strongly agree",
]
FREQUENCY = ["Never", "A few times a year", "Monthly", "Weekly", "Most days"]
FOUR = ["Strongly disagree", "Disagree", "Agree", "Strongly agree"]
KINDS = ["esc", "district", "school"]
WIDTH = 7


def scale(code):
    labels, favorable, neutral = {
        "A5": (AGREEMENT, [4, 5], 3),
        "F5": (FREQUENCY, [4, 5], None),
        "A4": (FOUR, [3, 4], None),
    }[code]
    return Scale.objects.get_or_create(
        code=code,
        defaults={"name": code, "labels": labels, "favorable": favorable, "neutral": neutral},
    )[0]


def instrument_version(items, code="IMT", name="Implementation survey"):
    """A version with one section per scale; `items` maps a code to (scale, wording)."""
    instrument, _ = Instrument.objects.get_or_create(
        code=code, defaults={"name": name, "audience": "teachers"}
    )
    version = InstrumentVersion.objects.create(
        instrument=instrument, number=instrument.versions.count() + 1, minutes=10
    )
    titles = {"A5": "Conditions", "F5": "Practice", "A4": "The convening"}
    sections = {}
    for slot, (item_code, (scale_code, wording)) in enumerate(items.items()):
        if scale_code not in sections:
            sections[scale_code] = Section.objects.create(
                version=version, position=len(sections) + 1, title=titles[scale_code]
            )
        Item.objects.create(
            section=sections[scale_code],
            code=item_code,
            position=slot + 1,
            slot=slot,
            wording=wording,
            scale=scale(scale_code),
        )
    return version


TIME = {"IMC01": ("A5", "I have time during the school day to collaborate.")}


def administration(version=None, **fields):
    """Closed and settled, ready to be released."""
    closes_at = fields.pop("closes_at", clock.on_day(dt.date(2024, 5, 3)))
    return Administration.objects.create(
        **{
            "version": version or instrument_version(TIME),
            "title": "Implementation survey, spring 2024",
            "school_year": "2023-24",
            "wave": "spring 2024",
            "state": "closed",
            "is_settled": True,
            "opens_at": closes_at - dt.timedelta(days=25),
            "closes_at": closes_at,
            "frozen_at": closes_at - dt.timedelta(days=25),
            **fields,
        }
    )


def network_unit(administration):
    return FrameUnit.objects.get_or_create(
        administration=administration, kind="network", key="network", defaults={"name": "Network"}
    )[0]


def add_frame(administration, branches, places=None, parent=None, depth=0, options=None):
    """The written frame under the network, with tallies. `places` maps names to organizations."""
    parent = parent or network_unit(administration)
    found = {}
    for name, below in branches.items():
        place = (places or {}).get(name)
        unit = FrameUnit.objects.create(
            administration=administration,
            kind=KINDS[depth],
            key=name,
            name=name,
            parent=parent,
            organization=getattr(place, "organization_ptr", place),
            staff=0 if isinstance(below, dict) else below[1],
        )
        found[name] = unit
        if isinstance(below, dict):
            found |= add_frame(administration, below, places, unit, depth + 1, options)
        else:
            items = administration_items(administration)
            tally(unit, below[0], {code: (options or halves)(below[0]) for code in items})
    return found


def administration_items(administration):
    return list(
        Item.objects.filter(section__version=administration.version, slot__isnull=False)
        .order_by("slot")
        .values_list("code", flat=True)
    )


def halves(n):
    """n answers, about half of them agreeing."""
    return (0, n - n // 2, 0, n // 2, 0)


def tally(unit, submitted, answers, role=0):
    """Counts of a leaf: option counts by item code; what is missing was skipped."""
    codes = administration_items(unit.administration)
    counts = [0] * WIDTH * len(codes)
    for slot, code in enumerate(codes):
        options = answers.get(code, ())
        counts[slot * WIDTH] = submitted - sum(options)
        counts[slot * WIDTH + 1 : slot * WIDTH + 1 + len(options)] = options
    return Tally.objects.create(
        administration=unit.administration,
        unit=unit,
        role=role,
        submitted=submitted,
        width=WIDTH,
        counts=counts,
    )


def released(administration):
    """The release, as the state's job makes it."""
    return release_administration(administration, by=None)


def address(given, unit, name="results-unit"):
    """Of a page or file of one unit's figures."""
    return reverse(f"surveys:{name}", args=[given.pk, unit.pk])
