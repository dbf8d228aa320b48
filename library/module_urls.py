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
    path("people/<int:pk>/modules/", following.of_person, name="of-person"),
]
