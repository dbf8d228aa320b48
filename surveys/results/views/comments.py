"""Publishing comments, and the page of all that are shown at one unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from core.shortcuts import page_of
from network.access import standing_of
from surveys.collection.models import Administration
from surveys.results import services
from surveys.results.models import ReleasedComment, ReleasedUnit
from surveys.results.words.comments import open_questions, published_at

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_GET
def of_unit(request: PageRequest, pk: int, unit_pk: int) -> HttpResponse:
    """All comments of one question, the first that has any unless the address names one."""
    visible = ReleasedUnit.objects.visible_to(request.user).current().with_place()
    row = get_object_or_404(visible, release__administration=pk, unit=unit_pk)
    published = published_at(row)
    asked = set(published.order_by("item_code").values_list("item_code", flat=True).distinct())
    every = open_questions(row.release.administration)
    questions = [(code, words) for code, words in every if code in asked]
    chosen = request.GET.get("question", "")
    if chosen not in asked:
        chosen = questions[0][0] if questions else ""
    context = {
        "administration": row.release.administration,
        "unit": row.unit,
        "release": row.release,
        "questions": questions,
        "chosen": chosen,
        "page": page_of(request, published.filter(item_code=chosen)),
        "may_run": Administration.objects.run_by(request.user).filter(pk=pk).exists(),
    }
    return render(request, "surveys/words/of_unit.html", context)


@require_POST
def publish(request: PageRequest, pk: int) -> HttpResponse:
    administration = get_object_or_404(Administration.objects.run_by(request.user), pk=pk)
    try:
        shown = services.publish_comments(administration, by=standing_of(request.user).person)
    except services.CannotPublish as refusal:
        messages.error(request, str(refusal))
    else:
        words = "1 comment is" if shown == 1 else f"{shown} comments are"
        messages.success(request, f"{words} shown with the figures.")
    return redirect("surveys:words", pk=pk)


@require_POST
def take_down(request: PageRequest, pk: int, comment_pk: int) -> HttpResponse:
    """For good: published comments have no original that they could be brought back from."""
    mine = ReleasedComment.objects.filter(
        release__administration__in=Administration.objects.run_by(request.user).filter(pk=pk)
    )
    comment = get_object_or_404(mine.select_related("release__administration"), pk=comment_pk)
    unit_pk = comment.unit_id
    services.take_down_comment(comment, by=standing_of(request.user).person)
    messages.success(request, "The comment is taken down.")
    return redirect("surveys:comments", pk=pk, unit_pk=unit_pk)
