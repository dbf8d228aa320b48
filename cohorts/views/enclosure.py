"""The proposed team and the documents of an application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cohorts.forms.enclosure import DocumentForm, ProposedMemberForm
from cohorts.models import ApplicationDocument, ProposedMember
from cohorts.pages.application import parts_with_state
from cohorts.rules.questions import code_of_kind
from cohorts.services import enclosure as services
from cohorts.services.submission import team_warnings
from cohorts.services.writing import NotWritten, open_parts, why_not_written
from cohorts.views.application_scope import writer
from core.content import TYPES
from core.shortcuts import attachment, form_page

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from cohorts.models import Application
    from cohorts.rules.questions import Part
    from core.http import PageRequest


def team(request: PageRequest, application: Application, part: Part) -> HttpResponse:
    """Who would come, and what the offering's rule says about them. Asked for by `part`."""
    form = ProposedMemberForm(request.POST or None)
    if form.is_valid():
        try:
            member = services.propose_member(application, **form.cleaned_data, by=writer(request))
        except services.AddressProposed as refusal:
            form.add_error("email", str(refusal))
        except NotWritten as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{member} is on the list.")
            return _to_part(application, part.code)
    context = _around(application, part) | {
        "form": form,
        "proposed": application.proposed.standing().order_by("-is_lead", "pk"),
        "warnings": team_warnings(application),
        "rule": application.offering.team_rule.all(),
    }
    return form_page(request, "cohorts/application_team.html", context)


@require_http_methods(["GET", "POST"])
def proposed_change(request: PageRequest, pk: int) -> HttpResponse:
    member = _proposed(request, pk)
    form = ProposedMemberForm(request.POST or None, instance=member)
    if form.is_valid():
        try:
            services.change_proposed(
                _proposed(request, pk), **form.cleaned_data, by=writer(request)
            )
        except services.AddressProposed as refusal:
            form.add_error("email", str(refusal))
        except NotWritten as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{member} is changed.")
            return _to_part(member.application, _code(member.application, "team"))
    code = _code(member.application, "team")
    context = {
        "form": form,
        "member": member,
        "application": member.application,
        "code": code,
    }
    return form_page(request, "cohorts/proposed_change.html", context)


@require_POST
def proposed_remove(request: PageRequest, pk: int) -> HttpResponse:
    """Takes somebody off the list; "restore" in the address puts them back."""
    member = _proposed(request, pk, among_removed=True)
    is_back = "restore" in request.GET
    try:
        (services.put_back if is_back else services.take_off)(member, by=writer(request))
    except (NotWritten, services.AddressProposed) as refusal:
        messages.warning(request, str(refusal))
    else:
        undo = f"{reverse('cohorts:proposed-remove', args=[pk])}?restore=1"
        words = f"{member} is {'back on' if is_back else 'off'} the list."
        messages.success(request, words, extra_tags="" if is_back else undo)
    return _to_part(member.application, _code(member.application, "team"))


def documents(request: PageRequest, application: Application, part: Part) -> HttpResponse:
    """Files that go with it. Asked for by `part`."""
    form = DocumentForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            document = services.add_document(
                application, file=form.cleaned_data["file"], by=writer(request)
            )
        except (services.FileRefused, services.TooManyDocuments, NotWritten) as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, f"{document} is added.")
            return _to_part(application, part.code)
    there = application.documents.standing().select_related("added_by")
    context = _around(application, part) | {"form": form, "documents": there}
    return form_page(request, "cohorts/application_documents.html", context)


@never_cache
@require_GET
def document(request: PageRequest, pk: int) -> HttpResponseBase:
    """A file, always as an attachment, for whoever sees the application."""
    seen = ApplicationDocument.objects.visible_to(request.user).standing()
    found = get_object_or_404(seen, pk=pk)
    name = found.name
    known = (kind.content_type for kind in TYPES if name.lower().endswith(kind.endings))
    content_type = next(known, "application/octet-stream")
    return attachment(found.file, name=name, content_type=content_type)


@require_POST
def document_remove(request: PageRequest, pk: int) -> HttpResponse:
    """Takes a document out; "restore" in the address brings it back."""
    mine = ApplicationDocument.objects.written_by(request.user)
    found = get_object_or_404(mine.select_related("application__form"), pk=pk)
    is_back = "restore" in request.GET
    try:
        services.set_document_removed(found, removed=not is_back, by=writer(request))
    except NotWritten as refusal:
        messages.warning(request, str(refusal))
    else:
        undo = f"{reverse('cohorts:application-document-remove', args=[pk])}?restore=1"
        words = f"{found} is {'back' if is_back else 'removed'}."
        messages.success(request, words, extra_tags="" if is_back else undo)
    return _to_part(found.application, _code(found.application, "documents"))


def _around(application: Application, part: Part) -> dict[str, Any]:
    return {
        "application": application,
        "part": part,
        "parts": parts_with_state(application),
        "is_open": part.code in open_parts(application),
        "why_not": why_not_written(application),
    }


def _proposed(request: PageRequest, pk: int, *, among_removed: bool = False) -> ProposedMember:
    mine = ProposedMember.objects.written_by(request.user)
    rows = mine if among_removed else mine.standing()
    around = "application__form", "application__school", "application__district"
    return get_object_or_404(rows.select_related(*around), pk=pk)


def _code(application: Application, kind: str) -> str:
    return code_of_kind(application.form, kind)


def _to_part(application: Application, code: str) -> HttpResponse:
    return redirect("cohorts:application-part", application.pk, code)
