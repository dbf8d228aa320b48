"""Surveys that the demo's state administrator has begun to prepare: learners, and a new version."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from core import clock
from surveys.collection.protection import TOPICS
from surveys.collection.services import (
    FrameRow,
    add_opt_outs,
    confirm_safeguards,
    open_a_link,
    prepare_administration,
    set_school_frame,
)
from surveys.instruments import services as editor
from surveys.models import Administration, Instrument, InstrumentVersion, Item

if TYPE_CHECKING:
    from network.models import Person
    from plnetwork.demo.stage import Stage

# Learners of grades 6 to 12; both schools answer on a poster in class.
LEARNERS = {"fallow_creek_middle": 412, "kettle_run_high": 388}
LEFT_OUT = ("7A-03", "7A-19", "8C-11")
NOTICE, DAYS_TO_SAY_NO, OPENS_AFTER = 6, 14, 9
LEADERS = {"kettle_run_high": 2, "fallow_creek_middle": 3, "marlow_high": 3}
REWORDED = {
    "IMT52": "Learners revise their work after critique.",
    "IMC03": "When something we try does not work, our leaders stand behind us.",
}


def build_preparations(stage: Stage) -> None:
    """Nobody is asked by any of these yet."""
    _ask_learners(stage)
    _ask_leaders(stage)
    _change_the_short_form(by=stage.cast["Renata Okafor"])


def _ask_learners(stage: Stage) -> None:
    """Anonymous, with posters; parents were told, and may still say no for a while."""
    survey = _prepared(stage, "IMLB", "Learner survey, grades 6 to 12", schools=LEARNERS)
    by, today = stage.cast["Renata Okafor"], clock.today()
    told = today - dt.timedelta(days=NOTICE)
    for unit in survey.units.filter(kind="school").order_by("name"):
        open_a_link(unit, by=by)
    confirm_safeguards(
        survey,
        not_asked=TOPICS,
        notice_on=told,
        opt_out_until=told + dt.timedelta(days=DAYS_TO_SAY_NO),
        by=by,
    )
    school = survey.units.get(organization=stage.schools["fallow_creek_middle"])
    add_opt_outs(school, codes=LEFT_OUT, by=by)


def _ask_leaders(stage: Stage) -> None:
    """Confidential, and nobody is invited yet."""
    mode = Administration.Mode.CONFIDENTIAL
    _prepared(stage, "IML", "Implementation survey, leaders", schools=LEADERS, mode=mode)


def _prepared(
    stage: Stage,
    code: str,
    title: str,
    *,
    schools: dict[str, int],
    mode: str = Administration.Mode.ANONYMOUS,
) -> Administration:
    today, by = clock.today(), stage.cast["Renata Okafor"]
    year = today.year if today.month >= 7 else today.year - 1
    opening = today + dt.timedelta(days=OPENS_AFTER)
    survey = prepare_administration(
        InstrumentVersion.objects.filter(instrument__code=code).latest("number"),
        title=title,
        purpose=Administration.Purpose.IMPLEMENTATION,
        cohort=None,
        school_year=f"{year}-{(year + 1) % 100:02}",
        wave=f"{'fall' if opening.month >= 7 else 'spring'} {opening.year}",
        opens_at=clock.on_day(opening, 8),
        closes_at=clock.on_day(opening + dt.timedelta(days=14), 17),
        mode=mode,
        by=by,
    )
    rows = [FrameRow(school=stage.schools[key], staff=staff) for key, staff in schools.items()]
    set_school_frame(survey, rows=rows, by=by)
    return survey


def _change_the_short_form(*, by: Person) -> None:
    """Two questions in other words, of which one is decided; one gone, one from the item bank."""
    draft = editor.new_version(Instrument.objects.get(code="IMTB"), by=by)
    items = Item.objects.filter(section__version=draft)
    for code, wording in REWORDED.items():
        editor.edit_item(items.get(code=code), facts={"wording": wording}, by=by)
    editor.remove_item(items.get(code="IMC08"), by=by)
    asked = Item.objects.get(
        section__version__instrument__code="IMT", section__version__number=1, code="IMC07"
    )
    editor.copy_item(asked, section=items.get(code="IMC03").section, by=by)
    editor.decide(draft, decisions={"IMT52": True}, by=by)
