"""The demo's two implementation surveys, spring 2023 and spring 2024."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from core import clock
from core.progress import track
from network.models import Person
from plnetwork.demo.answers import answer_for_all, deal, deal_roles, finish
from plnetwork.demo.book import book
from plnetwork.demo.stage import Stage, moment
from surveys.collection import drafts, links
from surveys.collection.services import (
    FrameRow,
    invite,
    open_administration,
    prepare_administration,
    set_school_frame,
)
from surveys.models import Administration, Instrument, InstrumentVersion, Item, Section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from network.models import School

SHORT_FORM = "IMTB"
WAVES = {"spring_2023": "2022-23", "spring_2024": "2023-24"}


def build_waves(stage: Stage) -> None:
    """The baseline with its four items, and the first version's 29 a year later."""
    full = InstrumentVersion.objects.get(instrument__code="IMT", number=1)
    short = _short_form(full, book()["surveys"]["spring_2023"]["items"])
    _run(stage, "spring_2023", short)
    _run(stage, "spring_2024", full)


def _short_form(full: InstrumentVersion, codes: list[str]) -> InstrumentVersion:
    """The baseline form: the same items by code, under the same headings as in the full one.

    Asked under another heading they would not be comparable.
    """
    instrument = Instrument.objects.create(
        code=SHORT_FORM,
        name="Implementation survey for teachers, short form",
        audience=full.instrument.audience,
        source="Four items of the full form, asked as a baseline in spring 2023.",
    )
    version = InstrumentVersion.objects.create(
        instrument=instrument, number=1, minutes=2, roles=full.roles
    )
    asked = Item.objects.filter(section__version=full, code__in=codes).select_related("section")
    sections: dict[int, Section] = {}
    for slot, item in enumerate(asked.order_by("section__position", "position")):
        heading = item.section
        if heading.pk not in sections:
            sections[heading.pk] = Section.objects.create(
                version=version,
                position=len(sections) + 1,
                title=heading.title,
                intro=heading.intro,
            )
        Item.objects.create(
            section=sections[heading.pk],
            code=item.code,
            position=slot + 1,
            slot=slot,
            wording=item.wording,
            scale=item.scale,
            construct=item.construct,
            indicator=item.indicator,
        )
    return version


def _run(stage: Stage, wave: str, version: InstrumentVersion) -> None:
    """Prepare, freeze the frame, invite, answer, close, release; each at its own date."""
    facts = book()["surveys"][wave]
    admin = stage.cast["Renata Okafor"]
    opening, last_day = facts["window"]
    with clock.at(moment(opening) - dt.timedelta(days=14)):
        administration = prepare_administration(
            version,
            title=facts["title"],
            purpose=Administration.Purpose.IMPLEMENTATION,
            cohort=stage.launch_cohort if wave == "spring_2024" else None,
            school_year=WAVES[wave],
            wave=wave.replace("_", " "),
            opens_at=moment(opening, 8),
            closes_at=moment(last_day, 23).replace(minute=59),
            by=admin,
        )
        rows = [_frame_row(stage, version, key, row) for key, row in facts["schools"].items()]
        set_school_frame(administration, rows=rows, by=admin)
        for key, row in facts["schools"].items():
            school = stage.schools[key]
            unit = administration.units.get(organization=school)
            invite(administration, unit=unit, people=_staff(school, row["staff"]))
    with clock.at(moment(opening, 8)):
        open_administration(administration, by=admin)
    with clock.at(moment(last_day, 8)):
        _answer(stage, administration, facts["schools"])
    finish(
        administration,
        closes_at=moment(last_day, 23).replace(minute=59),
        released_at=dt.datetime.fromisoformat(facts["released"]),
        by=admin,
    )


def _frame_row(
    stage: Stage, version: InstrumentVersion, school: str, row: dict[str, Any]
) -> FrameRow:
    by_role = row.get("staff_by_role", [])
    return FrameRow(
        school=stage.schools[school],
        staff=row["staff"],
        staff_by_role=dict(zip(version.roles, by_role, strict=False)),
    )


def _staff(school: School, how_many: int) -> list[Person]:
    """So many invented teachers of a school; the same ones in every wave."""
    place = school.name.lower().replace(" ", "-")
    wanted = [
        Person(
            first_name=first,
            last_name=last,
            email=f"{first}.{last}{number:02}@{place}.example".lower(),
            organization=school,
        )
        for number, first, last in _invented_names(school, how_many)
    ]
    addresses = [person.email for person in wanted]
    known = set(Person.objects.filter(email__in=addresses).values_list("email", flat=True))
    Person.objects.bulk_create([person for person in wanted if person.email not in known])
    return list(Person.objects.filter(email__in=addresses))


def _invented_names(school: School, how_many: int) -> Iterator[tuple[int, str, str]]:
    """Numbered names out of the book's, none twice in a school."""
    names = [str(row[1]).split() for row in book()["educators"]["rows"]]
    firsts = sorted({first for first, _ in names})
    lasts = sorted({last for _, last in names})
    start = int(school.irn)
    for number in range(1, how_many + 1):
        # Steps without a common divisor with the number of names, so that all pairs come.
        last = lasts[(start + 7 * number) % len(lasts)]
        yield number, firsts[(start + number) % len(firsts)], last


def _answer(stage: Stage, administration: Administration, schools: dict[str, Any]) -> None:
    for key, row in track(schools.items(), total=len(schools), doing=administration.title):
        items = {code: dict(enumerate(counts, start=1)) for code, counts in row["items"].items()}
        forms = deal(items, row["submitted"], stage.dice)
        if "submitted_by_role" in row:
            deal_roles(forms, row["submitted_by_role"], stage.dice)
        name = stage.schools[key].name
        answer_for_all(administration, forms, by_unit={name: row["submitted"]})
        _begin_only(administration, name, row.get("started_not_submitted", 0))


def _begin_only(administration: Administration, school: str, how_many: int) -> None:
    """Those who started and did not send: their drafts are deleted after the close."""
    unit = administration.units.get(kind="school", name=school)
    for invitation in unit.invitations.waiting().order_by("-pk")[:how_many]:
        drafts.save(links.token_for(invitation), answers={"IMC01": 3})
