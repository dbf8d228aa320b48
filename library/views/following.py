"""Who has done which module: for those who facilitate, and on a person's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from accounts.proof import recent_proof_required
from core.csv import csv_response
from core.lists import without
from core.shortcuts import page_of, render_page
from library.forms.following import LearnerFilter
from library.pages.following import file_rows, learners_seen_by, lines_of, modules_followed
from library.querysets.module import follows_modules
from network.access import standing_of
from network.models import Person
from network.services import activity

if TYPE_CHECKING:
    from django.http import HttpResponse, StreamingHttpResponse

    from core.http import PageRequest
    from network.querysets.person import PersonQuerySet


@require_GET
def learner_list(request: PageRequest) -> HttpResponse:
    form = LearnerFilter(request.GET)
    people = _learners(request, form)
    page = page_of(request, people)
    modules = modules_followed()
    context = {
        "filter": form,
        "page": page,
        "modules": modules,
        "lines": lines_of(list(page), modules),
        "address": without(request.GET),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
    }
    return render_page(request, "library/learners.html", context, fragment="rows")


@recent_proof_required
@require_GET
def learner_csv(request: PageRequest) -> StreamingHttpResponse:
    """What the page shows with the same address. The log keeps who took it."""
    people = _learners(request, LearnerFilter(request.GET))
    me = standing_of(request.user).person
    if me is not None:
        words = f"Took out who has done which module ({people.count()} people)."
        activity.record_export(me, words, by=me)
    return csv_response(file_rows(people), "modules.csv")


@require_GET
def of_person(request: PageRequest, pk: int) -> HttpResponse:
    """What a person has finished; how far they are, for themselves and who facilitates."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    [line] = lines_of([person], modules_followed())
    sees_all = follows_modules(request.user) or standing_of(request.user).person == person
    shown = [one for one in line.standings if one.completion or (sees_all and one.words)]
    context = {"person": person, "line": line, "standings": shown, "sees_all": sees_all}
    return render_page(request, "library/of_person.html", context, fragment="panel")


def _learners(request: PageRequest, form: LearnerFilter) -> PersonQuerySet:
    if not follows_modules(request.user):
        raise Http404
    return form.narrow(learners_seen_by(request.user))
