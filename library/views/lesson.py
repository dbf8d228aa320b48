"""One lesson: read, watch, write, answer; and on to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.shortcuts import form_page
from library.forms.lesson import LessonForm
from library.models import Lesson, LessonProgress, Module
from library.pages.module import course_of, learner_of, place_of
from library.rules.progress import question_of
from library.services import progress as services

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest
    from library.pages.module import Place
    from network.models import Person


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def lesson(request: PageRequest, code: str, lesson_code: str) -> HttpResponse:
    """Anybody reads; what somebody writes and answers is kept once they have begun.

    SECURITY: whoever looks at the page as somebody else reads it as if nothing were written.
    """
    modules = Module.objects.visible_to(request.user)
    shown = Lesson.objects.taught().filter(module__in=modules)
    lessons = shown.select_related("module")
    found = get_object_or_404(lessons, module__code=code, code=lesson_code)
    progress = LessonProgress.objects.of(request.user).filter(lesson=found).first()
    form = LessonForm(request.POST or None, lesson=found, progress=progress)
    course = course_of(request.user, found.module)
    context = {
        "course": course,
        "lesson": found,
        "here": place_of(course, found),
        "form": form,
        "progress": progress,
        "learner": learner_of(request.user),
        **_feedback(found, progress.answer if progress else None),
    }
    if request.method == "POST" and form.is_valid():
        return _take(request, context)
    return form_page(request, "library/lesson.html", context)


def _take(request: PageRequest, context: dict[str, Any]) -> HttpResponse:
    """What was sent is kept; "done" goes on to the next lesson."""
    found, form, learner = context["lesson"], context["form"], context["learner"]
    if learner is None:
        return _without_keeping(request, context)
    try:
        _keep(found, form, learner)
        if "done" in request.POST:
            return _finish(request, found, context["here"], learner)
    except services.ChangedElsewhere as clash:
        return _clash(request, context, clash)
    except services.NotAnswered as refusal:
        form.add_error("answer", str(refusal))
        return form_page(request, "library/lesson.html", context)
    if request.htmx:
        return render(request, "library/reflection_kept.html", {"seen": _mark(form)})
    return redirect(found)


def _keep(found: Lesson, form: LessonForm, learner: Person) -> None:
    if "reflection" in form.fields:
        typed = form.cleaned_data
        services.keep_reflection(found, text=typed["reflection"], seen=typed["seen"], by=learner)
    answer = form.cleaned_data.get("answer")
    if answer is not None:
        services.answer_check(found, answer=answer, by=learner)


def _finish(request: PageRequest, found: Lesson, place: Place, learner: Person) -> HttpResponse:
    completion = services.finish_lesson(found, by=learner)
    if place.next is not None:
        return redirect(place.next)
    if completion is not None:
        messages.success(request, f"You have finished {found.module}. Your certificate is ready.")
        return redirect("library:done", found.module.code)
    messages.success(request, "This lesson is done. Some before it are still open.")
    return redirect(found.module)


def _without_keeping(request: PageRequest, context: dict[str, Any]) -> HttpResponse:
    """A stranger's answer gets its feedback; everything else needs somebody to keep it for."""
    answer = context["form"].cleaned_data.get("answer")
    if answer is None or request.user.is_authenticated:
        then = urlencode({"next": context["lesson"].get_absolute_url()})
        return redirect(f"{reverse('library:begin')}?{then}")
    context |= _feedback(context["lesson"], answer)
    return render(request, "library/lesson.html", context)


def _clash(
    request: PageRequest, context: dict[str, Any], clash: services.ChangedElsewhere
) -> HttpResponse:
    """Both texts; whoever saves now has read the other one."""
    if request.htmx:
        return render(request, "library/reflection_clash.html", {"lesson": context["lesson"]})
    kept = clash.progress.reflection
    form = context["form"]
    form.data = {**form.data.dict(), "seen": services.mark_of(kept)}
    return render(request, "library/lesson.html", context | {"kept": kept}, status=422)


def _mark(form: LessonForm) -> str:
    return services.mark_of(form.cleaned_data.get("reflection", ""))


def _feedback(found: Lesson, answer: int | None) -> dict[str, Any]:
    """Whether the answer to a quick check is right, and why."""
    if found.kind != Lesson.Kind.CHECK or answer is None:
        return {}
    question = question_of(found.question)
    return {"question": question, "is_answered": True, "is_right": answer == question.right}
