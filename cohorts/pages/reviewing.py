"""The list of applications for those who decide, and what stands of one in a line and in a file."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Exists, F, OrderBy, OuterRef, Q
from django.urls import reverse

from cohorts.models import Application, Cohort, Offering, Review
from cohorts.pages.application import tone_of
from cohorts.rules import states
from cohorts.rules.scores import tenth
from core.shortcuts import id_in
from core.templatetags.house import day
from network.access import standing_of
from network.roles import ESC_STAFF, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.db.models import QuerySet
    from django.http import QueryDict

    from accounts.models import User
    from cohorts.querysets import ApplicationQuerySet

OPEN, ALL = "open", "all"
STATES = [
    (OPEN, "To be decided"),
    *[pair for pair in Application.State.choices if pair[0] != states.DRAFT],
    (ALL, "All"),
]
REVIEWS = [("", "All"), ("none", "Nobody asked"), ("missing", "Some missing"), ("done", "All done")]
ORDERS = [("sent", "Sent first"), ("score", "Best score"), ("place", "Name"), ("rank", "Waitlist")]
HEAD = (
    "School or district",
    "District",
    "Offering",
    "State",
    "Receipt",
    "Sent on",
    "Reviews asked",
    "Reviews done",
    "Mean score",
    "Cohort",
    "Waitlist rank",
    "Decided on",
)


def decides(user: User) -> bool:
    """Whether somebody decides on applications, if there are any."""
    return standing_of(user).holds(Role.STATE_ADMIN, *ESC_STAFF)


class Asked(NamedTuple):
    """What the address asks of the list."""

    words: str
    offering: int | None
    state: str
    reviews: str
    order: str

    @property
    def is_narrowed(self) -> bool:
        """Whether more than the usual list is asked for."""
        return bool(self.words or self.offering or self.reviews or self.state != OPEN)


def asked_of(query: QueryDict) -> Asked:
    """Whatever is unknown in an address asks for nothing."""
    state, reviews, order = (query.get(name, "") for name in ("state", "reviews", "order"))
    return Asked(
        words=query.get("q", "").replace("\0", " ").strip(),
        offering=id_in(query.get("offering", "")),
        state=state if state in dict(STATES) else OPEN,
        reviews=reviews if reviews in dict(REVIEWS) else "",
        order=order if order in dict(ORDERS) else "sent",
    )


def narrowed(asked: Asked, user: User) -> ApplicationQuerySet:
    """The applications that one decides on, as asked for."""
    found = Application.objects.run_by(user).with_reviews()
    if asked.state == OPEN:
        found = found.undecided()
    elif asked.state != ALL:
        found = found.filter(state=asked.state)
    if asked.offering:
        found = found.filter(offering=asked.offering)
    if asked.words:
        named = Q(school__name__icontains=asked.words) | Q(district__name__icontains=asked.words)
        found = found.filter(named | Q(school__agency__name__icontains=asked.words))
    if asked.reviews:
        given = Review.objects.filter(application=OuterRef("pk"), has_conflict=False)
        missing = Exists(given.filter(done_at=None))
        found = found.filter(Exists(given) if asked.reviews != "none" else ~Exists(given))
        found = found.filter(missing) if asked.reviews == "missing" else found
        found = found.filter(~missing) if asked.reviews == "done" else found
    return _ordered(found, asked.order).select_related(
        "offering", "school__agency", "district", "cohort"
    )


def chosen(pks: Iterable[str], user: User) -> list[Application]:
    """The applications ticked on the list that one decides on: the best scored first.

    That order is also who gets the last places.
    """
    ids = [pk for pk in map(id_in, pks) if pk is not None]
    found = Application.objects.run_by(user).filter(pk__in=ids).with_reviews()
    related = "offering", "form", "school__agency", "district", "cohort", "decided_by"
    return list(_ordered(found, "score").select_related(*related))


def offerings_of(user: User) -> QuerySet[Offering]:
    """Those for which somebody applied, as far as one decides on them."""
    mine = Application.objects.run_by(user).order_by().values("offering_id")
    return Offering.objects.filter(pk__in=mine)


def cohorts_for(applications: Iterable[Application], user: User) -> QuerySet[Cohort]:
    """Cohorts that one runs and into which these may be accepted: of their offering, not over."""
    offerings = {application.offering_id for application in applications}
    run = Cohort.objects.run_by(user).filter(offering__in=offerings)
    return run.exclude(pk__in=Cohort.objects.ended().values("pk")).select_related("offering")


def back_to(applications: Sequence[Application]) -> str:
    """The page of one, or the list of several."""
    if len(applications) == 1:
        return reverse("cohorts:application-review", args=[applications[0].pk])
    return reverse("cohorts:applications")


def tenths(mean: float | None) -> str:
    """A mean of scores as it is shown; empty when nobody has scored."""
    return "" if mean is None else str(tenth(Decimal(str(mean))))


class Line(NamedTuple):
    """An application on the list."""

    application: Application
    tone: str
    score: str


def lines(applications: Iterable[Application]) -> list[Line]:
    """What the list shows of each."""
    return [Line(one, tone_of(one), tenths(one.score_mean)) for one in applications]


def file_rows(applications: ApplicationQuerySet) -> Iterator[tuple[object, ...]]:
    """The list as a file."""
    yield HEAD
    for one in applications.iterator(chunk_size=500):
        yield (
            str(one.place),
            str(one.school.agency) if one.school else str(one.place),
            str(one.offering),
            one.get_state_display(),
            one.receipt,
            day(one.submitted_at),
            one.review_count,
            one.done_count,
            tenths(one.score_mean),
            str(one.cohort or ""),
            one.waitlist_rank or "",
            day(one.decided_at),
        )


def _ordered(found: ApplicationQuerySet, order: str) -> ApplicationQuerySet:
    sent = F("submitted_at").asc(nulls_last=True)
    keys: dict[str, list[str | OrderBy]] = {
        "sent": [sent],
        "score": [F("score_mean").desc(nulls_last=True), sent],
        "place": ["school__name", "district__name"],
        "rank": [F("waitlist_rank").asc(nulls_last=True), sent],
    }
    return found.order_by(*keys[order], "pk")
