"""The head that all pages of one cohort share: its facts, its tabs, and who may run it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.urls import reverse

from cohorts.models import Cohort
from core import offers

if TYPE_CHECKING:
    from accounts.models import User

ATTENDANCE, PREWORK = "cohort-attendance", "cohort-prework"


@dataclass(frozen=True)
class Tab:
    """One page of a cohort; `panels` names a page that only what is offered fills."""

    key: str
    title: str
    url_name: str
    panels: str = ""


TABS = [
    Tab("teams", "Teams", "cohorts:detail"),
    Tab("milestones", "Milestones", "cohorts:milestones"),
    Tab("plan", "Plan", "cohorts:cohort-plan"),
    Tab("attendance", "Attendance", "cohorts:attendance", ATTENDANCE),
    Tab("prework", "Pre-work", "cohorts:prework", PREWORK),
    Tab("about", "About", "cohorts:about"),
]


@dataclass(frozen=True)
class Link:
    """A tab as it stands on the page."""

    title: str
    url: str
    is_here: bool


@dataclass(frozen=True)
class Head:
    """What stands above every page of a cohort."""

    cohort: Cohort
    may_run: bool
    may_form: bool
    tabs: list[Link]


def head_of(user: User, pk: int, tab: str) -> Head:
    """The head of a page of a cohort that this user sees; raises Http404."""
    visible = Cohort.objects.visible_to(user).with_counts()
    cohort = get_object_or_404(visible.select_related("offering__pathway", "home"), pk=pk)
    return Head(
        cohort=cohort,
        may_run=Cohort.objects.run_by(user).filter(pk=pk).exists(),
        may_form=Cohort.objects.teams_formed_by(user).filter(pk=pk).exists(),
        tabs=[
            Link(one.title, reverse(one.url_name, args=[pk]), one.key == tab)
            for one in TABS
            if not one.panels or offers.panels_on(one.panels)
        ],
    )
