"""Who may read, write, review and decide applications."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Avg, OuterRef, Q, Subquery

from cohorts.querysets.shared import count_of, rows_of
from core import clock
from network.access import standing_of
from network.roles import ESC_STAFF, Role

if TYPE_CHECKING:
    from accounts.models import User
    from cohorts.models import Application, Review  # noqa: F401  quoted below

Row = TypeVar("Row", bound=models.Model)


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Scopes first, then facts."""

    def visible_to(self, user: User) -> Self:
        """Those one writes, decides on, or reviews without a conflict of interest."""
        ids = [scope.order_by().values("pk") for scope in self._scopes(user)]
        return self.filter(pk__in=ids[0].union(*ids[1:]))

    def written_by(self, user: User) -> Self:
        """Those in which this user is named as a writer, whatever state they are in.

        SECURITY: a draft is its writers' alone, also for who views the network as one of them.
        """
        standing = standing_of(user)
        if standing.person is None:
            return self.none()
        mine = self.filter(pk__in=standing.person.applications_edited.values("application_id"))
        return mine.exclude(state="draft") if standing.is_viewed else mine

    def run_by(self, user: User) -> Self:
        """Those this user may give to reviewers and decide: the state's administrators all, ESC
        staff those for an offering of which their center runs a cohort.

        Drafts are nobody's but their writers'. Nobody decides on what they write themselves, or
        where they said that they have a conflict of interest.
        """
        sent = self.exclude(state="draft").exclude(state="withdrawn", submitted_at=None)
        standing = standing_of(user)
        if standing.person is not None:
            conflicts = standing.person.reviews.filter(has_conflict=True)
            sent = sent.exclude(pk__in=conflicts.values("application_id"))
            sent = sent.exclude(pk__in=standing.person.applications_edited.values("application_id"))
        if standing.holds(Role.STATE_ADMIN):
            return sent
        centers = standing.places(*ESC_STAFF)
        if not centers:
            return self.none()
        cohorts = rows_of(self.model, "cohort").filter(home__in=centers)
        return sent.filter(offering__in=cohorts.order_by().values("offering_id"))

    def reviewed_by(self, user: User) -> Self:
        """Those given to this user to score, unless they said that they have a conflict."""
        person = standing_of(user).person
        if person is None:
            return self.none()
        given = person.reviews.filter(has_conflict=False)
        return self.filter(pk__in=given.values("application_id"))

    def not_over(self) -> Self:
        """The one that a place has; withdrawn and declined ones make room for another."""
        return self.exclude(state__in=["withdrawn", "declined"])

    def undecided(self) -> Self:
        """Sent, and not decided yet."""
        return self.filter(state__in=["submitted", "in_review", "information"])

    def waiting(self) -> Self:
        """On a waitlist, first rank first."""
        return self.filter(state="waitlisted").order_by("waitlist_rank", "pk")

    def with_ended_offers(self) -> Self:
        """Those to whom a place was offered that nobody took in time."""
        return self.filter(state="offered", offer_ends_at__lte=clock.now())

    def with_reviews(self) -> Self:
        """Adds how many reviews were asked for and are done, and the mean of all their scores.

        Whoever is done has scored every criterion, so each reviewer weighs the same.
        """
        asked = rows_of(self.model, "reviews").filter(has_conflict=False)
        done = asked.filter(done_at__isnull=False)
        scores = rows_of(asked.model, "scores").filter(review__in=done.values("pk"))
        mine = scores.filter(review__application=OuterRef("pk")).order_by()
        mean = mine.values("review__application").annotate(mean=Avg("score")).values("mean")
        return self.annotate(
            review_count=count_of(asked, "application"),
            done_count=count_of(done, "application"),
            score_mean=Subquery(mean),
        )

    def _scopes(self, user: User) -> list[Self]:
        base: Any = self.model._default_manager.all()
        return [base.written_by(user), base.run_by(user), base.reviewed_by(user)]


class ApplicationPartQuerySet(models.QuerySet[Row]):
    """What belongs to an application and borrows its scope."""

    def visible_to(self, user: User) -> Self:
        """Of the applications one sees."""
        seen = rows_of(self.model, "application").visible_to(user)
        return self.filter(application__in=seen.order_by().values("pk"))

    def written_by(self, user: User) -> Self:
        """Of the applications one writes."""
        own = rows_of(self.model, "application").written_by(user)
        return self.filter(application__in=own.order_by().values("pk"))


class EnclosureQuerySet(ApplicationPartQuerySet[Row]):
    """What was taken out is kept for an undo."""

    def standing(self) -> Self:
        """Those that were not taken out."""
        return self.filter(removed_at=None)

    def taken_out(self) -> Self:
        """Those that an undo can bring back."""
        return self.exclude(removed_at=None)


class ReviewQuerySet(models.QuerySet["Review"]):
    """Reviews are seen by who decides and by who wrote them; never by applicants."""

    def visible_to(self, user: User) -> Self:
        """One's own, and those of the applications one decides on."""
        run = rows_of(self.model, "application").run_by(user)
        own = Q(application__in=run.order_by().values("pk"))
        person = standing_of(user).person
        return self.filter(own if person is None else own | Q(reviewer=person))

    def done(self) -> Self:
        """Finished ones, which count."""
        return self.filter(done_at__isnull=False, has_conflict=False)

    def given_to(self, user: User) -> Self:
        """Those this user scores; a conflict of interest ends it.

        SECURITY: until it is done a review is its reviewer's alone.
        """
        standing = standing_of(user)
        if standing.person is None:
            return self.none()
        mine = self.filter(reviewer=standing.person, has_conflict=False)
        return mine.done() if standing.is_viewed else mine
