"""What can be asked about administrations and invitations, and who may be told the answer."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Q

from cohorts.models import Cohort
from core import clock
from network.access import standing_of
from network.models import Organization
from network.roles import ESC_STAFF, SEES_THE_WHOLE_NETWORK, Role

if TYPE_CHECKING:
    from accounts.models import User
    from surveys.collection.models import (  # noqa: F401  named in quotes below
        Administration,
        AnswerFile,
        Draft,
        FrameUnit,
        Invitation,
    )


class AdministrationQuerySet(models.QuerySet["Administration"]):
    """Scopes first, then states."""

    def visible_to(self, user: User) -> Self:
        """All for those who see the network; else those whose frame holds a unit one sees.

        Design team members see those of their school, released or not: pages show progress only to
        coordinators and figures only from the release.
        """
        standing = standing_of(user)
        if standing.holds(*SEES_THE_WHOLE_NETWORK):
            return self.kept()
        seen = Organization.objects.visible_to(user).values("pk")
        mine = Q(units__organization__in=seen)
        if standing.person is not None:
            teams = standing.person.team_memberships.current()
            mine |= Q(units__organization__in=teams.values("team__school_id"))
            mine |= Q(units__organization__in=teams.values("team__district_id"))
            mine |= Q(cohort__in=teams.values("team__cohort_id"))
        found = self.model._default_manager.filter(mine).order_by().values("pk")
        return self.kept().filter(pk__in=found)

    def run_by(self, user: User) -> Self:
        """State administrators open, close and release."""
        return self.kept() if standing_of(user).holds(Role.STATE_ADMIN) else self.none()

    def kept(self) -> Self:
        """Without drafts that were put away."""
        return self.filter(removed_at=None)

    def brought_back_by(self, user: User) -> Self:
        """Drafts put away that this user may bring back."""
        removed = self.filter(removed_at__isnull=False, state="draft")
        return removed if standing_of(user).holds(Role.STATE_ADMIN) else self.none()

    def open(self) -> Self:
        """Those that take answers."""
        return self.filter(state="open")

    def past_window(self) -> Self:
        """Open ones whose closing time has passed."""
        return self.filter(state="open", closes_at__lte=clock.now())

    def unsettled(self) -> Self:
        """Closed ones whose last answers are not folded and shuffled yet, some in their grace."""
        return self.filter(state="closed", is_settled=False)

    def waiting_for_release(self) -> Self:
        """Closed ones whose figures were asked for, and convening feedback, which never waits."""
        due = Q(release_requested_at__isnull=False) | Q(purpose="convening")
        return self.filter(due, state="closed", is_settled=True, release_refusal="")

    def with_words_to_set_apart(self) -> Self:
        """Settled ones whose open answers still stand in the forms."""
        return self.filter(
            state__in=["closed", "released"], is_settled=True, words_apart_at__isnull=True
        )

    def waiting_for_correction(self) -> Self:
        """Released ones whose corrected figures were asked for and not refused since."""
        return self.filter(state="released", release_refusal="").exclude(correction_reason="")

    def with_invited(self) -> Self:
        """How many are invited, and how many of them have answered."""
        return self.annotate(
            invited=Count("invitations"),
            completed=Count("invitations", filter=Q(invitations__is_completed=True)),
        )

    def released(self) -> Self:
        """Those with released figures."""
        return self.filter(state="released")


class FrameUnitQuerySet(models.QuerySet["FrameUnit"]):
    """Rights to what is kept about a unit."""

    def opt_outs_kept_by(self, user: User) -> Self:
        """Schools of learner surveys whose list of those left out this user keeps.

        The school's own leaders, ESC staff those of their branch of today, and the state. Nobody
        else reads the codes: they are the school's.
        """
        standing = standing_of(user)
        schools = self.filter(
            kind="school",
            administration__version__instrument__is_for_learners=True,
            administration__removed_at=None,
        )
        if standing.holds(Role.STATE_ADMIN):
            return schools
        kept = Q(organization__in=standing.places(Role.SCHOOL_LEADER))
        for center in standing.places(*ESC_STAFF):
            branch = Organization.objects.branch_of_id(center)
            kept |= Q(organization__in=branch.values("pk"))
        return schools.filter(kept)

    def nudged_by(self, user: User) -> Self:
        """Units of open surveys whose people this user may remind.

        All for state administrators, those of their branch for ESC staff, and the sessions of a
        cohort for who runs it.
        """
        standing = standing_of(user)
        current = self.filter(administration__state="open", administration__removed_at=None)
        if standing.holds(Role.STATE_ADMIN):
            return current
        if not standing.holds(*ESC_STAFF):
            return self.none()
        mine = Q(
            kind="session", administration__cohort__in=Cohort.objects.run_by(user).values("pk")
        )
        for center in standing.places(*ESC_STAFF):
            branch = Organization.objects.branch_of_id(center)
            mine |= Q(organization__in=branch.values("pk"))
        return current.filter(mine)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """States of invitations."""

    def waiting(self) -> Self:
        """Those who have not answered and may."""
        return self.filter(is_completed=False, is_revoked=False)

    def by_address(self) -> Self:
        """People who were asked by mail; who began at an open link is nobody."""
        return self.exclude(email="")

    def per_unit(self) -> Counter[int]:
        """How many there are of each unit, by its id. One query."""
        return Counter(dict(self.order_by().values_list("unit").annotate(Count("pk"))))


class DraftQuerySet(models.QuerySet["Draft"]):
    """States of drafts."""

    def sealed(self) -> Self:
        """Submitted, and not yet a response."""
        return self.filter(is_sealed=True)

    def begun(self) -> Self:
        """Never sent so far."""
        return self.filter(is_sealed=False)


class AnswerFileQuerySet(models.QuerySet["AnswerFile"]):
    """Files of answers on their way in."""

    def run_by(self, user: User) -> Self:
        """State administrators bring answers in; nobody else sees the files."""
        return self if standing_of(user).holds(Role.STATE_ADMIN) else self.none()

    def waiting(self) -> Self:
        """Not brought in so far."""
        return self.filter(administration=None).exclude(file="")
