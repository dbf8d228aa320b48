"""What surveys put on a person's list of things to do."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from core import clock
from core.offers import ToDo
from network.access import standing_of
from surveys.collection.models import Administration, Invitation
from surveys.collection.protection import has_safeguards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User

CLOSING_SOON = dt.timedelta(days=3)
State = Administration.State


def todos_for(user: User) -> Iterator[ToDo]:
    """Surveys to answer, and for those who run them: to open, to look after, to release."""
    yield from _to_answer(user)
    run = Administration.objects.run_by(user).exclude(state=State.RELEASED)
    for administration in run.select_related("safeguards", "version__instrument"):
        todo = _to_run(administration)
        if todo is not None:
            yield todo


def _to_answer(user: User) -> Iterator[ToDo]:
    person = standing_of(user).person
    # SECURITY: a survey to answer that is on the list tells that it is not answered.
    if person is None or standing_of(user).is_viewed:
        return
    waiting = Invitation.objects.waiting().filter(
        person=person, administration__state=State.OPEN, administration__closes_at__gt=clock.now()
    )
    for invitation in waiting.select_related("administration__version"):
        administration = invitation.administration
        yield ToDo(
            title=f"Answer: {administration.title}",
            # No token here: pages are kept by browsers and proxies, links must not be.
            url=reverse("surveys:mine", args=[administration.pk]),
            action="Answer",
            why=f"{administration.version.minutes} minutes, {administration.mode}",
            due=timezone.localdate(administration.closes_at),
        )


def _to_run(administration: Administration) -> ToDo | None:
    url = administration.get_absolute_url()
    opening = timezone.localdate(administration.opens_at)
    closing = timezone.localdate(administration.closes_at)
    title = administration.title
    if administration.is_draft:
        return _to_open(administration, opening)
    if administration.is_open and administration.closes_at - clock.now() < CLOSING_SOON:
        return ToDo(
            f"{title} closes soon", url, "See progress", "extend it or let it close", closing
        )
    if administration.release_refusal:
        return ToDo(f"{title} was held back", url, "Read why", "the audit found a risk", closing)
    if administration.state == State.CLOSED and administration.release_requested_at is None:
        there = reverse("surveys:releasing", args=[administration.pk])
        return ToDo(f"Release {title}", there, "Release", "closed, figures not out yet", closing)
    return None


def _to_open(administration: Administration, opening: dt.date) -> ToDo:
    """For learners the notice comes long before the opening; for others the frame."""
    url, title = administration.get_absolute_url(), administration.title
    if administration.version.instrument.is_for_learners and not has_safeguards(administration):
        there = reverse("surveys:safeguards", args=[administration.pk])
        why = "parents are not told yet; they need time to say no"
        return ToDo(f"Tell parents about {title}", there, "See safeguards", why, opening)
    return ToDo(f"Open {title}", url, "Prepare", "frame and invitations first", opening)
