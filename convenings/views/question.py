"""What is asked at registration: for those who run the convening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from convenings import services
from convenings.forms.registration import QuestionForm, as_typed
from convenings.models import Question
from convenings.views.scope import convening_run_by
from core.shortcuts import form_page
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def questions(request: PageRequest, pk: int) -> HttpResponse:
    """The list; a POST asks the usual ones where nothing is asked."""
    convening = convening_run_by(request, pk)
    if request.method == "POST":
        services.add_usual_questions(convening, by=standing_of(request.user).person)
        messages.success(request, "Food and access needs are asked.")
        return redirect("convenings:questions", pk)
    context = {"convening": convening, "questions": convening.questions.standing()}
    return render(request, "convenings/questions.html", context)


@require_http_methods(["GET", "POST"])
def new(request: PageRequest, pk: int) -> HttpResponse:
    convening = convening_run_by(request, pk)
    form = QuestionForm(request.POST or None)
    if form.is_valid():
        by = standing_of(request.user).person
        services.add_question(convening, by=by, **form.cleaned_data)
        messages.success(request, "The question is asked of everybody who registers.")
        return redirect("convenings:questions", pk)
    context = {"convening": convening, "form": form, "question": None}
    return form_page(request, "convenings/question.html", context)


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, pk: int) -> HttpResponse:
    question = _run_by(request, pk)
    form = QuestionForm(request.POST or None, initial=as_typed(question))
    if form.is_valid():
        by = standing_of(request.user).person
        services.change_question(question, by=by, **form.cleaned_data)
        messages.success(request, "The question is saved.")
        return redirect("convenings:questions", question.convening_id)
    context = {"convening": question.convening, "form": form, "question": question}
    return form_page(request, "convenings/question.html", context)


@require_POST
def remove(request: PageRequest, pk: int) -> HttpResponse:
    question = _run_by(request, pk)
    services.remove_question(question, by=standing_of(request.user).person)
    undo = reverse("convenings:question-restore", args=[pk])
    messages.success(request, "The question is asked no longer.", extra_tags=undo)
    return redirect("convenings:questions", question.convening_id)


@require_POST
def restore(request: PageRequest, pk: int) -> HttpResponse:
    question = _run_by(request, pk)
    services.restore_question(question, by=standing_of(request.user).person)
    messages.success(request, "The question is asked again.")
    return redirect("convenings:questions", question.convening_id)


def _run_by(request: PageRequest, pk: int) -> Question:
    mine = Question.objects.run_by(request.user).select_related("convening__cohort")
    return get_object_or_404(mine, pk=pk)
