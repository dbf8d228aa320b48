"""What convenings offer to lower apps: a place, panels, and to-dos."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from cohorts.dated import offer_dated
from cohorts.models import Cohort
from cohorts.team_todos import offer_team_todos
from convenings import cloning, reaching
from convenings.calendars.invitation import CANCEL, REQUEST, cancellation, invitation
from convenings.emails import CERTIFICATE_STANDS, JOIN_LINK, PLACE_LINK, SEAT_AS_SAID, SEAT_IS
from convenings.links import fill_join_link, fill_place_link, seat_as_said, seat_is
from convenings.merging import offer_rules
from convenings.models import Attendance, Certificate, Convening, Session
from convenings.pages.contact import contact_todos
from convenings.pages.outside import sessions_outside
from convenings.pages.prework_todos import prework_todos
from convenings.pages.seat_todos import seat_todos
from convenings.pages.team_todos import todos_of_team
from convenings.querysets.certificate import exports_hours
from convenings.search import find_convenings, find_materials
from convenings.services.choice_mail import NOWHERE, STANDS, has_no_place, place_stands
from convenings.services.prework_mail import CHECK, is_still_missing
from core import clock, mail, offers
from core.offers import Panel, Place, SearchGroup, ToDo
from network.access import standing_of
from network.roles import ESC_STAFF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from accounts.models import User

AT_MOST = 5
DOOR_WITHIN = dt.timedelta(hours=12)  # before the start
MARK_WITHIN = dt.timedelta(days=30)  # what nobody marked by then will not be marked


def todos_for(user: User) -> Iterable[ToDo]:
    """Everything that convenings would put on somebody's day."""
    return [*seat_todos(user), *_marks_to_make(user), *_cohorts_without(user)]


def _marks_to_make(user: User) -> Iterator[ToDo]:
    """For ESC staff and whoever has a duty: sessions of today and before with nobody marked."""
    marks = Attendance.objects.filter(session=OuterRef("pk"))
    theirs = Q(convening__cohort__home__in=standing_of(user).places(*ESC_STAFF))
    unmarked = Session.objects.filter(
        ~Exists(marks),
        theirs | Q(pk__in=Session.objects.facilitated_by(user).values("pk")),
        is_cancelled=False,
        starts_at__lt=clock.now() + DOOR_WITHIN,
        ends_at__gt=clock.now() - MARK_WITHIN,
    )
    for session in unmarked.select_related("convening").order_by("ends_at")[:AT_MOST]:
        verb = "Mark attendance for" if session.is_over else "Check people in at"
        yield ToDo(
            f"{verb} {session.convening}, {session.region}",
            reverse("convenings:attendance", args=[session.pk]),
            "Open check-in",
            "Feedback is asked of those who were there, within a week",
            timezone.localdate(session.ends_at),
        )


def _cohorts_without(user: User) -> Iterator[ToDo]:
    """For ESC staff: running cohorts of their center without any convening."""
    homes = standing_of(user).places(*ESC_STAFF)
    convenings = Convening.objects.filter(cohort=OuterRef("pk"))
    without = Cohort.objects.current().filter(~Exists(convenings), home__in=homes)
    for cohort in without.order_by("starts_on", "name")[:AT_MOST]:
        yield ToDo(
            f"Plan the first convening of {cohort}",
            reverse("convenings:new", args=[cohort.pk]),
            "Plan it",
            "No convening is planned yet",
        )


def certificate_stands(key: str) -> bool:
    """Whether a certificate that waits to be mailed was not taken back meanwhile."""
    return Certificate.objects.standing().filter(pk=key).exists()


def _takes_part(user: User) -> bool:
    standing = standing_of(user)
    if standing.grants or standing.person is None:
        return bool(standing.grants)
    return standing.person.team_memberships.current().exists()


def _is_known(user: User) -> bool:
    return standing_of(user).person is not None


