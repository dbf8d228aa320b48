"""What "My hours" shows: certificates of convenings and modules, and why one is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from convenings.models import Attendance, Certificate, Convening, LicenceCycle
from convenings.rules.hours import Outcome, Presence, outcome_of
from convenings.services.certificate import (
    best_marks,
    presence_of,
    waits_for_feedback,
    without_feedback,
)
from core import clock
from core.hours import hours_words
from library.documents import OWN_PACE, issuer
from surveys.collection.models import Invitation

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from library.models import ModuleCompletion
    from network.models import Person


@dataclass(frozen=True)
class Paper:
    """One certificate, for a convening or for a module, as the transcript lists it."""

    held_on: dt.date
    title: str
    place: str
    minutes: int
    issuer: str
    address: str  # where anybody may check it
    page: str  # the same on this site
    file: str
    about: str  # the page of what it is for, if that is still there

    @property
    def hours(self) -> str:
        """Contact hours, "5.75"."""
        return hours_words(self.minutes)


@dataclass(frozen=True)
class Transcript:
    """Certificates of a person, of one licence cycle or of all years."""

    name: str
    cycle: LicenceCycle | None
    certificates: list[Paper]

    @property
    def hours(self) -> str:
        """Contact hours of all of them together."""
        return hours_words(sum(one.minutes for one in self.certificates))

    @property
    def period(self) -> str:
        """ "August 2023 to July 2028", or that it is everything."""
        return str(self.cycle) if self.cycle else "All years"


@dataclass(frozen=True)
class Open:
    """A convening at which somebody was and that has given no certificate."""

    mark: Attendance
    presence: Presence
    why: str

    @property
    def present(self) -> str:
        """ "4.5 of 6 hours (75%)"."""
        of = hours_words(self.presence.of_minutes)
        return f"{hours_words(self.presence.minutes)} of {of} hours ({self.presence.percent}%)"


def cycle_among(cycles: Iterable[LicenceCycle], asked: str) -> LicenceCycle | None:
    """The cycle that the address names; without a name that of today; "all" names none."""
    if asked:
        return next((one for one in cycles if str(one.pk) == asked), None)
    today = clock.today()
    return next((one for one in cycles if one.starts_on <= today <= one.ends_on), None)


def transcript_of(person: Person, cycle: LicenceCycle | None) -> Transcript:
    """What stands of a person's certificates, the newest first."""
    convenings = [_of_convening(one) for one in person.certificates.standing()]
    network = issuer()
    finished = person.modules_done.select_related("module")
    papers = [*convenings, *(_of_module(one, network) for one in finished)]
    if cycle is not None:
        papers = [one for one in papers if cycle.starts_on <= one.held_on <= cycle.ends_on]
    return Transcript(str(person), cycle, sorted(papers, key=_by_day, reverse=True))


def _of_convening(one: Certificate) -> Paper:
    about = reverse("convenings:detail", args=[one.convening_id]) if one.convening_id else ""
    return Paper(
        held_on=one.held_on,
        title=one.title,
        place=one.place,
        minutes=one.minutes,
        issuer=one.issuer,
        address=one.address,
        page=one.get_absolute_url(),
        file=reverse("convenings:certificate-pdf", args=[one.pk]),
        about=about,
    )


def _of_module(one: ModuleCompletion, network: str) -> Paper:
    return Paper(
        held_on=timezone.localdate(one.completed_at),
        title=one.title,
        place=OWN_PACE,
        minutes=one.contact_minutes,
        issuer=network,
        address=one.address,
        page=one.get_absolute_url(),
        file=reverse("library:certificate-pdf", args=[one.module.code]),
        about=one.module.get_absolute_url(),
    )


def _by_day(paper: Paper) -> tuple[dt.date, str]:
    return (paper.held_on, paper.title)


def without_certificate(person: Person) -> list[Open]:
    """Convenings at which the person was and that gave no certificate, the newest first."""
    given = person.certificates.standing().exclude(convening=None).values("convening")
    marks = Attendance.objects.filter(person=person, session__is_cancelled=False)
    rows = marks.exclude(session__convening__in=given).select_related("session")
    of_each: dict[int, list[Attendance]] = {}
    for mark in rows.order_by("-session__starts_at", "-pk"):
        of_each.setdefault(mark.session.convening_id, []).append(mark)
    convenings = Convening.objects.with_dates().select_related("feedback").in_bulk(of_each)
    surveys = [one.feedback_id for one in convenings.values() if one.feedback_id]
    asked = Invitation.objects.filter(administration__in=surveys, person=person)
    lacking = {survey for survey, _ in without_feedback(asked)}
    return [_open(convenings[pk], marks, lacking) for pk, marks in of_each.items()]


def _open(convening: Convening, marks: Iterable[Attendance], lacking: set[int]) -> Open:
    [mark] = best_marks(marks).values()
    mark.session.convening = convening
    return Open(mark, presence_of(mark), _why(convening, presence_of(mark), lacking))


def _why(convening: Convening, presence: Presence, lacking: set[int]) -> str:
    outcome = outcome_of(
        presence,
        least_share=convening.least_share,
        waits=waits_for_feedback(convening, last_end=convening.last_at),
        lacks_feedback=convening.needs_feedback and convening.feedback_id in lacking,
    )
    if outcome is Outcome.TOO_SHORT:
        return f"A certificate asks for {convening.least_share}% of the session."
    if outcome is Outcome.NO_FEEDBACK:
        return "A certificate asks for feedback, and yours did not come before it closed."
    if outcome is Outcome.WAITS:
        return "It comes in the night after feedback has closed, if yours was sent."
    return "It comes in the night after the last session."
