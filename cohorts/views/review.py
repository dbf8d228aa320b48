"""A reviewer's own reviews: the list, reading and scoring, and stepping back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cohorts import services
from cohorts.forms.reviewing import ConflictForm, ScoreForm
from cohorts.models import Review
from cohorts.pages.application import text_of
from cohorts.pages.scores import scores_for
from cohorts.rules import states
from core.personal import personal
from core.shortcuts import form_page
from network.access import standing_of

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def my_reviews(request: PageRequest) -> HttpResponse:
    """What I was asked to review: what is open first."""
    mine = Review.objects.given_to(request.user).select_related(
        "application__offering", "application__school__agency", "application__district"
    )
    is_open = [one for one in mine if one.done_at is None and _takes_scores(one)]
    context = {"open": is_open, "rest": [one for one in mine if one not in is_open]}
    return render(request, "cohorts/my_reviews.html", context)


@personal
@require_http_methods(["GET", "POST"])
def review(request: PageRequest, pk: int) -> HttpResponse:
    found = _review(request, pk)
    application = found.application
    takes_scores = _takes_scores(found)
    typed = request.POST or None if takes_scores else None
    form = ScoreForm(typed, asked=application.form, initial=_scored(found))
    if form.is_valid():
        try:
            services.save_review(
                found,
                scores=form.scores(),
                summary=form.cleaned_data["summary"],
                is_done=form.is_done,
                by=standing_of(request.user).person,
            )
        except services.ReviewClosed as refusal:
            messages.warning(request, str(refusal))
        else:
            words = "Your review is done" if form.is_done else "Your review is put by"
            messages.success(request, f"{words}. You may change it until the decision.")
        return redirect("cohorts:review", pk)
    context = {
        "review": found,
        "application": application,
        "text": text_of(application),
        "form": form,
        "takes_scores": takes_scores,
        "scores": scores_for(request.user, application),
    }
    return form_page(request, "cohorts/review.html", context)


@personal
@require_http_methods(["GET", "POST"])
def conflict(request: PageRequest, pk: int) -> HttpResponse:
    found = _review(request, pk)
    form = ConflictForm(request.POST or None)
    if form.is_valid():
        by = standing_of(request.user).person
        services.declare_conflict(found, words=form.cleaned_data["words"], by=by)
        words = f"You do not review {found.application.place} any more. Somebody else is asked."
        messages.success(request, words)
        return redirect("cohorts:my-reviews")
    return form_page(request, "cohorts/review_conflict.html", {"review": found, "form": form})


def _review(request: PageRequest, pk: int) -> Review:
    mine = Review.objects.given_to(request.user).select_related(
        "reviewer",
        "application__offering",
        "application__form",
        "application__school__agency",
        "application__district",
    )
    return get_object_or_404(mine, pk=pk)


def _takes_scores(review: Review) -> bool:
    return review.application.state in states.UNDECIDED


def _scored(review: Review) -> dict[str, Any]:
    """What the form shows of what was scored before."""
    known: dict[str, Any] = {"summary": review.summary}
    for one in review.scores.all():
        known |= {f"score_{one.criterion}": one.score, f"reason_{one.criterion}": one.reason}
    return known
