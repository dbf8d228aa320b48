"""Addresses of the day itself: the list at the door, codes, the room, files."""

from django.urls import path

from convenings.views import (
    attendance,
    attendance_file,
    attendance_grid,
    attendance_tab,
    code,
    room,
)

urlpatterns = [
    path("sessions/<int:pk>/attendance/", attendance.attendance, name="attendance"),
    path("sessions/<int:pk>/attendance/guest/", attendance.guest, name="guest"),
    path("sessions/<int:pk>/attendance/send/", attendance.send, name="send-marks"),
    path("sessions/<int:pk>/attendance/<int:person_pk>/", attendance.mark, name="mark"),
    path("sessions/<int:pk>/attendance/<int:person_pk>/undo/", attendance.unmark, name="unmark"),
    path(
        "sessions/<int:pk>/attendance/<int:person_pk>/minutes/", attendance.minutes, name="minutes"
    ),
    path("convenings/<int:pk>/attendance/", attendance_tab.of_convening, name="attendance-of"),
    path("sessions/<int:pk>/attendance/grid/", attendance_grid.grid, name="attendance-grid"),
    path(
        "sessions/<int:pk>/attendance/import/",
        attendance_file.import_file,
        name="attendance-import",
    ),
    path(
        "sessions/<int:pk>/attendance/export/", attendance_file.export_file, name="attendance-csv"
    ),
    path("sessions/<int:pk>/attendance/sheet/", attendance_file.sheet, name="attendance-sheet"),
    path("sessions/<int:pk>/room/", room.room, name="room"),
    path("sessions/<int:pk>/my-code/", code.my_code, name="my-code"),
    path("here/", room.here, name="here"),
    path("codes/<str:token>/", code.code, name="code"),
]
