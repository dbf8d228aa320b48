"""Addresses of modules and lessons."""

from __future__ import annotations

from django.urls import path

from library.views import beginning, following, lesson, module, module_edit

urlpatterns = [
    path("explore/", module.module_list, name="modules"),
    path("explore/begin/", beginning.begin, name="begin"),
    path("explore/learners/", following.learner_list, name="learners"),
    path("explore/learners/list.csv", following.learner_csv, name="learners-csv"),
    path("explore/certificates/<str:code>/", module.certificate, name="certificate"),
    path("explore/<slug:code>/", module.detail, name="module"),
    path("explore/<slug:code>/done/", module.done, name="done"),
    path("explore/<slug:code>/certificate.pdf", module.paper, name="certificate-pdf"),
    path("explore/<slug:code>/change/", module_edit.change, name="module-change"),
    path("explore/<slug:code>/<slug:lesson_code>/", lesson.lesson, name="lesson"),
    path(
        "explore/<slug:code>/<slug:lesson_code>/change/",
        module_edit.change_lesson,
        name="lesson-change",
    ),
    path("explore/<slug:code>/lessons/new/<slug:kind>/", module_edit.add_lesson, name="lesson-new"),
    path(
        "explore/<slug:code>/<slug:lesson_code>/move/", module_edit.move_lesson, name="lesson-move"
    ),
    path(
        "explore/<slug:code>/<slug:lesson_code>/put-away/",
        module_edit.put_away_lesson,
        name="lesson-put-away",
    ),
    path(
        "explore/<slug:code>/<slug:lesson_code>/bring-back/",
        module_edit.bring_back_lesson,
        name="lesson-bring-back",
    ),
    path("people/<int:pk>/modules/", following.of_person, name="of-person"),
    path("people/<int:pk>/contacted/", following.contacted, name="contacted"),
    path("people/<int:pk>/contacted/undo/", following.not_contacted, name="contacted-undo"),
]
