"""Addresses of who reviews and decides applications."""

from __future__ import annotations

from django.urls import path

from cohorts.views import deciding, review, reviewing

urlpatterns = [
    path("reviewing/", reviewing.application_list, name="applications"),
    path("reviewing/applications.csv", reviewing.applications_csv, name="applications-csv"),
    path("reviewing/reviewers/", reviewing.assign_reviewers, name="assign-reviewers"),
    path("reviewing/decide/", deciding.decide, name="decide"),
    path("reviewing/<int:pk>/", reviewing.application_review, name="application-review"),
    path("reviewing/<int:pk>/ask/", reviewing.ask_information, name="ask-information"),
    path("reviewing/<int:pk>/go-on/", reviewing.close_request, name="close-request"),
    path("reviewing/<int:pk>/rank/", reviewing.move_on_waitlist, name="move-on-waitlist"),
    path("reviews/", review.my_reviews, name="my-reviews"),
    path("reviews/<int:pk>/", review.review, name="review"),
    path("reviews/<int:pk>/conflict/", review.conflict, name="review-conflict"),
    path("reviews/<int:pk>/take-back/", reviewing.take_back_review, name="take-back-review"),
    path("applications/<int:pk>/offer/", deciding.answer_offer, name="answer-offer"),
    path("offered-place/<str:token>/", deciding.offered_place, name="offered-place"),
]
