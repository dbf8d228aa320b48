"""Addresses of reaching people: invitees, links, posters, reminders, the board."""

from django.urls import path

from surveys.collection.views import invitees, open_link, reminding

urlpatterns = [
    path("surveys/<int:pk>/invitees/<int:unit_pk>/", invitees.invitees, name="invitees"),
    path("surveys/<int:pk>/invitees/<int:unit_pk>/link/", invitees.link, name="unit-link"),
    path(
        "surveys/<int:pk>/invitees/<int:unit_pk>/invitees.csv",
        invitees.invitees_csv,
        name="invitees-csv",
    ),
    path("surveys/<int:pk>/invitees/<int:unit_pk>/poster.pdf", invitees.posters, name="poster"),
    path("surveys/<int:pk>/posters.pdf", invitees.posters, name="posters"),
    path("surveys/<int:pk>/invitations/<int:invitation_pk>/", invitees.one, name="invitation"),
    path("surveys/<int:pk>/reminders/", reminding.reminders, name="reminders"),
    path("surveys/<int:pk>/board/", reminding.board, name="board"),
    path("surveys/<int:pk>/board/<int:unit_pk>/nudge/", reminding.nudge, name="nudge"),
    path("surveys/<int:pk>/board/<int:unit_pk>/take-back/", reminding.take_back, name="nudge-back"),
    path("open/<str:token>/", open_link.open_link, name="open-link"),
    path("open/<str:token>/tablet/", open_link.tablet, name="kiosk"),
]
