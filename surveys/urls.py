"""Addresses of surveys: instruments, administrations, the answer page, and results."""

from django.urls import include, path

from surveys.collection.views import answer, blank_copy, look, mine, named, window, withdrawal

app_name = "surveys"
urlpatterns = [
    path("answer/worker.js", answer.worker, name="answer-worker"),
    path("answer/<str:token>/", answer.answer, name="answer"),
    path("answer/<str:token>/withdraw/", withdrawal.withdraw, name="withdraw"),
    path("", include("surveys.collection.urls")),
    path("", include("surveys.collection.reach_urls")),
    path("surveys/<int:pk>/open/", window.open_now, name="open"),
    path("surveys/<int:pk>/extend/", window.extend, name="extend"),
    path("surveys/<int:pk>/close/", window.close_now, name="close"),
    path("surveys/<int:pk>/count-now/", window.count_now, name="count-now"),
    path("surveys/<int:pk>/release/", window.release, name="release"),
    path("surveys/<int:pk>/answers/", named.named_list, name="named-answers"),
    path("surveys/<int:pk>/answers/answers.csv", named.named_file, name="named-file"),
    path("surveys/<int:pk>/answers/<int:invitation_pk>/", named.named_form, name="named-form"),
    path("surveys/<int:pk>/mine/", mine.mine, name="mine"),
    path("instruments/<int:pk>/look/", look.look, name="instrument-look"),
    path("instruments/<int:pk>/printable/", blank_copy.printable, name="printable"),
    path("instruments/<int:pk>/printable.pdf", blank_copy.printable_pdf, name="printable-pdf"),
    path("forms/<slug:code>/", blank_copy.form, name="form"),
    path("forms/<slug:code>/form.pdf", blank_copy.form_pdf, name="form-pdf"),
    path("instruments/", include("surveys.instruments.urls")),
    path("", include("surveys.results.urls")),
]
