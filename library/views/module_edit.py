"""Changing a module and its lessons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods

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
    context = {"form": form, "module": module, "lessons": module.lessons.all()}
    return form_page(request, "library/module_change.html", context)


@require_http_methods(["GET", "POST"])
def change_lesson(request: PageRequest, code: str, lesson_code: str) -> HttpResponse:
    lessons = Lesson.objects.filter(module__in=Module.objects.run_by(request.user))
    found = lessons.select_related("module")
    lesson = get_object_or_404(found, module__code=code, code=lesson_code)
    form = LessonTextForm(request.POST or None, instance=lesson)
    if form.is_valid():
        by = standing_of(request.user).person
        changed = editing.change_lesson(lesson, values=form.cleaned_data, by=by)
        messages.success(request, f"The lesson “{changed}” is saved.")
        return redirect(changed)
    return form_page(request, "library/lesson_change.html", {"form": form, "lesson": lesson})
