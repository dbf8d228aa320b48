"""Questions about seats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef

from cohorts.models import Cohort
from convenings.querysets.session import TAKING, behind
from core import clock

if TYPE_CHECKING:
    from accounts.models import User
    from convenings.models import (  # noqa: F401  quoted
        ChoiceSession,
        Question,
        Registration,
    )


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """States of registrations."""

    def holding(self) -> Self:
        """Those with a seat of their own."""
        return self.filter(state="registered")

    def taking(self) -> Self:
        """Those that take a seat: registered, or held for somebody who was offered it."""
        return self.filter(state__in=TAKING)

    def waiting(self) -> Self:
        """Those on the waitlist, who came first first."""
        return self.filter(state="waiting").order_by("registered_at", "pk")

    def offered(self) -> Self:
        """Those who were offered a seat and have not answered."""
        return self.filter(state="offered")

    def run_by(self, user: User) -> Self:
        """Seats in convenings this user runs."""
        return self.filter(convening__cohort__in=Cohort.objects.run_by(user))

    def with_ended_offers(self) -> Self:
        """Those whose offer nobody took in time."""
        return self.offered().filter(offer_ends_at__lte=clock.now())

    def with_lacking_answers(self) -> Self:
        """`lacks_answers`: something must be answered that the person has not."""
        answers = behind(self.model, "answers")
        questions: Any = answers.model._meta.get_field("question").related_model
        mine = answers.filter(question=OuterRef("pk"), registration=OuterRef(OuterRef("pk")))
        required = questions._default_manager.standing().filter(
            ~Exists(mine), convening=OuterRef("convening"), is_required=True
        )
        return self.annotate(lacks_answers=Exists(required))

    def standing(self) -> Self:
        """Those with a seat or waiting for one."""
        return self.exclude(state="cancelled")


class QuestionQuerySet(models.QuerySet["Question"]):
    """The convening's scopes; answers are asked of the registrations."""

    def run_by(self, user: User) -> Self:
        """Questions of convenings this user runs."""
        return self.filter(convening__cohort__in=Cohort.objects.run_by(user))

    def standing(self) -> Self:
        """Those that are asked."""
        return self.filter(removed_at=None)


class ChoiceSessionQuerySet(models.QuerySet["ChoiceSession"]):
    """The session's scopes."""

    def run_by(self, user: User) -> Self:
        """Breakouts of sessions this user runs."""
        return self.filter(session__convening__cohort__in=Cohort.objects.run_by(user))

    def standing(self) -> Self:
        """Those that are offered."""
        return self.filter(removed_at=None)
