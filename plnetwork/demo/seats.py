"""Who comes to the next convening of the young cohort: answers, wishes, a seat that is held."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from convenings.models import Convening, Question
from convenings.services.choices import add_choice, keep_wishes
from convenings.services.questions import add_question, add_usual_questions
from convenings.services.registration import cancel_registration, register
from convenings.services.session import change_session
from core import clock

if TYPE_CHECKING:
    from convenings.models import Session
    from plnetwork.demo.stage import Stage

CHOICES = [
    ("Goals that learners write", "Cards, first steps and a second look", "Large hall", 3),
    ("A week on one page", "How two schools plan time with learners", "Room 12", 2),
    ("Walls that teach", "What learners put up, and who reads it", "Workshop", 3),
]
# Educator to what they eat; an empty answer is none.
NORTH = {"E008": "Vegetarian", "E009": "", "E010": "No nuts; No dairy", "E011": "Vegetarian"}
WAYS = {"E008": "By car", "E009": "With others", "E010": "With others", "E011": "By car"}
# As wished most first, by place in the list above.
WISHES = {"E008": (0, 1), "E009": (0, 2), "E010": (1,), "E011": (0, 1, 2)}
SOUTHEAST = ("E002", "E003", "E004")  # of whom the first gives the seat back


def build_seats(stage: Stage) -> None:
    """Questions, seats, wishes; in the South the last seat is held for who waited."""
    center = stage.centers["maple_fork"]
    young = center.cohorts_run.latest("starts_on")
    convening = Convening.objects.get(cohort=young, number=2)
    host = stage.cast["Dana Whitlock"]
    add_usual_questions(convening, by=host)
    add_question(
        convening,
        words="How do you come?",
        kind=Question.Kind.CHOICE,
        options=["By car", "With others", "By bus"],
        is_private=False,
        by=host,
    )
    sessions = {session.region: session for session in convening.sessions.all()}
    for session in sessions.values():
        closing = clock.on_day(session.starts_at.date() - dt.timedelta(days=4), 17)
        change_session(session, by=host, seats_close_at=closing)
    _fill_north(stage, sessions["North"])
    _fill_southeast(stage, sessions["Southeast"])


def _fill_north(stage: Stage, session: Session) -> None:
    host = stage.cast["Dana Whitlock"]
    choices = [
        add_choice(session, by=host, round=1, title=title, detail=detail, room=room, capacity=seats)
        for title, detail, room, seats in CHOICES
    ]
    questions = session.convening.questions.standing()
    food, way = questions.earliest("position"), questions.latest("position")
    for educator, eats in NORTH.items():
        person = stage.educators[educator]
        answers = {food.pk: eats, way.pk: WAYS[educator]}
        seat = register(session, person=person, by=person, answers=answers)
        keep_wishes(seat, wishes={1: [choices[place] for place in WISHES[educator]]})


def _fill_southeast(stage: Stage, session: Session) -> None:
    host = stage.cast["Dana Whitlock"]
    change_session(session, by=host, capacity=2)
    people = [stage.educators[educator] for educator in SOUTHEAST]
    seats = [register(session, person=person, by=person) for person in people]
    cancel_registration(seats[0], by=people[0], reason="Another meeting that day.")
