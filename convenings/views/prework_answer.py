"""Answering pre-work, reading a team's answers, and talking about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohorts.models import DesignTeam
from convenings.forms.prework_answer import AnswerForm, PreWorkCommentForm
from convenings.models import PreWorkComment, PreWorkSubmission
from convenings.pages import prework as page
from convenings.pages.prework_read import PartRead, clashing, readings_of
from convenings.rules.prework import Given
from convenings.services import prework_answers as services
from core import offers
from core.shortcuts import form_page
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from convenings.models import PreWork
    from core.http import PageRequest
    from network.models import Person


@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: PageRequest, pk: int, team_pk: int) -> HttpResponse:
    """The form of a team member; kept while they type, and done when they say so."""
    prework, team = page.own_team_of(request.user, pk, team_pk)
    person = standing_of(request.user).person
    if not prework.is_open or person is None:
        return redirect("convenings:prework", pk)
    there = page.submission_of(prework, team, person)
    parts = page.parts_of(prework)
    form = AnswerForm(request.POST or None, parts=parts, given=services.given_of(there))
    clashes: list[PartRead] = []
    if form.is_valid():
        saved = _save(form, prework, team, person)
        there, clashes = saved.submission, clashing(parts, saved.clashes)
        if request.htmx:
            return _kept(request, form, there, clashes)
        if not clashes and _is_settled(request, form, there, person):
            return redirect("convenings:prework-answer", pk, team_pk)
    elif request.htmx:
        return render(request, "convenings/prework_unsaved.html", {"form": form})
    context = {"form": form, "clashes": clashes, "submission": there}
    return _form_page(request, {**_around(prework, team), **context})


@require_GET
def of_team(request: PageRequest, pk: int, team_pk: int) -> HttpResponse:
    """A team's answers, for the team and the specialists who work with it."""
    prework, team = page.team_of(request.user, pk, team_pk)
    is_mine = DesignTeam.objects.joined_by(request.user).filter(pk=team_pk).exists()
    context = {
        **_around(prework, team),
        "readings": readings_of(prework, team, page.parts_of(prework)),
        "may_answer": prework.is_open and is_mine,
        "form": PreWorkCommentForm(),
        "me": standing_of(request.user).person,
    }
    return render(request, "convenings/prework_team.html", context)


@require_POST
def comment(request: PageRequest, pk: int) -> HttpResponse:
    submission = get_object_or_404(_visible(request), pk=pk)
    form = PreWorkCommentForm(request.POST)
    if form.is_valid():
        by = standing_of(request.user).person
        services.comment_on_prework(submission, text=form.cleaned_data["text"], by=by)
        messages.success(request, "Your comment is added.")
        return _to_team(submission)
    prework, team = page.team_of(request.user, submission.prework.convening_id, submission.team_id)
    context = {
        **_around(prework, team),
        "readings": readings_of(prework, team, page.parts_of(prework)),
        "form": form,
        "commented": submission,
    }
    return form_page(request, "convenings/prework_team.html", context)


@require_POST
def comment_remove(request: PageRequest, pk: int) -> HttpResponse:
    """Takes one's own comment away; "restore" in the form brings it back."""
    mine = PreWorkComment.objects.filter(
        author=standing_of(request.user).person, author__isnull=False
    )
    found = mine.filter(submission__in=_visible(request))
    comment = get_object_or_404(found.select_related("submission__prework"), pk=pk)
    is_back = "restore" in request.GET
    services.set_comment_removed(comment, removed=not is_back)
    if is_back:
        messages.success(request, "Your comment is back.")
    else:
        undo = reverse("convenings:prework-comment-remove", args=[pk])
        messages.success(request, "Your comment is taken away.", extra_tags=f"{undo}?restore=1")
    return _to_team(comment.submission)


def _save(form: AnswerForm, prework: PreWork, team: DesignTeam, person: Person) -> services.Saved:
    return services.save_answers(
        prework,
        team=team,
        answers=form.answers(),
        seen=form.marks(),
        over=form.kept_over(),
        by=person,
    )


def _kept(
    request: PageRequest,
    form: AnswerForm,
    submission: PreWorkSubmission,
    clashes: list[PartRead],
) -> HttpResponse:
    """What the page is told after saving by itself: that it is kept, and the marks from now on."""
    stored = services.given_of(submission)
    given = form.answers()
    kept = [
        (field.mark.auto_id, field.mark.html_name, services.mark_of_given(given[field.part.pk]))
        for field in form.parts()
        if stored.get(field.part.pk, Given()) == given[field.part.pk]
    ]
    context = {"submission": submission, "marks": kept, "clashes": clashes}
    return render(request, "convenings/prework_kept.html", context)


def _is_settled(
    request: PageRequest, form: AnswerForm, submission: PreWorkSubmission, person: Person
) -> bool:
    """Whether what was pressed is done; what is missing is put at the fields."""
    if "done" not in request.POST:
        messages.success(request, "Your answers are saved.")
        return True
    try:
        services.finish_prework(submission, by=person)
    except services.StillMissing as refusal:
        form.tell(refusal.lacks)
        return False
    messages.success(request, "The pre-work is done. You can still change it until the day.")
    return True


def _form_page(request: PageRequest, context: dict[str, Any]) -> HttpResponse:
    response = form_page(request, "convenings/prework_answer.html", context)
    if context["clashes"]:
        response.status_code = 422
    return response


def _around(prework: PreWork, team: DesignTeam) -> dict[str, Any]:
    slides = prework.convening.slides.standing().filter(team=team)
    return {
        "prework": prework,
        "convening": prework.convening,
        "team": team,
        "slide": slides.first(),
        "panels": offers.panels_on("prework"),
    }


def _visible(request: PageRequest) -> Any:
    visible = PreWorkSubmission.objects.visible_to(request.user)
    return visible.select_related("prework__convening", "team")


def _to_team(submission: PreWorkSubmission) -> HttpResponse:
    pk = submission.prework.convening_id
    return redirect("convenings:prework-team", pk, submission.team_id)
