"""Addresses of seats: who registers, questions, the waitlist, choice sessions."""

from django.urls import path

from convenings.views import choices, place, question, registration, seats

urlpatterns = [
    path("sessions/<int:pk>/choices/", choices.choice_list, name="choices"),
    path("sessions/<int:pk>/choices.csv", choices.csv, name="choices-csv"),
    path("sessions/<int:pk>/choices/new/", choices.new, name="choice-new"),
    path("choice-sessions/<int:pk>/", choices.change, name="choice"),
    path("choice-sessions/<int:pk>/remove/", choices.remove, name="choice-remove"),
    path("choice-sessions/<int:pk>/restore/", choices.restore, name="choice-restore"),
    path("sessions/<int:pk>/choices/<int:number>/assign/", choices.assign, name="choices-assign"),
    path("sessions/<int:pk>/choices/<int:number>/open/", choices.open_again, name="choices-open"),
    path("sessions/<int:pk>/choices/<int:number>/move/", choices.move, name="choices-move"),
    path("sessions/<int:pk>/wishes/", choices.wishes, name="wishes"),
    path("convenings/<int:pk>/registration/", registration.who_comes, name="registration"),
    path("convenings/<int:pk>/registration/new/", seats.new, name="seat-new"),
    path("convenings/<int:pk>/registration.csv", registration.seats_csv, name="seats-csv"),
    path("convenings/<int:pk>/questions/", question.questions, name="questions"),
    path("convenings/<int:pk>/questions/new/", question.new, name="question-new"),
    path("registration-questions/<int:pk>/", question.change, name="question"),
    path("registration-questions/<int:pk>/remove/", question.remove, name="question-remove"),
    path("registration-questions/<int:pk>/restore/", question.restore, name="question-restore"),
    path("convenings/<int:pk>/teams/<int:team_pk>/seats/", seats.of_team, name="team-seats"),
    path("registrations/<int:pk>/", seats.seat, name="seat"),
    path("sessions/<int:pk>/seat/", registration.register, name="register"),
    path("sessions/<int:pk>/seat/cancel/", registration.cancel, name="cancel-registration"),
    path("place/<str:token>/", place.place, name="place"),
]
