"""The demo's pre-work: convening 4's with what its teams chose, and one that is open today."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import typst
from django.conf import settings
from django.core.files.base import ContentFile

from convenings.models import Convening, PreWork, PreWorkPart
from convenings.rules.prework import Given
from convenings.services.prework import change_prework, start_prework, write_part
from convenings.services.prework_answers import (
    comment_on_prework,
    finish_prework,
    save_answers,
)
from convenings.services.prework_mail import tell_that_open
from convenings.services.slides import put_slide
from core import clock
from plnetwork.demo.book import book
from plnetwork.demo.stage import Stage, moment

if TYPE_CHECKING:
    from cohorts.models import DesignTeam
    from network.models import Person

NUMBER = 4
WRITTEN = dt.timedelta(days=14)  # before it opens
AFFIRMS = (
    "Our eighth graders already interview people outside school; we never called it a task.",
    "Learners here choose whom their work is for. That is where it begins.",
    "Our town calls us when something is to be found out. We could answer more often.",
)
CHALLENGES = (
    "Two of us have no shared planning time, so the project stops at one classroom door.",
    "A task with people outside does not fit into 42 minutes.",
    "We would have to let go of the unit test, and not everybody is ready for that.",
)
QUESTION = "Who outside school could say what good work looks like? Bring that person's name along."
GOALS_INTRO = (
    "Half an hour with your team before the day: whose goals do our learners work on today, and"
    " where could they write one themselves?"
)
GOALS_PARTS = {
    PreWorkPart.Kind.WATCH: (
        "Watch",
        "Eight minutes in a sixth grade where every learner writes a goal on Monday.",
        [("A Monday with goal cards", "Look at who talks, and for how long.")],
    ),
    PreWorkPart.Kind.READ: (
        "Read one of these",
        "Choose the one that is closer to your own classrooms.",
        [
            ("A first goal in ten minutes", "For those who begin."),
            ("When goals stay too small", "For those who have tried it."),
        ],
    ),
}
GOALS_TRIES = [
    ("Goal cards on every desk", "Each learner writes one goal a week and looks at it on Friday."),
    ("Conferences that learners lead", "The learner shows the work; the adults ask."),
    ("A menu of ways to practice", "Same target, four ways, chosen by the learner."),
    ("Questions from the class", "A unit begins with what learners want to know."),
    ("A second look", "What was tried is looked at again after a week, and changed."),
]
SLIDES = {
    "T01": (
        "Goal cards on every desk",
        ["56 learners wrote a goal of their own", "41 looked at it again after a week"],
    ),
    "T02": ("Pace by proof", ["Two units, three ways to show it", "19 asked to be asked again"]),
    "T10": ("The creek as a client", ["Tenth grade measured, the village read it", "One plan"]),
    "T14": ("Our street, our data", ["Neighbors came to 3 of 4 panels", "Next: in two languages"]),
}


def build_prework(stage: Stage) -> None:
    """Twelve of seventeen teams are ready for convening 4 when its day comes."""
    row = next(one for one in book()["convenings"] if one["number"] == NUMBER)["prework"]
    convening = stage.launch_cohort.convenings.get(number=NUMBER)
    with clock.at(moment(row["opens"]) - WRITTEN):
        part = _write(stage, convening, row["ready_teams"])
    with clock.at(moment(row["opens"])):
        tell_that_open(_with_dates(convening))
    options = {option.title.lower(): option.pk for option in part.options.all()}
    for days, (team, chosen) in enumerate(row["ready_teams"].items(), start=3):
        with clock.at(moment(row["opens"], 15) + dt.timedelta(days=days)):
            _answer(stage, convening, team, [options[title] for title in chosen])
    for days, team in enumerate(SLIDES, start=17):
        with clock.at(moment(row["opens"], 16) + dt.timedelta(days=days)):
            _show(stage, convening, team)


def open_prework(stage: Stage, convening: Convening) -> None:
    """The usual parts about learners' own goals, open today; one team has begun and is not done."""
    with clock.at(convening.sessions.earliest("starts_at").starts_at - dt.timedelta(days=33)):
        part = _write_about_goals(stage, convening)
    prework = _with_dates(convening)
    first = part.options.all()[0]
    team = convening.cohort.teams.get(school=stage.schools["kettle_run_high"])
    given = Given(picks=(first.pk,), how={first.pk: "One class a week, on the back of the card."})
    with clock.at(clock.now() - dt.timedelta(days=1)):
        save_answers(prework, team=team, answers={part.pk: given}, seen={}, by=_lead(team))


