"""Who has done which module: for those who facilitate, and on a person's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from accounts.proof import recent_proof_required
from core.csv import csv_response
from core.lists import without
from core.shortcuts import page_of, render_page
from library.forms.following import LearnerFilter
from library.models import ModuleCompletion
from library.pages.following import file_rows, learners_seen_by, lines_of, modules_followed
from library.querysets.module import follows_modules, may_contact
from library.services import contact
from network.access import standing_of
from network.models import Person
from network.services import activity

if TYPE_CHECKING:
    from django.http import HttpResponse, StreamingHttpResponse

    from core.http import PageRequest
    from library.querysets import ModuleCompletionQuerySet
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
        "may_contact": may_contact(request.user),
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


@require_POST
def contacted(request: PageRequest, pk: int) -> HttpResponse:
    """Somebody was in touch with a person who wished for it; nobody else is asked any more."""
    person, by, wishes = _wishes(request, pk)
    contact.meet_wishes(wishes, by=by)
    undo = reverse("library:contacted-undo", args=[pk])
    messages.success(request, f"{person} was contacted.", extra_tags=undo)
    return redirect("library:learners")


@require_POST
def not_contacted(request: PageRequest, pk: int) -> HttpResponse:
    person, by, wishes = _wishes(request, pk)
    contact.reopen_wishes(wishes, by=by)
    messages.success(request, f"{person} wishes contact still.")
    return redirect("library:learners")


def _wishes(request: PageRequest, pk: int) -> tuple[Person, Person, ModuleCompletionQuerySet]:
    """A person whose wishes this user meets, and the user's own record."""
    person = get_object_or_404(Person.objects.visible_to(request.user), pk=pk)
    wishes = ModuleCompletion.objects.contacted_by(request.user).filter(person=person)
    by = standing_of(request.user).person
    if by is None or not wishes.exists():
        raise Http404
    return person, by, wishes


def _learners(request: PageRequest, form: LearnerFilter) -> PersonQuerySet:
    if not follows_modules(request.user):
        raise Http404
    return form.narrow(learners_seen_by(request.user))
