"""With whom an organization belongs: the district's service center, the specialists' support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from core.templatetags.house import long_day
from network.access import standing_of
from network.forms.relations import AlignForm, EndForm, SupportForm
from network.models import Alignment, District, Organization, SupportAssignment
from network.services import relations

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django.http import HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def align(request: PageRequest, pk: int) -> HttpResponse:
    district = get_object_or_404(District.objects.known().edited_by(request.user), pk=pk)
    form = AlignForm(request.POST or None, district=district)
    if form.is_valid():
        by = standing_of(request.user).person
        try:
            made = relations.align(district, **form.cleaned_data, by=by)
        except relations.AlreadyAligned as refused:
            form.add_error(None, str(refused))
        else:
            is_to_come = made.starts_on > clock.today()
            undo = reverse("network:alignment-take-back", args=[made.pk]) if is_to_come else ""
            said = f"Aligned with {made.service_center} from {long_day(made.starts_on)}."
            messages.success(request, said, extra_tags=undo)
            return redirect(district)
    now = Alignment.objects.current().filter(district=district).select_related("service_center")
    context = {"organization": district, "form": form, "now": now.first()}
    return render(request, "network/align.html", context)


@require_http_methods(["GET", "POST"])
def alignment_end(request: PageRequest, pk: int) -> HttpResponse:
    running = _alignments(request).filter(starts_on__lte=clock.today(), ends_on=None)
    alignment = get_object_or_404(running, pk=pk)
    return _end(
        request,
        relations.end_alignment,
        alignment,
        organization=alignment.district,
        said=f"Aligned with {alignment.service_center}",
        what=f"the alignment with {alignment.service_center}",
        then="Everything up to that day stays with this center.",
    )


@require_POST
def alignment_take_back(request: PageRequest, pk: int) -> HttpResponse:
    alignment = get_object_or_404(_alignments(request), pk=pk)
    try:
        relations.take_back_alignment(alignment, by=standing_of(request.user).person)
    except relations.HasBegun as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, f"Not aligned with {alignment.service_center} after all.")
    return redirect(alignment.district)


@require_http_methods(["GET", "POST"])
def support_assign(request: PageRequest, pk: int) -> HttpResponse:
    rows = Organization.objects.known().supported_through(request.user)
    found = get_object_or_404(rows.filter(kind__in=["district", "school"]), pk=pk)
    form = SupportForm(request.POST or None, user=request.user)
    if form.is_valid():
        by = standing_of(request.user).person
        try:
            made = relations.assign_support(organization=found, **form.cleaned_data, by=by)
        except relations.AlreadySupports as refused:
            form.add_error("specialist", str(refused))
        else:
            messages.success(request, f"{made.specialist} supports {found}.")
            return redirect(found)
    return render(request, "network/support.html", {"organization": found, "form": form})


@require_http_methods(["GET", "POST"])
def support_end(request: PageRequest, pk: int) -> HttpResponse:
    places = Organization.objects.supported_through(request.user)
    rows = SupportAssignment.objects.filter(organization__in=places.values("pk"))
    support = get_object_or_404(rows.select_related("specialist", "organization"), pk=pk)
    return _end(
        request,
        relations.end_support,
        support,
        organization=support.organization,
        said=f"{support.specialist} supports it",
        what=f"the support of {support.specialist}",
        then="After the last day the specialist sees it only if it is of their own center.",
    )


def _end(
    request: PageRequest,
    end: Callable[..., object],
    relation: Alignment | SupportAssignment,
    *,
    organization: Organization,
    said: str,
    **words: str,
) -> HttpResponse:
    """Ask for the last day of a relation, and end it."""
    form = EndForm(request.POST or None)
    if form.is_valid():
        on = form.cleaned_data["on"]
        try:
            end(relation, on=on, by=standing_of(request.user).person)
        except relations.EndsBeforeItStarts as refused:
            form.add_error("on", str(refused))
        else:
            messages.success(request, f"{said} until {long_day(on)}.")
            return redirect(organization)
    since = relation.starts_on
    context = {"organization": organization, "form": form, "since": since, **words}
    return render(request, "network/relation_end.html", context)


def _alignments(request: PageRequest) -> QuerySet[Alignment]:
    districts = Organization.objects.edited_by(request.user)
    rows = Alignment.objects.filter(district__in=districts.values("pk"))
    return rows.select_related("district", "service_center")
