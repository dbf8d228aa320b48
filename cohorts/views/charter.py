"""A team's charter: read, printed, written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from cohorts.forms.membership import CharterForm
from cohorts.models import TeamCharter
from cohorts.pages.team import head_of
from cohorts.services.charter import CharterChanged, save_charter
from core.shortcuts import form_page
from network.access import standing_of
from network.services import activity

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def charter(request: PageRequest, pk: int) -> HttpResponse:
    head = head_of(request.user, pk, "charter")
    if not head.may_read:
        raise Http404
    found = TeamCharter.objects.filter(team=pk).select_related("changed_by").first()
    return render(request, "cohorts/charter.html", {"head": head, "charter": found})


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, pk: int) -> HttpResponse:
    head = head_of(request.user, pk, "charter")
    if not head.may_write:
        raise Http404
    stored = TeamCharter.objects.filter(team=pk).first()
    form, clash = CharterForm(request.POST or None, instance=stored), None
    if form.is_valid():
        person = standing_of(request.user).person
        try:
            save_charter(head.team, values=form.cleaned_data, seen=form.seen, by=person)
        except CharterChanged as changed:
            clash, form = changed.charter, _form_after(form, changed)
        else:
            messages.success(request, "The charter is saved.")
            return redirect("cohorts:charter", pk)
    return form_page(
        request, "cohorts/charter_change.html", {"head": head, "form": form, "clash": clash}
    )


def _form_after(form: CharterForm, changed: CharterChanged) -> CharterForm:
    """The form with one's own words still in it, and theirs told: saving again is a choice."""
    data = {**form.data}
    for name in form.fields:
        theirs = getattr(changed.charter, name)
        data[form.add_initial_prefix(name)] = "" if theirs is None else str(theirs)
        if name not in form.changed_data:
            data[name] = "" if theirs is None else str(theirs)
    again = CharterForm(data)
    again.full_clean()
    for name in changed.parts:
        theirs = activity.in_words(getattr(changed.charter, name)) or "nothing any more"
        again.add_error(
            name, f"{changed.charter.changed_by} wrote meanwhile: “{theirs}”. Save to keep yours."
        )
    return again
