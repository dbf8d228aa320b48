"""The list of applications, one of them as those see it who decide, and giving it to reviewers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.proof import recent_proof_required
from cohorts import services
from cohorts.forms.reviewing import InformationForm, RankForm, ReviewersForm
from cohorts.models import Application, Review
from cohorts.pages import reviewing
from cohorts.pages.application import text_of, tone_of
from cohorts.pages.reviewers import possible_reviewers, with_remarks
from cohorts.pages.scores import scores_for
from cohorts.rules import states
from core.csv import csv_response
from core.shortcuts import form_page, page_of, render_page
from core.templatetags.house import long_day
from network.access import standing_of
from network.services import activity

if TYPE_CHECKING:
    from django.http import HttpResponse, StreamingHttpResponse

    from core.http import PageRequest

RELATED = "offering", "form", "school__agency", "district", "cohort", "decided_by"


@require_GET
def application_list(request: PageRequest) -> HttpResponse:
    _only_deciders(request)
    asked = reviewing.asked_of(request.GET)
    page = page_of(request, reviewing.narrowed(asked, request.user))
    context = {
        "asked": asked,
        "page": page,
        "lines": reviewing.lines(page.object_list),
        "offerings": reviewing.offerings_of(request.user),
        "states": reviewing.STATES,
        "reviews": reviewing.REVIEWS,
        "orders": reviewing.ORDERS,
    }
    return render_page(request, "cohorts/applications.html", context, fragment="rows")


@recent_proof_required
@require_GET
def applications_csv(request: PageRequest) -> StreamingHttpResponse:
    """The list as it is narrowed; who took it along is written down."""
    _only_deciders(request)
    person = standing_of(request.user).person
    found = reviewing.narrowed(reviewing.asked_of(request.GET), request.user)
    if person is not None:
        activity.record_export(person, "Took the list of applications along.", by=person)
    return csv_response(reviewing.file_rows(found), "applications.csv")


@require_GET
def application_review(request: PageRequest, pk: int) -> HttpResponse:
    """Everything about one application for whoever decides on it."""
    application = _application(request, pk)
    context = {
        "application": application,
        "tone": tone_of(application),
        "text": text_of(application),
        "scores": scores_for(request.user, application),
        "reviews": application.reviews.select_related("reviewer", "assigned_by"),
        "requests": application.requests.select_related("asked_by"),
        "steps": application.steps.select_related("by"),
        "is_undecided": application.state in states.UNDECIDED,
        "may_decide": application.state not in states.OVER,
        "is_waiting": application.state == states.WAITLISTED,
        "is_asked": application.state == states.INFORMATION,
        "rank_form": RankForm(initial={"rank": application.waitlist_rank}),
    }
    return render(request, "cohorts/application_review.html", context)


@require_http_methods(["GET", "POST"])
def assign_reviewers(request: PageRequest) -> HttpResponse:
    """One application or several, named in the address, to one reviewer or several."""
    _only_deciders(request)
    chosen = reviewing.chosen(request.GET.getlist("pk"), request.user)
    if not chosen:
        messages.warning(request, "Tick applications in the list first.")
        return redirect("cohorts:applications")
    rows = possible_reviewers()
    people = with_remarks(rows, chosen)
    form = ReviewersForm(request.POST or None, people=people, rows=rows)
    if form.is_valid():
        made, left_out = services.assign_reviewers(
            chosen,
            reviewers=form.cleaned_data["reviewers"],
            by=standing_of(request.user).person,
        )
        for sentence in left_out:
            messages.warning(request, sentence)
        count = f"{len(made)} review{'' if len(made) == 1 else 's'}"
        messages.success(request, f"{count} asked for. The reviewers get a mail.")
        return redirect(reviewing.back_to(chosen))
    context = {"chosen": chosen, "form": form, "back": reviewing.back_to(chosen)}
    return form_page(request, "cohorts/assign_reviewers.html", context)


@require_POST
def take_back_review(request: PageRequest, pk: int) -> HttpResponse:
    run = Application.objects.run_by(request.user)
    rows = Review.objects.filter(application__in=run).select_related("application", "reviewer")
    review = get_object_or_404(rows, pk=pk)
    try:
        services.take_back_review(review, by=standing_of(request.user).person)
    except services.ReviewBegun as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"{review.reviewer} reviews it no more.")
    return redirect("cohorts:application-review", review.application_id)


@require_http_methods(["GET", "POST"])
def ask_information(request: PageRequest, pk: int) -> HttpResponse:
    application = _application(request, pk)
    form = InformationForm(request.POST or None, form_asked=application.form)
    if form.is_valid():
        try:
            asked = services.ask_information(
                application, **form.cleaned_data, by=standing_of(request.user).person
            )
        except services.NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            words = f"{application.place} is asked, and may answer until {long_day(asked.due_on)}."
            messages.success(request, words)
            return redirect("cohorts:application-review", pk)
    context = {"application": application, "form": form}
    return form_page(request, "cohorts/ask_information.html", context)


@require_POST
def close_request(request: PageRequest, pk: int) -> HttpResponse:
    """Go on without what was asked."""
    application = _application(request, pk)
    person = standing_of(request.user).person
    services.close_request(application, by=person, note="The review goes on without an answer.")
    messages.success(request, f"The application of {application.place} is in review again.")
    return redirect("cohorts:application-review", pk)


@require_POST
def move_on_waitlist(request: PageRequest, pk: int) -> HttpResponse:
    application = _application(request, pk)
    form = RankForm(request.POST)
    if form.is_valid():
        rank, person = form.cleaned_data["rank"], standing_of(request.user).person
        moved = services.move_on_waitlist(application, to=rank, by=person)
        messages.success(request, f"{moved.place} has rank {moved.waitlist_rank or 'none'} now.")
    else:
        messages.warning(request, "Enter a rank from 1 on.")
    return redirect("cohorts:application-review", pk)


def _only_deciders(request: PageRequest) -> None:
    if not reviewing.decides(request.user):
        raise Http404


def _application(request: PageRequest, pk: int) -> Application:
    run = Application.objects.run_by(request.user)
    return get_object_or_404(run.select_related(*RELATED), pk=pk)
