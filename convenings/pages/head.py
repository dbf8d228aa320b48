"""The head that all pages of one convening share: its facts, its tabs, and who may run it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.urls import reverse

from convenings.models import Convening
from convenings.pages import plan

if TYPE_CHECKING:
    from accounts.models import User
    from convenings.models import Session


@dataclass(frozen=True)
class Tab:
    """One page of a convening; some are for those who run it."""

    key: str
    title: str
    url_name: str
    is_for_organizers: bool = False


TABS = [
    Tab("plan", "Plan", "convenings:detail"),
    Tab("registration", "Registration", "convenings:registration", is_for_organizers=True),
    Tab("prework", "Pre-work", "convenings:prework"),
    Tab("attendance", "Attendance", "convenings:attendance-of", is_for_organizers=True),
    Tab("feedback", "Feedback", "convenings:feedback"),
    Tab("hours", "Hours", "convenings:hours", is_for_organizers=True),
    Tab("materials", "Materials", "convenings:materials"),
]


@dataclass(frozen=True)
class Link:
    """A tab as it stands on the page."""

    title: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class Head:
    """What stands above every page of a convening."""

    convening: Convening
    rows: list[plan.SessionRow]
    may_run: bool
    tabs: list[Link]

    @property
    def seats(self) -> str:
        """ "148 of 174 seats taken"."""
        return plan.seats_taken(self.rows)

    @property
    def door(self) -> Session | None:
        """The session whose check-in is wanted now."""
        return plan.next_door(self.rows)


def head_of(user: User, pk: int, tab: str) -> Head:
    """The head of a page of a convening that this user sees; raises Http404.

    Pages for organizers are absent for others.
    """
    here = next(one for one in TABS if one.key == tab)
    allowed = Convening.objects.run_by(user) if here.is_for_organizers else None
    seen = Convening.objects.visible_to(user) if allowed is None else allowed
    found = seen.with_dates().with_figures().select_related("cohort", "feedback")
    convening = get_object_or_404(found, pk=pk)
    may_run = allowed is not None or Convening.objects.run_by(user).filter(pk=pk).exists()
    return Head(
        convening=convening,
        rows=plan.sessions_of(convening, user),
        may_run=may_run,
        tabs=[
            Link(one.title, reverse(one.url_name, args=[pk]), one is here)
            for one in TABS
            if may_run or not one.is_for_organizers
        ],
    )
