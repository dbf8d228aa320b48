"""Addresses of instruments: reading them, the editor, lists of answers."""

from django.urls import path

from surveys.instruments.views import (
    bank,
    changes,
    editor,
    importing,
    items,
    lists,
    reading,
    sections,
    versions,
)

urlpatterns = [
    path("", reading.instrument_list, name="instruments"),
    path("questions.csv", reading.items_csv, name="instrument-items"),
    path("new/", versions.new, name="instrument-new"),
    path("import/", importing.upload, name="instrument-import"),
    path("import/make/", importing.make, name="instrument-import-make"),
    path("lists/", lists.answer_lists, name="answer-lists"),
    path("lists/new/", lists.new, name="answer-list-new"),
    path("lists/<int:pk>/", lists.edit, name="answer-list"),
    path("<int:pk>/", reading.preview, name="instrument"),
    path("<int:pk>/form.json", reading.form_json, name="instrument-json"),
    path("<int:pk>/form.xlsx", reading.form_xlsx, name="instrument-xlsx"),
    path("<int:pk>/changes/", changes.changes, name="instrument-changes"),
    path("<int:pk>/edit/", editor.editor, name="instrument-edit"),
    path("<int:pk>/facts/", versions.facts, name="instrument-facts"),
    path("<int:pk>/clone/", versions.clone, name="instrument-clone"),
    path("<int:pk>/new-version/", versions.new_version, name="instrument-version"),
    path("<int:pk>/archive/", versions.archive, name="instrument-archive"),
    path("<int:pk>/restore/", versions.restore, name="instrument-restore"),
    path("<int:pk>/bank/", bank.bank, name="item-bank"),
    path("<int:pk>/sections/new/", sections.new, name="section-new"),
    path("sections/<int:pk>/", sections.edit, name="section"),
    path("sections/<int:pk>/move/", sections.move, name="section-move"),
    path("sections/<int:pk>/remove/", sections.remove, name="section-remove"),
    path("sections/<int:pk>/items/new/", items.new, name="item-new"),
    path("items/<int:pk>/", items.edit, name="item"),
    path("items/<int:pk>/move/", items.move, name="item-move"),
    path("items/<int:pk>/remove/", items.remove, name="item-remove"),
    path("items/<int:pk>/put-back/", items.put_back, name="item-put-back"),
]
