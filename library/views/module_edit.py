"""Changing a module and its lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from core.shortcuts import form_page
from library.forms.module import LessonTextForm, ModuleForm
from library.models import Lesson, Module
from library.services import editing
from network.access import standing_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from core.http import PageRequest


@require_http_methods(["GET", "POST"])
def change(request: PageRequest, code: str) -> HttpResponse:
    module = get_object_or_404(Module.objects.run_by(request.user), code=code)
    form = ModuleForm(request.POST or None, instance=module)
    if form.is_valid():
        by = standing_of(request.user).person
        changed = editing.change_module(module, values=form.cleaned_data, by=by)
        messages.success(request, f"{changed} is saved.")
        return redirect(changed)
    context = {
        "form": form,
        "module": module,
        "lessons": module.lessons.taught(),
        "put_away": module.lessons.exclude(put_away_at=None),
        "kinds": Lesson.Kind.choices,
    }
    return form_page(request, "library/module_change.html", context)


@require_http_methods(["GET", "POST"])
def change_lesson(request: PageRequest, code: str, lesson_code: str) -> HttpResponse:
    lesson = _lesson(request, code, lesson_code)
    form = LessonTextForm(request.POST or None, instance=lesson)
    if form.is_valid():
        by = standing_of(request.user).person
        changed = editing.change_lesson(lesson, values=form.cleaned_data, by=by)
        messages.success(request, f"The lesson “{changed}” is saved.")
        if changed.put_away_at is None:
            return redirect(changed)
        return redirect("library:module-change", code)
    return form_page(request, "library/lesson_change.html", {"form": form, "lesson": lesson})


@require_http_methods(["GET", "POST"])
def add_lesson(request: PageRequest, code: str, kind: str) -> HttpResponse:
    module = get_object_or_404(Module.objects.run_by(request.user), code=code)
    if kind not in Lesson.Kind.values:
        raise Http404
    lesson = Lesson(module=module, kind=kind, minutes=5)
    form = LessonTextForm(request.POST or None, instance=lesson)
    if form.is_valid():
        by = standing_of(request.user).person
        try:
            added = editing.add_lesson(module, kind=kind, values=form.cleaned_data, by=by)
        except editing.TitleTaken as refusal:
            form.add_error("title", str(refusal))
        else:
            messages.success(request, f"The lesson “{added}” is the last of the module now.")
            return redirect("library:module-change", code)
    return form_page(request, "library/lesson_change.html", {"form": form, "lesson": lesson})


@require_POST
def move_lesson(request: PageRequest, code: str, lesson_code: str) -> HttpResponse:
    lesson = _lesson(request, code, lesson_code)
    is_up = request.POST.get("to") == "up"
    editing.move_lesson(lesson, up=is_up, by=standing_of(request.user).person)
    return redirect(f"{reverse('library:module-change', args=[code])}#lessons")


@require_POST
def put_away_lesson(request: PageRequest, code: str, lesson_code: str) -> HttpResponse:
    lesson = _lesson(request, code, lesson_code)
    try:
        editing.put_away(lesson, by=standing_of(request.user).person)
    except editing.LastLesson as refusal:
        messages.warning(request, str(refusal))
    else:
        undo = reverse("library:lesson-bring-back", args=[code, lesson_code])
        messages.success(request, f"The lesson “{lesson}” is put away.", extra_tags=undo)
    return redirect("library:module-change", code)


@require_POST
def bring_back_lesson(request: PageRequest, code: str, lesson_code: str) -> HttpResponse:
    lesson = _lesson(request, code, lesson_code)
    editing.bring_back(lesson, by=standing_of(request.user).person)
    messages.success(request, f"The lesson “{lesson}” is back.")
    return redirect("library:module-change", code)


def _lesson(request: PageRequest, code: str, lesson_code: str) -> Lesson:
    """A lesson that this person changes, put away or not."""
    mine = Lesson.objects.run_by(request.user).select_related("module")
    return get_object_or_404(mine, module__code=code, code=lesson_code)
