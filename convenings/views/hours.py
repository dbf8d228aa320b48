"""One's own contact hours: certificates, licence cycles, and papers about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from convenings import documents
from convenings.dosage import dosage_by_team, dosage_of
from convenings.exports import hours_earned
from convenings.forms.hours import CertificateRuleForm, LicenceCycleForm
from convenings.models import Attendance, Certificate, Convening, LicenceCycle
from convenings.pages import hours
from convenings.pages.head import head_of
from convenings.services import licence_cycle
from convenings.services.certificate import change_certificate_rule
from core.csv import csv_response
from core.personal import personal
from core.shortcuts import form_page
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import StreamingHttpResponse

    from cohorts.models import DesignTeam
    from convenings.dosage import Dosage
    from convenings.querysets.attendance import AttendanceQuerySet
    from core.http import PageRequest
    from network.models import Person

UNDO = "licence_cycle_before"  # in the session: the last cycle removed, as it was


# SECURITY: why a certificate is missing tells whether feedback was sent.
@personal
@never_cache
@require_GET
def my_hours(request: PageRequest) -> HttpResponse:
    me = _me(request)
    cycles = list(me.licence_cycles.all())
    cycle = hours.cycle_among(cycles, request.GET.get("cycle", ""))
    context = {
        "transcript": hours.transcript_of(me, cycle),
        "cycles": cycles,
        "cycle": cycle,
        "without": hours.without_certificate(me),
    }
    return render(request, "convenings/my_hours.html", context)


@require_http_methods(["GET", "POST"])
def of_convening(request: PageRequest, pk: int) -> HttpResponse:
    """For organizers: what a certificate asks for, and how long people were there."""
    head = head_of(request.user, pk, "hours")
    form = CertificateRuleForm(request.POST or None, instance=head.convening)
    if form.is_valid():
        by = standing_of(request.user).person
        change_certificate_rule(head.convening, **form.cleaned_data, by=by)
        messages.success(request, "The rule is saved. Certificates that were issued stand.")
        return redirect("convenings:hours", pk)
    mine = Convening.objects.filter(pk=pk)
    marks = Attendance.objects.filter(session__convening=pk, session__is_cancelled=False)
    context = {
        "head": head,
        "form": form,
        "dosage": dosage_of(marks),
        "teams": _by_team(head.convening, marks),
        "earned": len(hours_earned(mine)),
    }
    return form_page(request, "convenings/hours.html", context)


@personal
@never_cache
@require_GET
def transcript_pdf(request: PageRequest) -> HttpResponse:
    return _pdf(documents.transcript_pdf(_transcript(request)), "contact-hours.pdf")


@personal
@never_cache
@require_GET
def transcript_csv(request: PageRequest) -> StreamingHttpResponse:
    rows = documents.transcript_rows(_transcript(request))
    return csv_response(rows, "contact-hours.csv")


@personal
@never_cache
@require_GET
def certificate_pdf(request: PageRequest, pk: int) -> HttpResponse:
    mine = Certificate.objects.of(request.user).standing()
    certificate = get_object_or_404(mine, pk=pk)
    return _pdf(documents.certificate_pdf(certificate), f"certificate-{certificate.held_on}.pdf")


@personal
@require_http_methods(["GET", "POST"])
def cycle_new(request: PageRequest) -> HttpResponse:
    me = _me(request)
    form = LicenceCycleForm(request.POST or None)
    if form.is_valid():
        cycle = licence_cycle.add_cycle(me, **form.cleaned_data)
        messages.success(request, f"Your hours are shown for {cycle}.")
        return redirect(_of_cycle(cycle))
    return form_page(request, "convenings/licence_cycle.html", {"form": form})


@personal
@require_http_methods(["GET", "POST"])
def cycle_change(request: PageRequest, pk: int) -> HttpResponse:
    cycle = get_object_or_404(_me(request).licence_cycles, pk=pk)
    form = LicenceCycleForm(request.POST or None, instance=cycle)
    if form.is_valid():
        licence_cycle.change_cycle(cycle, **form.cleaned_data)
        messages.success(request, f"Your hours are shown for {cycle}.")
        return redirect(_of_cycle(cycle))
    return form_page(request, "convenings/licence_cycle.html", {"form": form, "cycle": cycle})


@personal
@require_POST
def cycle_remove(request: PageRequest, pk: int) -> HttpResponse:
    cycle = get_object_or_404(_me(request).licence_cycles, pk=pk)
    request.session[UNDO] = licence_cycle.remove_cycle(cycle)
    undo = reverse("convenings:cycle-restore", args=[pk])
    words = f"The cycle {cycle} is removed. Your certificates stay."
    messages.success(request, words, extra_tags=undo)
    return redirect("convenings:my-hours")


@personal
@require_POST
def cycle_restore(request: PageRequest, pk: int) -> HttpResponse:
    me = _me(request)
    before: licence_cycle.Before | None = request.session.get(UNDO)
    if before is None or before["pk"] != pk:
        raise Http404
    cycle = licence_cycle.restore_cycle(me, before=before)
    messages.success(request, f"Your hours are shown for {cycle} again.")
    return redirect(_of_cycle(cycle))


def _by_team(convening: Convening, marks: AttendanceQuerySet) -> list[tuple[DesignTeam, Dosage]]:
    """The teams with which somebody came, by name."""
    dosages = dosage_by_team(marks)
    teams = convening.cohort.teams.filter(pk__in=dosages).select_related("school", "district")
    return [(team, dosages[team.pk]) for team in teams.order_by("name", "pk")]


def _transcript(request: PageRequest) -> hours.Transcript:
    me = _me(request)
    cycle = hours.cycle_among(me.licence_cycles.all(), request.GET.get("cycle", ""))
    return hours.transcript_of(me, cycle)


def _of_cycle(cycle: LicenceCycle) -> str:
    return f"{reverse('convenings:my-hours')}?cycle={cycle.pk}"


def _pdf(content: bytes, name: str) -> HttpResponse:
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(
        content, content_type="application/pdf", headers={"Content-Disposition": disposition}
    )


def _me(request: PageRequest) -> Person:
    person = standing_of(request.user).person
    if person is None:
        raise Http404
    return person