_WHY = "You get this because you registered for this session"
for _name, _title, _why, _is_optional, _may_wait in [
    ("registered", "Confirmed seats", f"{_WHY} or took a seat from its waitlist.", True, True),
    ("given-up", "Seats given up", f"{_WHY} and gave the seat back or moved it.", True, True),
    ("waiting", "Places on waitlists", f"{_WHY}.", True, True),
    ("seat-offered", "Seats held for you", f"{_WHY} and wait for a seat.", False, False),
    ("offer-ended", "Seats no longer held", f"{_WHY} and waited for a seat.", True, True),
    ("reminder", "Reminders of sessions", f"{_WHY}.", True, True),
    ("link", "Links to join a session", f"{_WHY}.", True, False),
    ("session-changed", "Changes of date or place", f"{_WHY}.", False, True),
    ("choice-place", "Choice sessions you go to", f"{_WHY}.", True, True),
    ("choice-place-taken", "Choice sessions you go to no more", f"{_WHY}.", True, True),
    ("session-cancelled", "Cancelled sessions", f"{_WHY}.", False, False),
]:
    mail.offer_kind(
        mail.Kind(f"convenings/{_name}", _title, _why, is_optional=_is_optional, may_wait=_may_wait)
    )
offers.offer_place(
    Place("Materials", "convenings:materials-all", _is_known, 82, is_in_menu=True, icon="folder")
)
offers.offer_place(
    Place("Contact hours", "convenings:hours-export", exports_hours, 59, is_in_menu=True)
)
offers.offer_place(
    Place("My hours", "convenings:my-hours", _is_known, 81, is_in_menu=True, icon="schedule")
)
# SECURITY: where feedback is asked for it, who gets a certificate has sent theirs.
mail.offer_kind(
    mail.Kind(
        "convenings/certificate",
        "Certificates",
        "You get this because you were at a convening.",
        is_optional=True,
        is_unlisted=True,
    )
)
mail.offer_check(CERTIFICATE_STANDS, certificate_stands)
mail.offer_filler(PLACE_LINK, fill_place_link)
mail.offer_filler(JOIN_LINK, fill_join_link)
mail.offer_check(SEAT_IS, seat_is)
mail.offer_check(SEAT_AS_SAID, seat_as_said)
mail.offer_check(STANDS, place_stands)
mail.offer_check(NOWHERE, has_no_place)
mail.offer_attachment(REQUEST, invitation)
mail.offer_attachment(CANCEL, cancellation)
for _name, _title in [
    ("prework-opened", "Pre-work that is open"),
    ("prework-reminder", "Reminders of pre-work"),
]:
    _why = "You get this because your team takes part in the convening."
    mail.offer_kind(mail.Kind(f"convenings/{_name}", _title, _why, is_optional=True, may_wait=True))
mail.offer_check(CHECK, is_still_missing)
offers.offer_place(Place("Convenings", "convenings:list", _takes_part, order=30))
offers.offer_place(
    Place("My calendar", "convenings:calendar", _is_known, 80, is_in_menu=True, icon="event")
)
offers.offer_panel("person", Panel("Convenings", "convenings:of-person"))
offers.offer_panel("organization", Panel("Convenings", "convenings:of-organization"))
offers.offer_panel("cohort", Panel("Convenings", "convenings:of-cohort"))
offers.offer_panel("cohort-attendance", Panel("Attendance", "convenings:cohort-attendance"))
offers.offer_panel("cohort-prework", Panel("Pre-work", "convenings:cohort-prework"))
offers.offer_panel("module", Panel("Learn with peers", "convenings:with-peers"))
offers.offer_panel("team", Panel("Convenings", "convenings:of-team"))
offers.offer_todos(todos_for)
offers.offer_todos(prework_todos)
offers.offer_todos(contact_todos)
offer_team_todos(todos_of_team)
offers.offer_search(SearchGroup("Convenings", find_convenings, 50))
offers.offer_search(SearchGroup("Materials", find_materials, 55, "convenings:materials-all"))
offer_rules()
reaching.offer_rules()
cloning.offer()
offer_dated(sessions_outside)
