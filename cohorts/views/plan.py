"""The plan of a cohort: its days, the topics in their order, and its milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from cohorts.forms.plan import CohortDaysForm, MilestoneForm, TopicForm
from cohorts.models import Cohort, CohortTopic, Milestone
from cohorts.pages.head import head_of
from cohorts.pages.plan import plan_of
from cohorts.services import cohort as cohort_services
from cohorts.services import milestone as milestone_services
from cohorts.services import topic as topic_services
from core.shortcuts import form_page
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def plan(request: PageRequest, pk: int) -> HttpResponse:
    """Everybody who sees the cohort reads it; who runs it puts topics on."""
    head = head_of(request.user, pk, "plan")
    form = TopicForm(request.POST or None)
    if request.method == "POST":
        cohort = _run_by(request, pk)
        if form.is_valid():
            by = standing_of(request.user).person
            topic_services.add_topic(cohort, by=by, **form.cleaned_data)
            return redirect("cohorts:cohort-plan", pk)
    context = {"head": head, "cohort": head.cohort, "form": form, "plan": plan_of(head.cohort)}
    return form_page(request, "cohorts/plan.html", context)


@require_http_methods(["GET", "POST"])
def cohort_change(request: PageRequest, pk: int) -> HttpResponse:
    cohort = _run_by(request, pk)
    form = CohortDaysForm(request.POST or None, instance=cohort)
    if form.is_valid():
        by = standing_of(request.user).person
        try:
            cohort_services.change_cohort(cohort, by=by, **form.cleaned_data)
        except (cohort_services.LeavesOutside, cohort_services.CohortNameTaken) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{form.cleaned_data['name']} is saved.")
            return redirect("cohorts:cohort-plan", pk)
    return form_page(request, "cohorts/cohort_change.html", {"cohort": cohort, "form": form})


@require_POST
def topic_move(request: PageRequest, pk: int) -> HttpResponse:
    topic = _topic(request, pk)
    is_up = request.POST.get("to") == "up"
    topic_services.move_topic(topic, up=is_up, by=standing_of(request.user).person)
    return redirect("cohorts:cohort-plan", topic.cohort_id)


@require_POST
def topic_remove(request: PageRequest, pk: int) -> HttpResponse:
    topic = _topic(request, pk)
    topic_services.remove_topic(topic, by=standing_of(request.user).person)
    messages.success(request, f"“{topic}” is taken out.")
    return redirect("cohorts:cohort-plan", topic.cohort_id)


@require_POST
def milestones_from_plan(request: PageRequest, pk: int) -> HttpResponse:
    cohort = _run_by(request, pk)
    made = milestone_services.date_milestones(cohort, by=standing_of(request.user).person)
    words = f"{len(made)} milestone{'' if len(made) == 1 else 's'}"
    messages.success(request, f"{words} got a day." if made else "All milestones are there.")
    return redirect("cohorts:cohort-plan", pk)


@require_http_methods(["GET", "POST"])
def milestone_new(request: PageRequest, pk: int) -> HttpResponse:
    return _write(request, _run_by(request, pk), None)


@require_http_methods(["GET", "POST"])
def milestone_change(request: PageRequest, pk: int) -> HttpResponse:
    milestone = _milestone(request, pk)
    return _write(request, milestone.cohort, milestone)


@require_POST
def milestone_remove(request: PageRequest, pk: int) -> HttpResponse:
    milestone = _milestone(request, pk)
    try:
        milestone_services.remove_milestone(milestone, by=standing_of(request.user).person)
    except milestone_services.MilestoneMarked as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, f"“{milestone}” is taken out.")
    return redirect("cohorts:cohort-plan", milestone.cohort_id)


def _write(request: PageRequest, cohort: Cohort, milestone: Milestone | None) -> HttpResponse:
    form = MilestoneForm(request.POST or None, instance=milestone)
    if form.is_valid():
        by = standing_of(request.user).person
        try:
            milestone_services.write_milestone(
                cohort, milestone=milestone, by=by, **form.cleaned_data
            )
        except milestone_services.OutsideTheCohort as refusal:
            form.add_error("due_on", str(refusal))
        else:
            messages.success(request, f"“{form.cleaned_data['name']}” is saved.")
            return redirect("cohorts:cohort-plan", cohort.pk)
    context = {"cohort": cohort, "milestone": milestone, "form": form}
    return form_page(request, "cohorts/milestone.html", context)


def _run_by(request: PageRequest, pk: int) -> Cohort:
    mine = Cohort.objects.run_by(request.user).select_related("offering__pathway", "home")
    return get_object_or_404(mine, pk=pk)


def _topic(request: PageRequest, pk: int) -> CohortTopic:
    mine = CohortTopic.objects.filter(cohort__in=Cohort.objects.run_by(request.user))
    return get_object_or_404(mine.select_related("cohort"), pk=pk)


def _milestone(request: PageRequest, pk: int) -> Milestone:
    mine = Milestone.objects.filter(cohort__in=Cohort.objects.run_by(request.user))
    return get_object_or_404(mine.select_related("cohort"), pk=pk)
