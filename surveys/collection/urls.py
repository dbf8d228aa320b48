"""Addresses of preparing surveys, from the list to the frame; the rest is in surveys.urls."""

from django.urls import path

from surveys.collection.views import (
    administration,
    arrivals,
    frame,
    opt_outs,
    preparing,
    safeguards,
)

urlpatterns = [
    path("surveys/", administration.survey_list, name="list"),
    path("surveys/surveys.csv", administration.survey_file, name="list-file"),
    path("surveys/answers/", arrivals.arrivals, name="arrivals"),
    path("surveys/answers/<int:pk>/", arrivals.arrival, name="arrival"),
    path("surveys/answers/<int:pk>/columns/", arrivals.columns, name="arrival-columns"),
    path("surveys/answers/<int:pk>/map.json", arrivals.map_file, name="arrival-map"),
    path("surveys/answers/<int:pk>/faults.csv", arrivals.faults_csv, name="arrival-faults"),
    path("surveys/answers/<int:pk>/check/", arrivals.check, name="arrival-check"),
    path("surveys/answers/<int:pk>/bring-in/", arrivals.bring_in, name="arrival-bring-in"),
    path("surveys/answers/<int:pk>/delete/", arrivals.remove, name="arrival-remove"),
    path("surveys/<int:pk>/take-back/", arrivals.take_back, name="arrival-take-back"),
    path("surveys/new/", preparing.new, name="new"),
    path("surveys/<int:pk>/", administration.detail, name="administration"),
    path("surveys/<int:pk>/change/", preparing.change, name="change"),
    path("surveys/<int:pk>/delete/", preparing.remove, name="remove"),
    path("surveys/<int:pk>/bring-back/", preparing.bring_back, name="bring-back"),
    path("surveys/<int:pk>/frame/", frame.frame, name="frame"),
    path("surveys/<int:pk>/frame/paste/", frame.paste, name="frame-paste"),
    path("surveys/<int:pk>/frame/roster/", frame.roster, name="frame-roster"),
    path("surveys/<int:pk>/frame/frame.csv", frame.frame_csv, name="frame-csv"),
    path("surveys/<int:pk>/frame/frame.xlsx", frame.frame_xlsx, name="frame-xlsx"),
    path("surveys/<int:pk>/safeguards/", safeguards.safeguards, name="safeguards"),
    path("surveys/<int:pk>/opt-outs/", opt_outs.schools, name="opt-out-schools"),
    path("surveys/<int:pk>/opt-outs/<int:unit_pk>/", opt_outs.opt_outs, name="opt-outs"),
    path("surveys/<int:pk>/opt-outs/<int:unit_pk>/take-back/", opt_outs.take_back, name="opt-in"),
    path("surveys/<int:pk>/opt-outs/<int:unit_pk>/sheet/", opt_outs.sheet, name="opt-out-sheet"),
]
