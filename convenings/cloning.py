"""What a clone of a cohort takes along of its convenings: what is planned, and nobody.

Sessions keep their times by the clock on the wall on both sides of a clock change. Rooms, links to
join and who leads a choice session belong to the day that was; they are said again.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cohorts.cloning import Shifted, Step, offer_step
from convenings import services
from convenings.models import (
    ChoiceSession,
    Convening,
    PartOption,
    PreWork,
    PreWorkPart,
    Question,
    Session,
)
from convenings.rules.dates import Span, moved
from convenings.services.agenda import Step as AgendaStep
from core import local_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.db.models import Model, QuerySet

    from cohorts.models import Cohort
    from network.models import Person

    NewDay = Callable[[dt.date], tuple[dt.date, str]]

DAYS_TRIED = 7
NIGHT = "The clocks change that night."
AFTERWARDS = ("feedback_hours", "least_share", "needs_feedback")
OF_A_PREWORK = ("title", "intro", "answered_by", "least_minutes", "most_minutes", "asks_slide")
OF_A_PART = (
    *("position", "kind", "title", "words", "minutes"),
    *("is_required", "least", "asks_how", "takes_own"),
)
OF_A_QUESTION = (
    *("position", "words", "kind", "options"),
    *("is_required", "is_private", "keep_days"),
)
OF_A_CHOICE = ("round", "title", "detail", "capacity")
OF_AN_OPTION = ("position", "title", "words", "links")


def offer() -> None:
    """Let every clone of a cohort have its convenings."""
    offer_step(Step("Convenings", preview, make))


def preview(cohort: Cohort, new_day: NewDay) -> Sequence[Shifted]:
    """Every session that is held, with the day it gets."""
    return [
        Shifted(
            f"{session.convening}, {session.region}, {_clock(session)}",
            timezone.localdate(session.starts_at),
            timezone.localdate(span.starts_at),
            why,
        )
        for session in _sessions(cohort)
        for span, why in [_moved(session.starts_at, session.ends_at, new_day)]
    ]


def make(source: Cohort, copy: Cohort, new_day: NewDay, by: Person | None) -> None:
    """Plan the same convenings in the new cohort, with their sessions, agenda and pre-work."""
    for convening in source.convenings.prefetch_related(
        "agenda", "checklist", "components", "indicators"
    ).order_by("number"):
        twin = services.schedule_convening(
            copy,
            number=convening.number,
            topic=convening.topic,
            learning_targets=convening.learning_targets,
            components=convening.components.all(),
            indicators=convening.indicators.all(),
            by=by,
            **_same(convening, AFTERWARDS),
        )
        steps = [AgendaStep(s.minutes, s.title, s.detail) for s in convening.agenda.all()]
        services.set_agenda(twin, steps=steps, by=by)
        lines = [item.words for item in convening.checklist.all()]
        services.set_checklist(twin, lines=lines, by=by)
        Question.objects.bulk_create(
            Question(convening=twin, **_same(asked, OF_A_QUESTION))
            for asked in convening.questions.standing()
        )
        for session in _sessions(source).filter(convening=convening):
            _add(twin, session, new_day, by)
        prework = PreWork.objects.filter(convening=convening).first()
        if prework is not None:
            _copy_prework(prework, twin, new_day)


def _sessions(cohort: Cohort) -> QuerySet[Session]:
    held = Session.objects.filter(convening__cohort=cohort, is_cancelled=False)
    return held.select_related("convening", "venue").order_by("starts_at", "pk")


def _add(twin: Convening, session: Session, new_day: NewDay, by: Person | None) -> None:
    span, _ = _moved(session.starts_at, session.ends_at, new_day)
    days = timezone.localdate(span.starts_at) - timezone.localdate(session.starts_at)
    close = session.seats_close_at
    again = services.add_session(
        twin,
        region=session.region,
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        mode=Session.Mode(session.mode),
        place=session.place,
        venue=None if session.venue and session.venue.is_retired else session.venue,
        capacity=session.capacity,
        link_minutes=session.link_minutes,
        seats_close_at=close and _later(close, days.days),
        by=by,
    )
    ChoiceSession.objects.bulk_create(
        ChoiceSession(session=again, **_same(choice, OF_A_CHOICE))
        for choice in session.choices.standing()
    )


def _copy_prework(prework: PreWork, twin: Convening, new_day: NewDay) -> None:
    chosen = {
        name: at and _moved(at, at, new_day)[0].starts_at
        for name, at in [("opens_at", prework.opens_at), ("due_at", prework.due_at)]
    }
    copy = PreWork.objects.create(convening=twin, **chosen, **_same(prework, OF_A_PREWORK))
    for part in prework.parts.prefetch_related("options"):
        same = PreWorkPart.objects.create(prework=copy, **_same(part, OF_A_PART))
        PartOption.objects.bulk_create(
            PartOption(part=same, **_same(option, OF_AN_OPTION)) for option in part.options.all()
        )


def _same(row: Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _moved(starts_at: dt.datetime, ends_at: dt.datetime, new_day: NewDay) -> tuple[Span, str]:
    """At the same hours of the new day; where clocks change in these, a day later."""
    old = timezone.localdate(starts_at)
    because = ""
    for later in range(DAYS_TRIED):
        day, why = new_day(old + dt.timedelta(days=later))
        try:
            return moved(Span(starts_at, ends_at), (day - old).days), because or why
        except (local_time.TimeSkipped, local_time.TimeDoubled):
            because = NIGHT
    raise AssertionError("clocks do not change every night of a week")


def _later(moment: dt.datetime, days: int) -> dt.datetime:
    """So many days later by the clock on the wall; in a night of a clock change, by the hour."""
    try:
        return moved(Span(moment, moment), days).starts_at
    except (local_time.TimeSkipped, local_time.TimeDoubled):
        return moment + dt.timedelta(days=days)


def _clock(session: Session) -> str:
    start, end = (timezone.localtime(at) for at in (session.starts_at, session.ends_at))
    return f"{local_time.clock_words(start)}–{local_time.clock_words(end)}"