def _write(stage: Stage, convening: Convening, chosen: dict[str, list[str]]) -> PreWorkPart:
    """The usual parts; the list holds what teams could work on in the room."""
    host = stage.cast["Dana Whitlock"]
    prework = start_prework(convening, shipped="usual", by=host)
    change_prework(prework, title="Work that matters outside school", by=host)
    titles = dict.fromkeys(title for titles in chosen.values() for title in titles)
    rows = [{"title": _capital(title), "words": "", "links": []} for title in titles]
    part = prework.parts.get(kind=PreWorkPart.Kind.CHOOSE)
    words = "Each team can pick two. Your choices make the groups of the day."
    title = "What we want to work on in the room"
    return write_part(prework, part=part, options=rows, title=title, words=words, by=host)


def _write_about_goals(stage: Stage, convening: Convening) -> PreWorkPart:
    host = stage.cast["Dana Whitlock"]
    prework = start_prework(convening, shipped="usual", by=host)
    change_prework(prework, title="Whose goal is it?", intro=GOALS_INTRO, by=host)
    for kind, (title, words, options) in GOALS_PARTS.items():
        rows = [{"title": one, "words": about, "links": []} for one, about in options]
        part = prework.parts.get(kind=kind)
        write_part(prework, part=part, options=rows, title=title, words=words, by=host)
    part = prework.parts.get(kind=PreWorkPart.Kind.CHOOSE)
    rows = [{"title": title, "words": about, "links": []} for title, about in GOALS_TRIES]
    title, words = (
        "What we want to try",
        "Choose at least 2. Your choices make the groups of the day.",
    )
    return write_part(
        prework,
        part=part,
        options=rows,
        title=title,
        words=words,
        least=2,
        asks_how=True,
        takes_own=True,
        by=host,
    )


def _answer(stage: Stage, convening: Convening, key: str, picks: list[int]) -> None:
    team = stage.teams[key]
    lead, prework = _lead(team), _with_dates(convening)
    answers: dict[int, Given] = {}
    for number, part in enumerate(prework.parts.prefetch_related("options")):
        options = [option.pk for option in part.options.all()]
        answers[part.pk] = {
            PreWorkPart.Kind.WATCH: Given(is_seen=True),
            PreWorkPart.Kind.READ: Given(picks=tuple(options[:1])),
            PreWorkPart.Kind.CHOOSE: Given(picks=tuple(picks)),
        }.get(PreWorkPart.Kind(part.kind), Given(text=_words(key, number)))
    saved = save_answers(prework, team=team, answers=answers, seen={}, by=lead)
    submission = finish_prework(saved.submission, by=lead)
    if key == "T01":
        comment_on_prework(submission, text=QUESTION, by=stage.cast["Dana Whitlock"])


def _show(stage: Stage, convening: Convening, key: str) -> None:
    team = stage.teams[key]
    title, lines = SLIDES[key]
    put_slide(
        convening,
        team=team,
        title=title,
        alt_text=f"{title}. {'. '.join(lines)}.",
        file=ContentFile(_image({"team": team.name, "title": title, "lines": lines}), "slide.png"),
        by=_lead(team),
    )


def _image(data: dict[str, Any]) -> bytes:
    templates = settings.BASE_DIR / "templates"
    image: bytes = typst.compile(
        str(templates / "plnetwork" / "slide.typ"),
        root=str(templates),
        font_paths=[str(settings.BASE_DIR / "static/vendor/uswds/fonts/public-sans")],
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data)},
        format="png",
        ppi=96,
    )
    return image


def _with_dates(convening: Convening) -> PreWork:
    found = PreWork.objects.with_dates().select_related("convening__cohort")
    return found.get(convening=convening)


def _lead(team: DesignTeam) -> Person:
    return team.memberships.select_related("person").earliest("role", "pk").person


def _words(key: str, number: int) -> str:
    lines = CHALLENGES if number % 2 else AFFIRMS
    return lines[int(key[1:]) % len(lines)]


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]
