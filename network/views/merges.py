"""Merging: possible duplicates, two records side by side, and merges that can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.proof import recent_proof_required
from core.merging import CannotMerge, counts_of
from core.shortcuts import page_of, render_page
from network.access import standing_of
from network.forms.merging import MergeForm
from network.models import DuplicatePair, Merge, Organization, Person
from network.querysets.merge import may_merge
from network.services import duplicates, merging
from network.services.organizations import whole

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest

FOUND_AT_ONCE = 10


@require_GET
def duplicate_list(request: PageRequest) -> HttpResponse:
    """Pairs that may be one person, or those that somebody told apart."""
    if not may_merge(request.user):
        raise Http404
    told_apart = request.GET.get("show") == "apart"
    mine = DuplicatePair.objects.run_by(request.user)
    rows = mine.told_apart() if told_apart else mine.open()
    people = ("first__organization", "second__organization", "refused_by")
    context = {"page": page_of(request, rows.select_related(*people)), "told_apart": told_apart}
    return render_page(request, "network/duplicates.html", context, fragment="rows")


@require_POST
def duplicate_refuse(request: PageRequest, pk: int, other: int) -> HttpResponse:
    """Say of any two people that they are two; the toast takes it back."""
    one, another = _two_people(request, pk, other)
    pair = duplicates.pair_for(one, another)
    duplicates.refuse_pair(pair, by=standing_of(request.user).person)
    undo = reverse("network:duplicate-ask-again", args=[pair.pk])
    messages.success(request, f"{one} and {another} are two people.", extra_tags=undo)
    return redirect("network:duplicates")


@require_POST
def duplicate_ask_again(request: PageRequest, pk: int) -> HttpResponse:
    pair = get_object_or_404(DuplicatePair.objects.run_by(request.user), pk=pk)
    duplicates.ask_again(pair, by=standing_of(request.user).person)
    messages.success(request, f"{pair.first} and {pair.second} are shown as possible duplicates.")
    return redirect("network:duplicates")


@require_GET
def merge_with(request: PageRequest, pk: int) -> HttpResponse:
    """From a person: with whom to merge, those who look alike first."""
    mine = Person.objects.merged_by(request.user)
    person = get_object_or_404(mine, pk=pk)
    words = request.GET.get("q", "").strip()
    pairs = DuplicatePair.objects.run_by(request.user).open().of(person)
    found = mine.containing(words) if words else mine.filter(pk__in=pairs.others_than(person))
    others = found.exclude(pk=pk).select_related("organization")
    context = {"record": person, "words": words, "others": others[:FOUND_AT_ONCE]}
    return render_page(request, "network/merge_with.html", context, fragment="rows")


@recent_proof_required
@require_http_methods(["GET", "POST"])
def merge_people(request: PageRequest, pk: int, other: int) -> HttpResponse:
    left, right = _two_people(request, pk, other)
    form = MergeForm(request.POST or None, left=left, right=right)
    if form.is_valid():
        kept, gone = form.pair
        by = standing_of(request.user).person
        try:
            merge = merging.merge_people(
                kept, gone, values=form.values, account=form.account, by=by
            )
        except CannotMerge as refused:
            form.add_error(None, str(refused))
        else:
            return _merged(request, merge, kept)
    context = {
        "roles": [
            person.grants.not_over().select_related("organization") for person in (left, right)
        ],
        **_side_by_side(form, Person),
    }
    return render(request, "network/merge.html", context)


@require_GET
def merge_organization_with(request: PageRequest, pk: int) -> HttpResponse:
    """From an organization: with which one of its kind to merge."""
    mine = Organization.objects.edited_by(request.user).filter(merged_into=None)
    organization = get_object_or_404(mine, pk=pk)
    words = request.GET.get("q", "").strip()
    alike = mine.filter(kind=organization.kind).exclude(pk=pk).with_parent_name()
    others = alike.containing(words) if words else alike.filter(name__iexact=organization.name)
    context = {"record": organization, "words": words, "others": others[:FOUND_AT_ONCE]}
    return render_page(request, "network/merge_with.html", context, fragment="rows")


@recent_proof_required
@require_http_methods(["GET", "POST"])
def merge_organizations(request: PageRequest, pk: int, other: int) -> HttpResponse:
    mine = Organization.objects.edited_by(request.user).filter(merged_into=None)
    left, right = (whole(get_object_or_404(mine, pk=one)) for one in (pk, other))
    if left.kind != right.kind or left.pk == right.pk:
        raise Http404
    form = MergeForm(request.POST or None, left=left, right=right)
    if form.is_valid():
        kept, gone = form.pair
        by = standing_of(request.user).person
        try:
            merge = merging.merge_organizations(kept, gone, values=form.values, by=by)
        except CannotMerge as refused:
            form.add_error(None, str(refused))
        else:
            return _merged(request, merge, kept)
    return render(request, "network/merge.html", _side_by_side(form, Organization))


@require_GET
def merge_list(request: PageRequest) -> HttpResponse:
    """Merges of the last years, and which of them can still be undone."""
    if not may_merge(request.user):
        raise Http404
    rows = Merge.objects.run_by(request.user).select_related("merged_by", "undone_by")
    page = page_of(request, rows.for_a_list())
    return render(request, "network/merges.html", {"page": page})


@recent_proof_required
@require_POST
def merge_undo(request: PageRequest, pk: int) -> HttpResponse:
    merge = get_object_or_404(Merge.objects.run_by(request.user), pk=pk)
    try:
        undone = merging.undo_merge(merge, by=standing_of(request.user).person)
    except CannotMerge as refused:
        messages.error(request, str(refused))
    else:
        for complaint in undone.complaints:
            messages.warning(request, complaint)
        messages.success(request, "The merge was undone. There are two records again.")
    return redirect("network:merges")


def _two_people(request: PageRequest, pk: int, other: int) -> tuple[Person, Person]:
    """Two whom this user may merge; one record with itself is none."""
    if pk == other:
        raise Http404
    mine = Person.objects.merged_by(request.user).select_related("organization", "user")
    return get_object_or_404(mine, pk=pk), get_object_or_404(mine, pk=other)


def _side_by_side(form: MergeForm, model: type[Person | Organization]) -> dict[str, Any]:
    ours, theirs = (counts_of(model, record.pk) for record in (form.left, form.right))
    counts = [(words, ours[words], theirs[words]) for words in ours if ours[words] or theirs[words]]
    return {
        "form": form,
        "left": form.left,
        "right": form.right,
        "counts": counts,
        "are_people": model is Person,
    }


def _merged(request: PageRequest, merge: Merge, kept: Person | Organization) -> HttpResponse:
    undo = reverse("network:merge-undo", args=[merge.pk])
    messages.success(request, merge.summary, extra_tags=undo)
    return redirect(kept)
