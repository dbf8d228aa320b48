"""Lists of answers: all of them, making one, editing one that nobody was asked with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from core.shortcuts import form_page
from network.access import standing_of
from surveys.instruments import services
from surveys.instruments.forms import ListForm
from surveys.instruments.models import Scale
from surveys.instruments.querysets import edits_instruments
from surveys.instruments.refusals import CodeTaken, Refusal

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def answer_lists(request: PageRequest) -> HttpResponse:
    fixed = Scale.objects.frozen().filter(pk=OuterRef("pk"))
    lists = Scale.objects.annotate(is_fixed=Exists(fixed)).order_by("name", "pk")
    context = {"lists": lists, "may_edit": edits_instruments(request.user)}
    return render(request, "surveys/instruments/lists.html", context)


@require_http_methods(["GET", "POST"])
def new(request: PageRequest) -> HttpResponse:
    if not edits_instruments(request.user):
        raise Http404
    form = ListForm(request.POST or None)
    if form.is_valid():
        try:
            scale = services.add_list(facts=form.facts(), by=standing_of(request.user).person)
        except CodeTaken as refusal:
            form.add_error("code", str(refusal))
        else:
            messages.success(request, f"The list {scale} is made.")
            return redirect("surveys:answer-lists")
    return form_page(request, "surveys/instruments/list_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
def edit(request: PageRequest, pk: int) -> HttpResponse:
    scale = get_object_or_404(Scale.objects.edited_by(request.user), pk=pk)
    form = ListForm(request.POST or None, row=scale)
    if form.is_valid():
        try:
            services.edit_list(
                scale,
                facts=form.facts(),
                stamp=form.cleaned_data["stamp"],
                by=standing_of(request.user).person,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, f"The list {form.cleaned_data['name']} is saved.")
            return redirect("surveys:answer-lists")
    is_fixed = Scale.objects.frozen().filter(pk=pk).exists()
    return form_page(
        request,
        "surveys/instruments/list_form.html",
        {"form": form, "scale": scale, "is_fixed": is_fixed},
    )
