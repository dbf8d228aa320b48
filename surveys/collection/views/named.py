"""Answers by name: the list of who answered, one person's form, and the file. All are recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from core.csv import csv_response
from core.personal import personal
from core.shortcuts import page_of
from network.access import standing_of
from network.services import activity
from surveys.collection import named_answers
from surveys.instruments.questionnaire import questionnaire_of

if TYPE_CHECKING:
    from django.http import HttpResponse, StreamingHttpResponse

    from core.http import PageRequest
    from surveys.collection.models import Administration


@personal
@require_GET
def named_list(request: PageRequest, pk: int) -> HttpResponse:
    administration = get_object_or_404(named_answers.identified_by(request.user), pk=pk)
    _record(request, administration)
    page = page_of(request, named_answers.keys_of(administration))
    rows = named_answers.rows_of(page, questionnaire_of(administration.version))
    context = {"administration": administration, "page": page, "rows": rows}
    return render(request, "surveys/named_answers.html", context)


@personal
@require_GET
def named_form(request: PageRequest, pk: int, invitation_pk: int) -> HttpResponse:
    administration = get_object_or_404(named_answers.identified_by(request.user), pk=pk)
    key = get_object_or_404(named_answers.keys_of(administration), invitation=invitation_pk)
    _record(request, administration)
    form = questionnaire_of(administration.version)
    context = {
        "administration": administration,
        "unit": key.invitation.unit,
        "name": named_answers.name_of(key.invitation),
        "role": named_answers.role_of(key.response, form),
        "lines": named_answers.lines_of(key.response, form),
    }
    return render(request, "surveys/named_form.html", context)


@personal
@require_GET
def named_file(request: PageRequest, pk: int) -> StreamingHttpResponse:
    administration = get_object_or_404(named_answers.identified_by(request.user), pk=pk)
    by = standing_of(request.user).person
    words = f"The answers to {administration} by name, as CSV."
    activity.record_export(administration, words, by=by)
    return csv_response(named_answers.table(administration), f"answers-{pk}.csv")


def _record(request: PageRequest, administration: Administration) -> None:
    words = f"The answers to {administration} were read by name."
    activity.record_view(administration, words, by=standing_of(request.user).person)
