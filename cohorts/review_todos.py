"""What reviewing and deciding offer: to-dos, mails with their checks, and places in the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Application, Review
from cohorts.pages.reviewers import REVIEWERS
from cohorts.pages.reviewing import decides
from cohorts.place_links import PLACE_LINK, fill_place_link
from cohorts.rules import states
from cohorts.services.decision_mail import IS, is_as_said
from core import clock, mail, offers
from core.offers import Place, ToDo
from core.templatetags.house import moment
from network.access import standing_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accounts.models import User
    from network.models import Person

AT_MOST = 5
RELATED = "offering", "school__agency", "district", "cohort"
_WRITES = "You get this because you write an application."
_REVIEWS = "You get this because you review applications."
KINDS = [
    ("review-assigned", "Applications to review", _REVIEWS, True),
    ("information-asked", "Questions about your application", _WRITES, False),
    ("information-reminder", "Reminders about your application", _WRITES, False),
    ("information-answered", "Answers to what you asked", _REVIEWS, True),
    ("accepted", "Applications accepted", _WRITES, False),
    ("waitlisted", "Places on waitlists of offerings", _WRITES, False),
    ("declined", "Applications declined", _WRITES, False),
    ("place-offered", "Places held for you", _WRITES, False),
    ("offer-ended", "Places no longer held", _WRITES, True),
]


def todos_for(user: User) -> Iterable[ToDo]:
    """Everything about applications that somebody reviews, decides on, or has an offer for."""
    person = standing_of(user).person
    if person is None:
        return []
    return [*_offered(person), *_to_review(user), *_to_decide(user)]


def _offered(person: Person) -> Iterator[ToDo]:
    """For writers: a place that is held for them."""
    mine = Application.objects.filter(
        editors__person=person, state=states.OFFERED, offer_ends_at__gt=clock.now()
    )
    for one in mine.select_related(*RELATED)[:AT_MOST]:
        yield ToDo(
            f"Take or leave the place of {one.place} in {one.cohort}",
            reverse("cohorts:answer-offer", args=[one.pk]),
            "Answer",
            f"It is held for you until {moment(one.offer_ends_at)}",
            timezone.localdate(one.offer_ends_at),
        )


def _to_review(user: User) -> Iterator[ToDo]:
    mine = Review.objects.given_to(user)
    given = mine.filter(done_at=None, application__state__in=states.UNDECIDED)
    related = (f"application__{name}" for name in RELATED)
    for review in given.select_related(*related)[:AT_MOST]:
        application = review.application
        yield ToDo(
            f"Review the application of {application.place}",
            reverse("cohorts:review", args=[review.pk]),
            "Review",
            f"Applies for {application.offering}",
        )


def _to_decide(user: User) -> Iterator[ToDo]:
    """For those who decide: nobody asked to review yet, or all who were asked are done."""
    if not decides(user):
        return
    run = Application.objects.run_by(user).with_reviews().select_related(*RELATED)
    asked = run.filter(state__in=[states.SUBMITTED, states.IN_REVIEW])
    missing = Review.objects.filter(application=OuterRef("pk"), done_at=None, has_conflict=False)
    for one in asked.filter(~Exists(missing)).order_by("submitted_at", "pk")[:AT_MOST]:
        page = reverse("cohorts:application-review", args=[one.pk])
        if one.review_count:
            why = f"{one.done_count} of {one.review_count} reviews are done"
            yield ToDo(f"Decide on the application of {one.place}", page, "Decide", why)
        else:
            why = f"Nobody reviews it yet; it applies for {one.offering}"
            title = f"Ask reviewers for the application of {one.place}"
            yield ToDo(title, page, "Open it", why)
    late = Q(requests__answered_at=None, requests__due_on__lt=clock.today())
    for one in run.filter(late, state=states.INFORMATION).order_by("submitted_at", "pk")[:AT_MOST]:
        page = reverse("cohorts:application-review", args=[one.pk])
        why = "The day to answer is over; go on without it or ask again"
        yield ToDo(f"{one.place} has not answered what was asked", page, "Open it", why)


def _may_review(user: User) -> bool:
    return standing_of(user).holds(*REVIEWERS)


def offer_reviewing() -> None:
    """Called once, from cohorts/offers.py."""
    for name, title, why, may_wait in KINDS:
        mail.offer_kind(mail.Kind(f"cohorts/{name}", title, why, may_wait=may_wait))
    mail.offer_check(IS, is_as_said)
    mail.offer_filler(PLACE_LINK, fill_place_link)
    offers.offer_todos(todos_for)
    offers.offer_place(
        Place("Applications", "cohorts:applications", decides, 56, is_in_menu=True, icon="list")
    )
    offers.offer_place(
        Place("My reviews", "cohorts:my-reviews", _may_review, 57, is_in_menu=True, icon="edit")
    )
