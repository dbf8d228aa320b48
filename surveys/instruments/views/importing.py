"""Forms of other tools: choosing the file, reading the report, making the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core.shortcuts import form_page
from network.access import standing_of
from surveys.instruments import services
from surveys.instruments.carried import packed, unpacked
from surveys.instruments.formats.reading import understand
from surveys.instruments.formats.report import Outcome, Unreadable
from surveys.instruments.forms.importing import ImportForm, UploadForm
from surveys.instruments.imported_lists import told_on_import
from surveys.instruments.querysets import edits_instruments
from surveys.instruments.refusals import Refusal

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest
    from surveys.instruments.formats.report import Understood

HEADINGS = {
    Outcome.LEFT_OUT: "Left out",
    Outcome.CHANGED: "Taken in another way",
    Outcome.TAKEN: "Taken as it stands",
}


@require_http_methods(["GET", "POST"])
def upload(request: PageRequest) -> HttpResponse:
    """The file goes in, the report comes out; nothing is kept of either."""
    _refuse_readers(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            understood = understand(*form.content())
            services.check_import(understood)
            read = packed(understood, for_=request.user)
        except (Unreadable, services.BadForm) as refusal:
            form.add_error("file", str(refusal))
        else:
            draft = ImportForm(initial={"read": read}, understood=understood)
            return render(request, REPORT, _report(understood, draft))
    return form_page(request, "surveys/instruments/import.html", {"form": form})


@require_POST
def make(request: PageRequest) -> HttpResponse:
    """The draft, under the name and code that were chosen."""
    _refuse_readers(request)
    form = ImportForm(request.POST)
    try:
        understood = unpacked(request.POST.get("read", ""), for_=request.user)
    except Unreadable as refusal:
        messages.error(request, str(refusal))
        return redirect("surveys:instrument-import")
    if form.is_valid():
        try:
            by = standing_of(request.user).person
            version = services.import_instrument(understood, **form.facts(), by=by)
        except (Refusal, services.BadForm) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{version} is a draft now. Read it before you ask with it.")
            return redirect("surveys:instrument-edit", pk=version.pk)
    return form_page(request, REPORT, _report(understood, form))


REPORT = "surveys/instruments/import_report.html"


def _refuse_readers(request: PageRequest) -> None:
    if not edits_instruments(request.user):
        raise Http404


def _report(understood: Understood, form: ImportForm) -> dict[str, Any]:
    lines = [*understood.report, *told_on_import(understood)]
    sections = understood.form["version"]["sections"]
    return {
        "form": form,
        "format": understood.format,
        "name": understood.form["name"],
        "pages": len(sections),
        "questions": sum(len(section["items"]) for section in sections),
        "lists": len(understood.form.get("scales", ())),
        "groups": [
            (heading, [line for line in lines if line.outcome == outcome])
            for outcome, heading in HEADINGS.items()
        ],
    }
