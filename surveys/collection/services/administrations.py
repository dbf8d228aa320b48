"""Preparing, opening, closing, extending an administration, and asking for its release."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from core import clock
from network.services import activity
from surveys import tasks
from surveys.collection import emails
from surveys.collection.models import Administration
from surveys.collection.refusals import (
    FrameIsEmpty,
    FrameIsFrozen,
    NotClosed,
    NotOpen,
    WindowIsOver,
)
from surveys.collection.services.learners import hold_to_safeguards
from surveys.collection.services.modes import refuse_other_modes
from surveys.instruments.services import freeze

if TYPE_CHECKING:
    import datetime as dt

    from cohorts.models import Cohort
    from network.models import Person
    from surveys.instruments.models import InstrumentVersion

State = Administration.State


@transaction.atomic
def prepare_administration(
    version: InstrumentVersion,
    *,
    title: str,
    purpose: str,
    cohort: Cohort | None,
    school_year: str,
    wave: str,
    opens_at: dt.datetime,
    closes_at: dt.datetime,
    mode: str = Administration.Mode.ANONYMOUS,
    threshold: int = 10,
    reminders: str = Administration.Reminders.USUAL,
    grace_hours: int = 24,
    by: Person | None,
) -> Administration:
    """A draft; nobody is asked before it opens. The mode is never loosened after that.

    Raises ModeDoesNotFit for a form that is asked anonymously only.
    """
    administration = Administration(
        version=version,
        title=title,
        purpose=purpose,
        cohort=cohort,
        school_year=school_year,
        wave=wave,
        opens_at=opens_at,
        closes_at=closes_at,
        mode=mode,
        threshold=threshold,
        reminders=reminders,
        grace_hours=grace_hours,
        state=State.DRAFT,
        is_settled=False,
        created_by=by,
    )
    administration.full_clean(exclude=["created_by"])
    refuse_other_modes(administration)
    administration.save()
    activity.record(administration, "prepared", f"{title} was prepared.", by=by)
    return administration


@transaction.atomic
def open_administration(administration: Administration, *, by: Person | None) -> Administration:
    """Freeze form and frame and ask everybody invited. A second call changes nothing.

    Raises FrameIsEmpty, WindowIsOver, ModeDoesNotFit, SafeguardsMissing, NotReady (the form), or
    NotOpen when it has closed before.
    """
    held = hold(administration)
    if held.is_open:
        return held
    if not held.is_draft:
        raise NotOpen("This survey has closed and cannot be opened again.")
    now = clock.now()
    if held.closes_at <= now:
        raise WindowIsOver("The closing time has passed. Set a later one first.")
    if not held.units.filter(children=None, staff__gt=0).exists():
        raise FrameIsEmpty("Say first how many people are expected to answer, school by school.")
    refuse_other_modes(held)
    hold_to_safeguards(held)
    freeze(held.version)
    before = activity.facts_of(held, ["state", "opens_at"])
    held.state = State.OPEN
    held.frozen_at = now
    held.opens_at = min(held.opens_at, now)
    held.save(update_fields=["state", "frozen_at", "opens_at"])
    changes = activity.changes_since(held, before)
    words = f"{held} opened; form and frame are fixed."
    activity.record(held, "opened", words, by=by, changes=changes)
    emails.queue_invitations(held, held.invitations.waiting())
    return held


@transaction.atomic
def close_administration(administration: Administration, *, by: Person | None) -> Administration:
    """Take no more answers. A second call changes nothing; a draft cannot be closed.

    Whoever has begun may still send until `grace_until`. When nobody is left, or that is over, a
    worker folds what is sealed and shuffles the responses (fold.fold_sealed).
    """
    held = hold(administration)
    if held.is_draft:
        raise NotOpen("This survey has not opened yet.")
    if not held.is_open:
        return held
    before = activity.facts_of(held, ["state"])
    held.state = State.CLOSED
    held.closed_at = clock.now()
    held.save(update_fields=["state", "closed_at"])
    changes = activity.changes_since(held, before)
    activity.record(held, "closed", f"{held} closed.", by=by, changes=changes)
    transaction.on_commit(partial(tasks.settle.delay, held.pk))
    return held


@transaction.atomic
def close_past_window(administration: Administration) -> Administration:
    """Close it if its time is over. Somebody may have extended it since the job looked."""
    held = hold(administration)
    if held.is_open and held.closes_at <= clock.now():
        return close_administration(held, by=None)
    return held


@transaction.atomic
def end_grace(administration: Administration, *, by: Person | None) -> Administration:
    """Count now what was sent; what was begun and not sent by now is deleted.

    A second call changes nothing. Raises NotClosed before the close.
    """
    held = hold(administration)
    if held.is_draft or held.is_open:
        raise NotClosed("Close the survey first. Whoever has begun may then still send for a time.")
    if held.is_in_grace:
        changes = activity.save_changes(held, {"grace_hours": 0})
        words = f"{held} no longer waits for answers that were begun."
        activity.record(held, "ended the grace of", words, by=by, changes=changes)
        transaction.on_commit(partial(tasks.settle.delay, held.pk))
    return held


@transaction.atomic
def extend_administration(
    administration: Administration, *, closes_at: dt.datetime, by: Person | None
) -> Administration:
    """Another closing time, before the survey has closed. Raises NotOpen or WindowIsOver."""
    held = hold(administration)
    if not held.is_draft and not held.is_open:
        raise NotOpen("This survey has closed and cannot be extended.")
    if closes_at <= max(clock.now(), held.opens_at):
        raise WindowIsOver("Choose a closing time in the future, after the opening.")
    changes = activity.save_changes(held, {"closes_at": closes_at})
    day = timezone.localdate(closes_at)
    words = f"{held} now closes on {day:%b} {day.day}."
    activity.record(held, "extended", words, by=by, changes=changes)
    return held


@transaction.atomic
def request_release(administration: Administration, *, by: Person | None) -> Administration:
    """Ask for the figures; a job computes and audits them. A second request changes nothing.

    It waits until the survey is settled. After the audit stopped a release, asking again has it
    tried again.
    """
    held = hold(administration)
    if held.state not in (State.CLOSED, State.RELEASED):
        raise NotClosed("Close the survey first. Figures are released once, after it closed.")
    if held.release_requested_at is None or held.release_refusal:
        held.release_requested_at = clock.now()
        held.release_requested_by = by
        held.release_refusal = ""
        held.save(update_fields=["release_requested_at", "release_requested_by", "release_refusal"])
        activity.record(held, "requested", f"The figures of {held} were asked for.", by=by)
    transaction.on_commit(tasks.release_soon)
    return held


def hold(administration: Administration) -> Administration:
    """The same object as the row is now, locked until the end of the transaction."""
    Administration.objects.select_for_update(no_key=True).get(pk=administration.pk)
    administration.refresh_from_db()
    return administration


def hold_draft(administration: Administration) -> Administration:
    """As `hold`; raises FrameIsFrozen once the survey has opened."""
    held = hold(administration)
    if not held.is_draft:
        raise FrameIsFrozen("The survey has opened; whom it expects can no longer be changed.")
    return held
