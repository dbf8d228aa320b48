"""What can be asked about convenings and sessions, and who may be told the answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Count, Exists, IntegerField, Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cohorts.models import Cohort, DesignTeam
from core import clock
from network.access import standing_of
from network.roles import ESC_STAFF, Role

if TYPE_CHECKING:
    from accounts.models import User
    from convenings.models import Convening, Session, Venue  # noqa: F401  quoted

# Whoever fills the list after the day gets this long after the last mark before people are asked.
QUIET = dt.timedelta(minutes=5)
# A seat that is offered to somebody is held for them.
TAKING = ("registered", "offered")
# Feedback asked later than this is about a memory, not about the day.
ASK_WITHIN = dt.timedelta(days=7)
# What is found out about attendance later than this no longer changes a certificate.
CORRECTED_WITHIN = dt.timedelta(days=400)


class ConveningQuerySet(models.QuerySet["Convening"]):
    """Whoever sees the cohort sees its convenings; whoever runs it runs them."""

    def visible_to(self, user: User) -> Self:
        """Convenings of cohorts this user sees, and those at which they facilitate."""
        sessions = behind(self.model, "sessions").facilitated_by(user)
        return self.filter(
            Q(cohort__in=Cohort.objects.visible_to(user)) | Q(pk__in=sessions.values("convening"))
        )

    def run_by(self, user: User) -> Self:
        """Convenings this user may plan and take attendance at."""
        return self.filter(cohort__in=Cohort.objects.run_by(user))

    def upcoming(self) -> Self:
        """With a session still to come, or none planned yet."""
        planned = behind(self.model, "sessions").filter(
            convening=OuterRef("pk"), is_cancelled=False
        )
        to_come = planned.filter(ends_at__gt=clock.now())
        return self.filter(Exists(to_come) | ~Exists(planned))

    def past(self) -> Self:
        """All of their sessions are over."""
        return self.exclude(pk__in=self.model._default_manager.all().upcoming().values("pk"))

    def with_hours_to_settle(self) -> Self:
        """Over, and not so long that nobody corrects its attendance any more."""
        held = behind(self.model, "sessions").filter(convening=OuterRef("pk")).over()
        recent = held.filter(ends_at__gt=clock.now() - CORRECTED_WITHIN)
        return self.past().filter(Exists(recent)).order_by("pk")

    def with_dates(self) -> Self:
        """`first_at` and `last_at`: the days between which the sessions lie; cancelled ones not."""
        held = Q(sessions__is_cancelled=False)
        return self.annotate(
            first_at=Min("sessions__starts_at", filter=held),
            last_at=Max("sessions__ends_at", filter=held),
        )

    def with_figures(self) -> Self:
        """`session_count`, `taken` and `attended` over the sessions that are not cancelled."""
        sessions = behind(self.model, "sessions").filter(is_cancelled=False)
        seats = behind(self.model, "registrations").filter(state__in=TAKING)
        marks = behind(sessions.model, "attendances")
        return self.annotate(
            session_count=_count(sessions, "convening"),
            taken=_count(seats, "convening"),
            attended=_count(marks, "session__convening"),
        )


class SessionQuerySet(models.QuerySet["Session"]):
    """The convening's scopes, and states in time."""

    def visible_to(self, user: User) -> Self:
        """Sessions of convenings this user sees."""
        convenings: Any = self.model._meta.get_field("convening").related_model
        return self.filter(convening__in=convenings._default_manager.visible_to(user).values("pk"))

    def run_by(self, user: User) -> Self:
        """Sessions this user may plan and take attendance at."""
        return self.filter(convening__cohort__in=Cohort.objects.run_by(user))

    def facilitated_by(self, user: User) -> Self:
        """Sessions in which the user has a duty today."""
        duties = behind(self.model, "facilitators").filter(
            session=OuterRef("pk"), person=standing_of(user).person, removed_at=None
        )
        return self.filter(Exists(duties))

    def checked_in_by(self, user: User) -> Self:
        """Sessions this user may take attendance at: whoever runs them, and who has a duty."""
        mine = self.facilitated_by(user)
        return self.filter(Q(pk__in=self.run_by(user).values("pk")) | Q(pk__in=mine.values("pk")))

    def joinable_by(self, user: User) -> Self:
        """Sessions in which the user may take a seat: those of their teams, and open ones."""
        if standing_of(user).person is None:
            return self.none()
        open_ones = self.open_to_everybody().values("pk")
        return self.filter(Q(pk__in=self.of_teams_of(user).values("pk")) | Q(pk__in=open_ones))

    def of_teams_of(self, user: User) -> Self:
        """Sessions of cohorts in which the user is on a team today."""
        teams = DesignTeam.objects.joined_by(user)
        return self.filter(convening__cohort__in=teams.values("cohort_id"))

    def open_to_everybody(self) -> Self:
        """Sessions of cohorts that people join alone: peers learn together in them."""
        return self.filter(convening__cohort__in=Cohort.objects.of_persons())

    def upcoming(self) -> Self:
        """Not yet over, and not cancelled."""
        return self.filter(ends_at__gt=clock.now(), is_cancelled=False)

    def over(self) -> Self:
        """Ended, and not cancelled."""
        return self.filter(ends_at__lte=clock.now(), is_cancelled=False)

    def awaiting_feedback(self) -> Self:
        """Over since a few days at most, somebody was there, nobody was asked yet.

        A list that is being filled after the day is waited for: people marked once the questions
        are out would never be asked.
        """
        marks = behind(self.model, "attendances").filter(session=OuterRef("pk"))
        fresh = marks.filter(marked_at__gt=clock.now() - QUIET, marked_at__gte=OuterRef("ends_at"))
        recent = self.over().filter(feedback_opened_at=None, ends_at__gt=clock.now() - ASK_WITHIN)
        may_join = ~Q(convening__feedback__state__in=["closed", "released"])
        return recent.filter(may_join, Exists(marks), ~Exists(fresh))

    def with_seats(self) -> Self:
        """`taken`, `waiting` and `attended`: how many hold a seat, wait for one, were there."""
        seats = behind(self.model, "registrations")
        return self.annotate(
            taken=_count(seats.filter(state__in=TAKING), "session"),
            waiting=_count(seats.filter(state="waiting"), "session"),
            attended=_count(behind(self.model, "attendances"), "session"),
        )


class VenueQuerySet(models.QuerySet["Venue"]):
    """Everybody who is signed in may read where sessions are held."""

    def offered(self) -> Self:
        """Those that may be chosen for a new session."""
        return self.filter(is_retired=False)

    def edited_by(self, user: User) -> Self:
        """Those this user may change: all for the state, their own center's, and nobody's."""
        standing = standing_of(user)
        if standing.holds(Role.STATE_ADMIN):
            return self
        centers = standing.places(*ESC_STAFF)
        if not centers:
            return self.none()
        return self.filter(Q(organization__in=centers) | Q(organization=None))

    def with_use(self) -> Self:
        """`planned`: how many sessions are still to be held there."""
        return self.annotate(planned=_count(behind(self.model, "sessions").upcoming(), "venue"))


def behind(model: type[models.Model], relation: str) -> Any:
    """All rows at the other end of a relation, with their own questions."""
    related: Any = model._meta.get_field(relation).related_model
    return related._default_manager.order_by()


def _count(rows: models.QuerySet[Any], link: str) -> Coalesce:
    """How many rows point at each row of the outer query; does not multiply with its neighbors."""
    mine = rows.filter(**{link: OuterRef("pk")}).order_by().values(link)
    counted = mine.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
