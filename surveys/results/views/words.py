"""Reading what people wrote: the list, one answer, what becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from core.lists import without
from core.shortcuts import page_of
from network.access import standing_of
from surveys.collection.models import Administration
from surveys.instruments.questionnaire import questionnaire_of
from surveys.results import services
from surveys.results.forms.words import CleanForm, CodingForm, VerdictForm
from surveys.results.models import OpenAnswer, Tag
from surveys.results.querysets import surveys_with_words
from surveys.results.words import reading
from surveys.results.words.attribution import respondents_of

if TYPE_CHECKING:
    import uuid

    from django.http import HttpResponse

    from core.http import PageRequest
    from surveys.results.querysets import OpenAnswerQuerySet, TagQuerySet

SAID = {
    OpenAnswer.Verdict.PUBLISH: "The answer is to be published.",
    OpenAnswer.Verdict.WITHHOLD: "The answer is held back.",
    OpenAnswer.Verdict.UNREAD: "The answer counts as not read.",
}


@never_cache
@require_GET
def reading_list(request: PageRequest, pk: int) -> HttpResponse:
    surveys = surveys_with_words(request.user).select_related("version__instrument")
    administration = get_object_or_404(surveys, pk=pk)
    narrowed = _narrowed(request, administration)
    reader = standing_of(request.user).person
    mine = OpenAnswer.objects.visible_to(request.user).filter(administration=administration)
    form = questionnaire_of(administration.version)
    page = page_of(request, narrowed.qs.order_by("item_code", "pk"))
    context = {
        "administration": administration,
        "filter": narrowed,
        "page": page,
        "rows": [(answer, form.by_code[answer.item_code].wording) for answer in page],
        "progress": reading.progress_of(mine, reader),
        "query": without(request.GET),
        "may_run": Administration.objects.run_by(request.user).filter(pk=pk).exists(),
    }
    return render(request, "surveys/words/list.html", context)


@never_cache
@require_GET
def one(request: PageRequest, pk: int, answer_pk: uuid.UUID) -> HttpResponse:
    answer = words_or_404(request, pk, answer_pk)
    administration = answer.administration
    person = standing_of(request.user).person
    rows = _rows(request, administration)
    mine = OpenAnswer.objects.visible_to(request.user).filter(administration=administration)
    codings = list(answer.codings.select_related("coder").prefetch_related("tags"))
    own = next((coding for coding in codings if coding.coder_id == getattr(person, "pk", 0)), None)
    context = {
        "administration": administration,
        "answer": answer,
        "wording": questionnaire_of(administration.version).by_code[answer.item_code].wording,
        "described": respondents_of(administration).place_for_readers(answer),
        "previous": reading.before(rows, answer),
        "next": reading.after(rows, answer),
        "progress": reading.progress_of(mine, person),
        "query": without(request.GET, "verdict"),
        "may_run": Administration.objects.run_by(request.user).filter(pk=pk).exists(),
        "clean_form": CleanForm(initial={"words": answer.fit}),
        "coding_form": CodingForm(
            offered=tags_of(administration), initial={"tags": own.tags.all() if own else []}
        ),
        "own": own,
        # SECURITY: who sees the other's tags first does not judge for themselves.
        "others": [coding for coding in codings if coding is not own] if own else [],
        "quote": getattr(answer, "quote", None),
    }
    return render(request, "surveys/words/one.html", context)


@require_POST
def verdict(request: PageRequest, pk: int, answer_pk: uuid.UUID) -> HttpResponse:
    """The verdict is posted, or stands in the address of an undo."""
    answer = run_or_404(request, pk, answer_pk)
    form = VerdictForm(request.POST if "verdict" in request.POST else request.GET)
    if not form.is_valid():
        messages.error(request, "Choose whether it is published or held back.")
        return redirect(address_of(answer, request))
    given, before = OpenAnswer.Verdict(form.cleaned_data["verdict"]), answer.verdict
    services.judge_words(answer, verdict=given, by=standing_of(request.user).person)
    undo = reverse("surveys:words-verdict", args=[pk, answer_pk])
    kept = without(request.GET, "verdict")
    messages.success(request, SAID[given], extra_tags=f"{undo}?{_and(kept, verdict=before)}")
    if "verdict" in request.GET:
        return redirect(address_of(answer, request))
    return redirect(address_after(answer, request))


@require_POST
def clean(request: PageRequest, pk: int, answer_pk: uuid.UUID) -> HttpResponse:
    """Save the wording without names, or put the original back."""
    answer = run_or_404(request, pk, answer_pk)
    before = answer.fit
    form = CleanForm({"words": answer.text} if "original" in request.POST else request.POST)
    if form.is_valid():
        words = form.cleaned_data["words"]
        services.take_out_names(answer, words=words, by=standing_of(request.user).person)
        messages.success(request, "Saved. The original is kept below it.")
    else:
        messages.error(request, f"Write how it may be published, as before: “{before[:80]}”.")
    return redirect(address_of(answer, request))


def words_or_404(request: PageRequest, pk: int, answer_pk: uuid.UUID) -> OpenAnswer:
    """An answer this person reads or codes, with its survey and quote."""
    mine = OpenAnswer.objects.visible_to(request.user).filter(administration=pk)
    joined = mine.select_related("administration__version__instrument", "quote", "read_by")
    return get_object_or_404(joined, pk=answer_pk)


def run_or_404(request: PageRequest, pk: int, answer_pk: uuid.UUID) -> OpenAnswer:
    """An answer this person decides about."""
    mine = OpenAnswer.objects.run_by(request.user).filter(administration=pk)
    joined = mine.select_related("administration__version__instrument")
    return get_object_or_404(joined, pk=answer_pk)


def tags_of(administration: Administration) -> TagQuerySet:
    """What may be chosen of the form's codebook."""
    return Tag.objects.kept().filter(instrument=administration.version.instrument_id)


def address_of(answer: OpenAnswer, request: PageRequest) -> str:
    """An answer's page with what the list is narrowed by."""
    address = reverse("surveys:words-one", args=[answer.administration_id, answer.pk])
    return _narrowed_address(address, request)


def address_after(answer: OpenAnswer, request: PageRequest) -> str:
    """The next answer of the list, or the list itself after the last one."""
    following = reading.after(_rows(request, answer.administration), answer)
    if following:
        return address_of(following, request)
    return _narrowed_address(reverse("surveys:words", args=[answer.administration_id]), request)


def _narrowed_address(address: str, request: PageRequest) -> str:
    kept = without(request.GET, "verdict")
    return f"{address}?{kept}" if kept else address


def _narrowed(request: PageRequest, administration: Administration) -> reading.ReadingFilter:
    return reading.ReadingFilter(
        request.GET,
        administration=administration,
        visible=OpenAnswer.objects.visible_to(request.user),
        reader=standing_of(request.user).person,
    )


def _rows(request: PageRequest, administration: Administration) -> OpenAnswerQuerySet:
    rows: OpenAnswerQuerySet = _narrowed(request, administration).qs
    return rows


def _and(query: str, **more: str) -> str:
    return "&".join(part for part in (query, urlencode(more)) if part)
