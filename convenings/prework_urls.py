"""Addresses of what teams bring: pre-work, evidence slides; and the groups of the day."""

from django.urls import path

from convenings.views import groups, prework, prework_answer, prework_parts, slides

urlpatterns = [
    path("convenings/<int:pk>/prework/", prework.overview, name="prework"),
    path("convenings/<int:pk>/prework/panel/", prework.panel, name="prework-panel"),
    path("convenings/<int:pk>/prework/choices/", prework.choices, name="prework-choices"),
    path("convenings/<int:pk>/prework/new/", prework.new, name="prework-new"),
    path("convenings/<int:pk>/prework/change/", prework.change, name="prework-change"),
    path("convenings/<int:pk>/prework/remind/", prework.remind, name="prework-remind"),
    path("convenings/<int:pk>/prework/parts/new/", prework_parts.new, name="prework-part-new"),
    path("prework/parts/<int:pk>/", prework_parts.change, name="prework-part"),
    path("prework/parts/<int:pk>/move/", prework_parts.move, name="prework-part-move"),
    path("prework/parts/<int:pk>/remove/", prework_parts.remove, name="prework-part-remove"),
    path(
        "convenings/<int:pk>/prework/teams/<int:team_pk>/",
        prework_answer.of_team,
        name="prework-team",
    ),
    path(
        "convenings/<int:pk>/prework/teams/<int:team_pk>/answer/",
        prework_answer.answer,
        name="prework-answer",
    ),
    path("prework/answers/<int:pk>/comment/", prework_answer.comment, name="prework-comment"),
    path(
        "prework/comments/<int:pk>/remove/",
        prework_answer.comment_remove,
        name="prework-comment-remove",
    ),
    path("convenings/<int:pk>/slides/", slides.gallery, name="slides"),
    path("convenings/<int:pk>/slides/teams/<int:team_pk>/", slides.put, name="slide-put"),
    path(
        "convenings/<int:pk>/slides/teams/<int:team_pk>/take-back/",
        slides.take_back,
        name="slide-take-back",
    ),
    path("slides/<int:pk>/", slides.one, name="slide"),
    path("slides/<int:pk>/restore/", slides.restore, name="slide-restore"),
    path("slides/<int:pk>/file/", slides.download, name="slide-file"),
    path("sessions/<int:pk>/groups/", groups.groups, name="groups"),
    path("sessions/<int:pk>/groups/form/", groups.form_anew, name="groups-form"),
]
