"""Addresses of convenings."""

from django.urls import path

from convenings.views import (
    attendance,
    calendar,
    certificate,
    code,
    convening,
    hours,
    panel,
    place,
    registration,
    room,
    session,
)

app_name = "convenings"
urlpatterns = [
    path("convenings/", convening.convening_list, name="list"),
    path("convenings/<int:pk>/", convening.detail, name="detail"),
    path("convenings/<int:pk>/change/", convening.change, name="change"),
    path("convenings/<int:pk>/sessions/new/", session.new, name="session-new"),
    path("sessions/<int:pk>/change/", session.change, name="session-change"),
    path("sessions/<int:pk>/cancel/", session.cancel, name="session-cancel"),
    path("sessions/<int:pk>/calendar.ics", session.ics, name="ics"),
    path("sessions/<int:pk>/feedback/", session.ask_feedback, name="ask-feedback"),
    path("sessions/<int:pk>/seat/", registration.register, name="register"),
    path("sessions/<int:pk>/seat/cancel/", registration.cancel, name="cancel-registration"),
    path("place/<str:token>/", place.place, name="place"),
    path("sessions/<int:pk>/attendance/", attendance.attendance, name="attendance"),
    path("sessions/<int:pk>/attendance/guest/", attendance.guest, name="guest"),
    path("sessions/<int:pk>/attendance/send/", attendance.send, name="send-marks"),
    path("sessions/<int:pk>/attendance/<int:person_pk>/", attendance.mark, name="mark"),
    path("sessions/<int:pk>/attendance/<int:person_pk>/undo/", attendance.unmark, name="unmark"),
    path(
        "sessions/<int:pk>/attendance/<int:person_pk>/minutes/", attendance.minutes, name="minutes"
    ),
    path("my-hours/", hours.my_hours, name="my-hours"),
    path("my-hours/transcript.pdf", hours.transcript_pdf, name="transcript-pdf"),
    path("my-hours/transcript.csv", hours.transcript_csv, name="transcript-csv"),
    path("my-hours/cycles/new/", hours.cycle_new, name="cycle-new"),
    path("my-hours/cycles/<int:pk>/", hours.cycle_change, name="cycle-change"),
    path("my-hours/cycles/<int:pk>/remove/", hours.cycle_remove, name="cycle-remove"),
    path("certificates/<str:code>/", certificate.certificate, name="certificate"),
    path("certificates/<int:pk>/certificate.pdf", hours.certificate_pdf, name="certificate-pdf"),
    path("my-calendar/", calendar.own, name="calendar"),
    path("my-calendar/address/", calendar.new_address, name="calendar-address"),
    path("calendars/<str:token>.ics", calendar.file, name="feed"),
    path("teams/<int:pk>/calendar/", calendar.of_team, name="team-calendar"),
    path(
        "teams/<int:pk>/calendar/address/",
        calendar.new_address_of_team,
        name="team-calendar-address",
    ),
    path("sessions/<int:pk>/room/", room.room, name="room"),
    path("sessions/<int:pk>/my-code/", code.my_code, name="my-code"),
    path("here/", room.here, name="here"),
    path("codes/<str:token>/", code.code, name="code"),
    path("cohorts/<int:pk>/convenings/", panel.of_cohort, name="of-cohort"),
    path("cohorts/<int:pk>/convenings/new/", convening.new, name="new"),
    path("directory/<int:pk>/convenings/", panel.of_organization, name="of-organization"),
    path("people/<int:pk>/convenings/", panel.of_person, name="of-person"),
    path("teams/<int:pk>/convenings/", panel.of_team, name="of-team"),
]
