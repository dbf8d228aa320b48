"""Writing a part of an application: its questions are kept while people type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohorts.forms.answers import AnswersForm
from cohorts.pages.application import part_read, parts_with_state
from cohorts.rules.questions import (
    CONSENT,
    DOCUMENTS,
    QUESTIONS,
    TEAM,
    Part,
    Question,
    part_named,
    parts_of,
)
from cohorts.services import writing as services
from cohorts.views import consent, enclosure
from cohorts.views.application_scope import own_application, writer

if TYPE_CHECKING:
    from django.http import HttpResponse

    from cohorts.models import Application, ApplicationAnswer
    from core.http import PageRequest

BETWEEN = "\n\n"  # of two texts that are put together


@dataclass(frozen=True)
class Clash:
    """A question that two people changed: both sides, and the mark of what is saved."""

    question: Question
    theirs: ApplicationAnswer
    their_words: str
    my_words: str
    mark: str


@never_cache
@require_http_methods(["GET", "POST"])
def part(request: PageRequest, pk: int, code: str) -> HttpResponse:
    """A page a part, whatever it asks for."""
    application = own_application(request, pk)
    found = part_named(application.form, code)
    if found is None:
        raise Http404
    pages = {
        QUESTIONS: questions,
        TEAM: enclosure.team,
        CONSENT: consent.ask,
        DOCUMENTS: enclosure.documents,
    }
    return pages[found.kind](request, application, found)


def questions(request: PageRequest, application: Application, part: Part) -> HttpResponse:
    """Asked for by `part`."""
    form = AnswersForm(request.POST or None, part=part, answers=services.answers_of(application))
    if not form.is_bound:
        return _page(request, application, part, form=form)
    form.is_valid()  # what can be read of it is kept, faults elsewhere or not
    try:
        saved = _save(request, application, form)
    except services.NotWritten as refusal:
        return _refused(request, application, form, str(refusal))
    clashes = _clashes(form, saved)
    if request.htmx:
        return _kept(request, form, saved, clashes)
    if clashes or form.errors:
        context = {"form": form, "clashes": clashes, "is_open": True}
        return _page(request, application, part, **context, status=422)
    messages.success(request, "Saved.")
    return redirect(
        "cohorts:application-part", application.pk, _where_next(request, application, part)
    )


def _save(request: PageRequest, application: Application, form: AnswersForm) -> services.Saved:
    """What was typed; of a question that two had changed, the side that was chosen."""
    typed, seen = form.typed(), form.seen()
    for choice in ("mine", "theirs", "both"):
        code, _, mark = request.POST.get(choice, "").partition(":")
        if code not in typed:
            continue
        if choice == "theirs":
            del typed[code]
            continue
        seen[code] = mark  # their words were read
        there = form.answers.get(code)
        if choice == "both" and there is not None and there.value:
            typed[code] = f"{there.value}{BETWEEN}{typed[code]}"
    return services.save_answers(
        application, part=form.part.code, answers=typed, seen=seen, by=writer(request)
    )


def _clashes(form: AnswersForm, saved: services.Saved) -> list[Clash]:
    by_code = {one.code: one for one in form.part.questions}
    typed = form.typed()
    return [
        Clash(
            by_code[theirs.question],
            theirs,
            by_code[theirs.question].words_of(theirs.value),
            by_code[theirs.question].words_of(typed[theirs.question]),
            services.mark_of(theirs.value),
        )
        for theirs in saved.clashes
    ]


def _kept(
    request: PageRequest, form: AnswersForm, saved: services.Saved, clashes: list[Clash]
) -> HttpResponse:
    """What the page is told after saving by itself: what is kept, and the marks from now on."""
    typed, marks, told = form.typed(), [], []
    for row in form.rows():
        there = saved.answers.get(row.question.code)
        value = there.value if there else None
        if row.question.code in typed and services.mark_of(value) == services.mark_of(
            typed[row.question.code]
        ):
            marks.append((row.mark, services.mark_of(value), there, row.question.code))
            told += [row.question.fault_of(value)] if value is not None else []
    context = {
        "form": form,
        "marks": marks,
        "told": [one for one in told if one],
        "clashes": clashes,
        "me": writer(request),
    }
    return render(request, "cohorts/application_kept.html", context)


def _refused(
    request: PageRequest, application: Application, form: AnswersForm, refusal: str
) -> HttpResponse:
    """It was closed while somebody typed: their words stay on the page."""
    if request.htmx:
        return render(request, "cohorts/application_unsaved.html", {"refusal": refusal})
    context = {"form": form, "refusal": refusal, "is_open": True}
    return _page(request, application, form.part, **context, status=422)


def _page(
    request: PageRequest, application: Application, part: Part, *, status: int = 200, **context: Any
) -> HttpResponse:
    parts = parts_with_state(application)
    around = {
        "application": application,
        "part": part,
        "parts": parts,
        "is_open": any(one.part == part and one.is_open for one in parts),
        "why_not": services.why_not_written(application),
        "read": part_read(application, part),
        "me": writer(request),
    }
    return render(request, "cohorts/application_part.html", around | context, status=status)


def _where_next(request: PageRequest, application: Application, part: Part) -> str:
    """The code of the part that comes next, when that was asked for."""
    codes = [one.code for one in parts_of(application.form)]
    following = codes[codes.index(part.code) + 1 :]
    return following[0] if "next" in request.POST and following else part.code
