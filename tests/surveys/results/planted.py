"""A survey whose hidden cells hold numbers that stand nowhere else, such as 7919.

Kettle School is hidden beside a school of 7 answers. At Open School the split by role is hidden,
since one role has 4 answers. Comments are too few, or held back.
"""

import random
import re
import zipfile
import zlib
from io import BytesIO

from core import clock
from surveys.collection.counting import counted
from surveys.collection.ledger import add_to_tallies
from surveys.collection.models import FrameUnit
from surveys.instruments.models import Item
from surveys.instruments.questionnaire import questionnaire_of
from surveys.results.models import OpenAnswer
from surveys.results.services import release_administration
from surveys.results.services.comments import publish_comments
from tests.surveys.results.administrations import administration, instrument_version, network_unit

ROLES = ["teacher", "leader", "coach"]
ITEMS = {
    "IMC01": ("A5", "I have time during the school day to collaborate."),
    "IMC02": ("A5", "I have colleagues I can ask."),
    "IMC03": ("A5", "Leaders back trying and failing."),
    "IMT11": ("F5", "Learners set their own goals."),
}
STAFF = {"Kettle School": 9001, "Small School": 11, "Open School": 20011, "Gull School": 13001}
SUBMITTED = {  # by role
    "Kettle School": (5261, 2647, 11),
    "Small School": (4, 3, 0),
    "Open School": (14741, 268, 4),
    "Gull School": (6007, 3001, 2999),
}
KETTLE = {  # skipped, option 1, …, option 5
    "IMC01": (1009, 1511, 1213, 1327, 1447, 1412),
    "IMC02": (0, 1531, 1543, 1549, 1553, 1743),
    "IMC03": (0, 1601, 1607, 1609, 1613, 1489),
    "IMT11": (0, 1619, 1621, 1627, 1637, 1415),
}
NEVER_TOLD = {7919, 6910, 1412, 5261, 2647, 14741, 9001, 7926}
WORDS_NEVER_TOLD = ("Quillfeather", "Marrowbone")
FIRST_LARGE = 1000  # smaller numbers stand on pages for other reasons


def planted_survey(places):
    """Closed, released, its comments published. `places` maps names to organizations."""
    version = instrument_version(ITEMS)
    version.roles = ROLES
    version.save()
    Item.objects.filter(section__version=version, code__startswith="IMC").update(construct="Time")
    survey = administration(version, title="Survey with planted numbers")
    units = _frame(survey, places)
    form = questionnaire_of(version)
    rows = [
        ((units[name].pk, role), answers)
        for name in SUBMITTED
        for role, answers in _rows(name, form.slots)
    ]
    add_to_tallies(survey, counted(rows, form), width=form.width)
    _say(survey, units)
    release_administration(survey, by=None)
    survey.words_apart_at = clock.now()
    survey.save()
    publish_comments(survey, by=None)
    return survey, units


def planted_numbers(units):
    """Every large number that is counted in a hidden cell."""
    hidden = units["Kettle School"]
    numbers = set(NEVER_TOLD)
    for tally in hidden.tallies.all():
        numbers |= {tally.submitted, *tally.counts}
    for tally in hidden.administration.scale_tallies.filter(unit=hidden):
        numbers |= set(tally.sums)
    return {number for number in numbers if number >= FIRST_LARGE}


def numbers_in(text):
    """The whole numbers of a text, as people and programs write them."""
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    return {int(found) for found in re.findall(r"(?<![\w.#-])\d{4,9}(?![\w-])", plain)}


def text_of(response):
    """All that is readable in an answer: workbooks unzipped, streams of a PDF unpacked."""
    body = b"".join(response) if response.streaming else response.content
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    elif body.startswith(b"%PDF-"):
        body = b"\n".join([body, *_streams(body)])
    return body.decode(errors="replace")


def _streams(pdf):
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            yield zlib.decompress(stream)
        except zlib.error:
            continue


def _frame(survey, places):
    """Network > Maple ESC > Fallow Local > three schools, and Lakebend ESC > Gull Local > one."""
    units = {"Network": network_unit(survey)}
    branches = (
        ("Maple ESC", "Fallow Local", ("Kettle School", "Small School", "Open School")),
        ("Lakebend ESC", "Gull Local", ("Gull School",)),
    )
    for center, district, schools in branches:
        above = _unit(survey, units, places, "esc", center, units["Network"])
        above = _unit(survey, units, places, "district", district, above)
        for school in schools:
            _unit(survey, units, places, "school", school, above)
    return units


def _unit(survey, units, places, kind, name, parent):
    place = places.get(name)
    units[name] = FrameUnit.objects.create(
        administration=survey,
        kind=kind,
        key=name,
        name=name,
        parent=parent,
        organization=getattr(place, "organization_ptr", place),
        staff=STAFF.get(name, 0),
        typology="" if kind == "esc" else "1",
        level="high" if kind == "school" else "",
    )
    return units[name]


def _rows(name, slots):
    """Role and answers of everybody at a school, the questions independent of each other."""
    chance = random.Random(name)
    roles = [role for role, n in enumerate(SUBMITTED[name], start=1) for _ in range(n)]
    columns = []
    for counts in KETTLE.values():
        if name == "Kettle School":
            column = [code for code, n in enumerate(counts) for _ in range(n)]
            chance.shuffle(column)
        else:
            column = [1 + chance.randrange(5) for _ in roles]
        columns.append(column)
    assert len(columns) == slots
    return zip(roles, map(list, zip(*columns, strict=True)), strict=True)


def _say(survey, units):
    for _ in range(3):
        OpenAnswer.objects.create(
            administration=survey,
            unit=units["Small School"],
            item_code="OPEN1",
            text="Marrowbone, says one of few",
            verdict="publish",
        )
    OpenAnswer.objects.create(
        administration=survey,
        unit=units["Kettle School"],
        item_code="OPEN1",
        text="Quillfeather, who was held back",
        verdict="withhold",
    )
