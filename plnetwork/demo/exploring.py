"""How far people of the demo are in EXPLORE: one has done all, one belongs to no school."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from accounts.services import account_for
from core import clock
from library.models import Lesson, Module
from library.services.progress import (
    answer_check,
    finish_lesson,
    keep_reflection,
    mark_of,
    tell_about,
)
from network.services.people import person_behind

if TYPE_CHECKING:
    from network.models import Person
    from plnetwork.demo.stage import Stage

# Lessons done of each module, by the key of an educator; E009 may be signed in as.
WAYS = {
    "E009": {"what": 6, "why": 5, "beginning": 2},
    "E007": {"what": 6, "why": 5, "beginning": 6},
    "E005": {"what": 3},
    "E003": {"what": 6, "beginning": 1},
}
ALONE = ("Ines", "Calderwood", "ines.calderwood@elsewhere.example")
BEFORE = dt.timedelta(days=40)
EACH_DAY = dt.timedelta(days=1)
THOUGHT = "Third period chose the order of the stations. The target had to be in their words."
IDEA = "Two ways to practice on Thursdays, and learners say why they chose theirs."


def build_exploring(stage: Stage) -> None:
    """Begun weeks ago, a lesson a day; the person alone has no school and wishes contact."""
    for key, way in WAYS.items():
        _go(stage.educators[key], way)
    first_name, last_name, address = ALONE
    with clock.at(clock.now() - BEFORE):
        alone = person_behind(account_for(address), first_name=first_name, last_name=last_name)
    _go(alone, {"what": 6, "why": 2})
    told = alone.modules_done.get()
    tell_about(told, reaction=3, idea=IDEA, wants_contact=True)


def _go(person: Person, way: dict[str, int]) -> None:
    at = clock.now() - BEFORE
    for code, count in way.items():
        for lesson in Module.objects.get(code=code).lessons.all()[:count]:
            at += EACH_DAY
            with clock.at(at):
                _do(lesson, person)


def _do(lesson: Lesson, person: Person) -> None:
    if lesson.kind == Lesson.Kind.REFLECTION:
        keep_reflection(lesson, text=THOUGHT, seen=mark_of(""), by=person)
    if lesson.kind == Lesson.Kind.CHECK:
        answer_check(lesson, answer=lesson.question["right"], by=person)
    finish_lesson(lesson, by=person)
