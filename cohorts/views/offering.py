"""Offerings: everybody reads them, the state's administrators make and change them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cohorts.forms.cloning import OfferingCloneForm
from cohorts.forms.offering import OfferingForm, RuleParts
from cohorts.models import Cohort, Offering
from cohorts.pages import offering as page
from cohorts.querysets import homes_open_to
from cohorts.services import offering as services
from core.shortcuts import form_page, page_of
from network.access import standing_of
from network.models import Activity
from network.roles import Role

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@login_not_required
@require_GET
def offering_list(request: PageRequest) -> HttpResponse:
    shown = page_of(request, Offering.objects.select_related("pathway", "form"))
    rows = [(one, page.length(one), page.applications(one)) for one in shown]
    context = {"page": shown, "rows": rows, "may_add": _may_add(request)}
    return render(request, "cohorts/offerings.html", context)


@login_not_required
@require_GET
def offering_detail(request: PageRequest, pk: int) -> HttpResponse:
    offering = get_object_or_404(
        Offering.objects.select_related("pathway", "form", "funding"), pk=pk
    )
    context = {
        "offering": offering,
        "length": page.length(offering),
        "applications": page.applications(offering),
        "team_rule": [(part, page.how_many(part)) for part in offering.team_rule.all()],
        "phases": offering.phases.prefetch_related("milestones"),
        "may_change": Offering.objects.run_by(request.user).filter(pk=pk).exists(),
    }
    if request.user.is_authenticated:
        context |= {
            "cohorts": Cohort.objects.visible_to(request.user).filter(offering=offering),
            "may_open": homes_open_to(request.user).exists(),
            "activity": Activity.objects.on_page_of(offering, request.user),
        }
    return render(request, "cohorts/offering.html", context)


@require_http_methods(["GET", "POST"])
def offering_new(request: PageRequest) -> HttpResponse:
    if not _may_add(request):
        raise Http404
    return _write(request, None)


@require_http_methods(["GET", "POST"])
def offering_change(request: PageRequest, pk: int) -> HttpResponse:
    return _write(request, _run_by(request, pk))


@require_http_methods(["GET", "POST"])
def offering_clone(request: PageRequest, pk: int) -> HttpResponse:
    source = _run_by(request, pk)
    form = OfferingCloneForm(request.POST or None, source=source)
    shown = None
    if form.is_valid():
        if form.is_to_be_made():
            by = standing_of(request.user).person
            copy = services.clone_offering(source, by=by, **form.cleaned_data)
            messages.success(request, f"{copy} is there. Change what is different this time.")
            return redirect(copy)
        shown = page.preview_of_clone(source, form.cleaned_data["starts_on"])
    context = {"source": source, "form": form, "shown": shown}
    return form_page(request, "cohorts/offering_clone.html", context)


def _write(request: PageRequest, offering: Offering | None) -> HttpResponse:
    form = OfferingForm(request.POST or None, instance=offering)
    parts = _parts(request, offering)
    if form.is_valid() and parts.is_valid():
        by = standing_of(request.user).person
        typed = form.cleaned_data
        funding = services.funding_named(typed["grant"], typed["fiscal_year"])
        facts = {**form.facts(), "funding": funding, "team_rule": parts.rows(), "by": by}
        try:
            saved = (
                services.make_offering(**facts)
                if offering is None
                else services.change_offering(offering, **facts)
            )
        except services.AlreadyThere as refusal:
            form.add_error("name", str(refusal))
        except services.UnitFixed as refusal:
            form.add_error("unit", str(refusal))
        except services.CapacityTooSmall as refusal:
            form.add_error("capacity", str(refusal))
        else:
            messages.success(request, f"{saved} is saved.")
            return redirect(saved)
    if request.method == "POST" and parts.total_error_count():
        form.add_error(None, "Look at whom a team needs: something there is to be corrected.")
    context = {"form": form, "parts": parts, "offering": offering}
    return form_page(request, "cohorts/offering_form.html", context)


def _parts(request: PageRequest, offering: Offering | None) -> Any:
    there = offering.team_rule.values(*services.OF_A_PART) if offering else []
    return RuleParts(request.POST or None, initial=list(there), prefix="parts")


def _run_by(request: PageRequest, pk: int) -> Offering:
    mine = Offering.objects.run_by(request.user).select_related("pathway", "funding")
    return get_object_or_404(mine, pk=pk)


def _may_add(request: PageRequest) -> bool:
    return standing_of(request.user).holds(Role.STATE_ADMIN)
