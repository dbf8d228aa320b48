"""What is still missing before a survey can open, step by step, each with the page for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.urls import reverse

from core import clock
from surveys.collection.models import Administration, FrameUnit, Invitation
from surveys.collection.protection import faults_of
from surveys.instruments.readiness import lacks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LACKS = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do before opening; `done` says in a few words that it is done."""

    title: str
    why: str
    done: str
    url: str
    action: str


@dataclass(frozen=True, slots=True)
class Readiness:
    """The frame and the ways in, in figures over the finest units, and the steps to take."""

    units: int
    staff: int
    invited: int
    open_links: int
    without_a_way_in: int
    steps: tuple[Step, ...]

    @property
    def has_frame(self) -> bool:
        """Whether anybody is expected."""
        return self.staff > 0

    @property
    def next_step(self) -> Step | None:
        """The first that is still to do."""
        return next((step for step in self.steps if not step.done), None)

    @property
    def may_open(self) -> bool:
        """Whether every step is done, and opening would reach somebody."""
        return all(step.done for step in self.steps)


def readiness_of(administration: Administration) -> Readiness:
    """Figures in three queries; of a draft also what its form and its safeguards lack."""
    leaves = administration.units.filter(children=None)
    facts = leaves.aggregate(units=Count("pk"), staff=Sum("staff", default=0))
    invited = administration.invitations.by_address().count()
    reached = leaves.filter(has_a_way_in()).count()
    open_links = leaves.filter(open_link__is_revoked=False).count()
    # A draft begins with the network's own row, which is no place where somebody works.
    units = facts["units"] if facts["staff"] else 0
    without = max(0, units - reached)
    found = Readiness(units, facts["staff"], invited, open_links, without, ())
    steps = tuple(_steps(administration, found)) if administration.is_draft else ()
    return replace(found, steps=steps)


def has_a_way_in() -> Q:
    """Of units: somebody there has a link, or all have one together."""
    personal = Invitation.objects.filter(unit=OuterRef("pk"), is_revoked=False)
    return Q(Exists(personal)) | Q(open_link__is_revoked=False)


def frame_words(administration: Administration) -> str:
    """ "17 schools, 700 people"; empty without a frame."""
    schools = administration.units.filter(kind=FrameUnit.Kind.SCHOOL)
    facts = schools.aggregate(units=Count("pk"), staff=Sum("staff", default=0))
    return _frame_words(facts["units"], facts["staff"]) if facts["staff"] else ""


def _steps(administration: Administration, found: Readiness) -> Iterator[Step]:
    frame = reverse("surveys:frame", args=[administration.pk])
    yield from _form_step(administration)
    yield from _window_step(administration)
    yield Step(
        "Say how many people each school has",
        "The response rate is counted on this, so it is fixed when the survey opens.",
        _frame_words(found.units, found.staff) if found.has_frame else "",
        frame,
        "Change the frame" if found.has_frame else "Set the frame",
    )
    yield from _safeguards_step(administration)
    if found.has_frame:
        yield Step(
            "Say how people get in",
            _without_words(found) or _ways_to_choose(administration),
            _ways_words(found),
            f"{frame}?ways=none" if found.without_a_way_in else frame,
            "Choose a school",
        )


def _form_step(administration: Administration) -> Iterator[Step]:
    """Only where something is missing: most forms were asked before."""
    lacks = lacks_of(administration.version)
    if lacks:
        shown = " ".join(lack.words for lack in lacks[:MOST_LACKS])
        more = f" And {len(lacks) - MOST_LACKS} more." if len(lacks) > MOST_LACKS else ""
        url = reverse("surveys:instrument", args=[administration.version_id])
        yield Step("Finish the form", shown + more, "", url, "See the form")


def _window_step(administration: Administration) -> Iterator[Step]:
    if administration.closes_at <= clock.now():
        url = reverse("surveys:change", args=[administration.pk])
        yield Step("Choose a later closing time", "The time has passed.", "", url, "Change")


def _safeguards_step(administration: Administration) -> Iterator[Step]:
    if not administration.version.instrument.is_for_learners:
        return
    faults = faults_of(administration)
    url = reverse("surveys:safeguards", args=[administration.pk])
    done = "" if faults else "Topics confirmed, parents told"
    yield Step("Protect learners", " ".join(faults), done, url, "See safeguards")


def _frame_words(units: int, staff: int) -> str:
    schools = "1 school" if units == 1 else f"{units:,} schools"
    return f"{schools}, {staff:,} people"


def _ways_to_choose(administration: Administration) -> str:
    if administration.version.instrument.is_for_learners:
        return "Learners have no address: give each school one open link, for a poster or a tablet."
    if administration.mode == Administration.Mode.ANONYMOUS:
        return "Everybody gets a personal link, or a school has one for all."
    return "Everybody gets a personal link."


def _ways_words(found: Readiness) -> str:
    """Empty while nobody would be reached."""
    told = []
    if found.invited:
        told.append(f"{found.invited:,} invited")
    if found.open_links:
        schools = "1 school" if found.open_links == 1 else f"{found.open_links:,} schools"
        told.append(f"{schools} with an open link")
    return ", ".join(told)


def _without_words(found: Readiness) -> str:
    """A survey may open although a school is not reached yet: people can be invited later."""
    if not found.without_a_way_in or not _ways_words(found):
        return ""
    lacking = found.without_a_way_in
    schools = "1 school has" if lacking == 1 else f"{lacking:,} schools have"
    return f"{schools} neither an invitation nor an open link."
