"""The demo's convenings: sessions, seats, attendance, and the feedback that people gave."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from convenings.models import Convening, Session
from convenings.services.attendance import mark_attendance
from convenings.services.convening import schedule_convening
from convenings.services.feedback import open_session_feedback
from convenings.services.registration import register
from convenings.services.session import add_session
from core import clock
from core.progress import track
from network.models import Component
from plnetwork.demo.answers import Form, answer_for_all, deal, finish
from plnetwork.demo.book import book
from plnetwork.demo.stage import Stage, moment
from plnetwork.demo.words import read_comments, write_comments
from surveys.models import InstrumentVersion

if TYPE_CHECKING:
    import random

    from surveys.models import Administration

MODES = {"in person": Session.Mode.IN_PERSON, "virtual": Session.Mode.VIRTUAL}
TARGETS = [
    "Build a shared picture of the component",
    "Develop one thing to try in thirty days",
    "Collaborate with your own team on a commitment",
    "Engage with teams from other schools",
]
# The book has no answers about targets: each is answered like the item that is closest to it.
ANSWERED_LIKE = ("CVF04", "CVF05", "CVF01", "CVF02")
# Component of the revised framework that a convening is about, by the convening's number.
COMPONENTS = {1: "1", 2: "4", 3: "2", 4: "3"}


def build_convenings(stage: Stage) -> None:
    """Four convenings; three took place and were answered."""
    rows = book()["convenings"]
    for row in track(rows, total=len(rows), doing="Convenings"):
        first = min(session["date"] for session in row["sessions"])
        with clock.at(moment(first) - dt.timedelta(days=42)):
            convening = _schedule(stage, row)
            _fill_seats(stage, convening, row)
        if "attended" in row:
            _hold(stage, convening, row)


def _schedule(stage: Stage, row: dict[str, Any]) -> Convening:
    host = stage.cast["Dana Whitlock"]
    components = Component.objects.filter(version__is_current=True, code=COMPONENTS[row["number"]])
    convening = schedule_convening(
        stage.launch_cohort,
        topic=row["topic"],
        learning_targets=row.get("targets", TARGETS),
        number=row["number"],
        components=list(components),
        by=host,
    )
    for line in row["sessions"]:
        start, _, end = line["time"].partition("-")
        is_virtual = line["mode"] == "virtual"
        add_session(
            convening,
            region=line["region"],
            starts_at=_at(line["date"], start),
            ends_at=_at(line["date"], end),
            mode=MODES[line["mode"]],
            place="" if is_virtual else line["place"],
            virtual_link="https://meet.example/convening" if is_virtual else "",
            capacity=line.get("seats"),
            by=host,
        )
    return convening


def _at(date: str, time: str) -> dt.datetime:
    return moment(date, 0).replace(hour=int(time[:2]), minute=int(time[3:]))


def _fill_seats(stage: Stage, convening: Convening, row: dict[str, Any]) -> None:
    """Register everybody who came; for the coming convening everybody who has a seat."""
    sessions = {session.region: session for session in convening.sessions.all()}
    waiting = []
    for line in book()["educators"]["rows"]:
        person, region = stage.educators[line[0]], _region(stage, line[2])
        if "attended" in row:
            if str(row["number"]) in line[4]:
                register(sessions[region], person=person, by=person)
        elif line[8] == "waiting":
            waiting.append(person)
        elif line[8]:
            register(sessions[line[8]], person=person, by=person)
    for person in waiting:
        register(sessions["North"], person=person, by=person)


def _region(stage: Stage, team: str) -> str:
    school = next(row["school"] for row in book()["teams"] if row["id"] == team)
    return stage.centers[stage.center_of(school)].region


def _hold(stage: Stage, convening: Convening, row: dict[str, Any]) -> None:
    """Everybody who came is marked; each session's feedback opens at its end."""
    host = stage.cast["Dana Whitlock"]
    # The book counts who chose "does not apply"; later versions do not offer it.
    form = InstrumentVersion.objects.get(instrument__code="CVF", number=1, base=None)
    for session in convening.sessions.order_by("starts_at"):
        with clock.at(session.starts_at):
            for line in book()["educators"]["rows"]:
                came = str(row["number"]) in line[4] and _region(stage, line[2]) == session.region
                if came:
                    mark_attendance(
                        session,
                        person=stage.educators[line[0]],
                        team=stage.teams[line[2]],
                        by=host,
                    )
        with clock.at(session.ends_at):
            open_session_feedback(session, version=form)
    convening.refresh_from_db()
    _answer(stage, convening, row)


def _answer(stage: Stage, convening: Convening, row: dict[str, Any]) -> None:
    """The feedback of the book, dealt over the sessions, then closed and released."""
    administration: Administration = convening.feedback  # type: ignore[assignment]  # just opened
    numbers = {line["region"]: line["feedback_submitted"] for line in row["sessions"]}
    items = {code: counts for code, counts in row["feedback"].items() if code != "columns"}
    forms = deal(_options_first(items), row["submitted"], stage.dice)
    _answer_targets(forms, items, stage.dice)
    write_comments(forms, row["number"], row.get("comments_CVF12", []))
    closing = administration.closes_at
    with clock.at(closing - dt.timedelta(hours=12)):
        answer_for_all(administration, forms, by_unit=numbers)
    finish(
        administration,
        closes_at=closing,
        released_at=closing + dt.timedelta(days=3),
        by=stage.cast["Renata Okafor"],
    )
    read_comments(stage, administration, row["number"])


def _answer_targets(forms: list[Form], items: dict[str, list[int]], dice: random.Random) -> None:
    like = {f"CVT{n:02}": items[code][:4] for n, code in enumerate(ANSWERED_LIKE, start=1)}
    left = {code: [*counts, 0, len(forms) - sum(counts)] for code, counts in like.items()}
    for form, more in zip(forms, deal(_options_first(left), len(forms), dice), strict=True):
        form.update(more)


def _options_first(items: dict[str, list[int]]) -> dict[str, dict[int, int]]:
    """The book's columns (four answers, does not apply, skipped) as code to count."""
    return {
        code: {**dict(enumerate(counts[:5], start=1)), 0: counts[5]}
        for code, counts in items.items()
    }
