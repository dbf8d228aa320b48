"""Contact hours and materials of the convenings that were held."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from convenings.models import Material, Session
from convenings.services.certificate import settle_certificates
from convenings.services.layout import save_layout
from convenings.services.licence_cycle import add_cycle
from convenings.services.material import add_material
from core import clock

if TYPE_CHECKING:
    from convenings.models import Convening
    from network.models import Person
    from plnetwork.demo.stage import Stage

SETTLED_AFTER = dt.timedelta(days=20)  # feedback has closed, and its grace is over
CYCLE = (dt.date(2023, 7, 1), dt.date(2028, 6, 30))
HOLDER = "E009"  # on the list of people to sign in as
COLUMNS = ["last_name", "first_name", "school_irn", "date_us", "topic", "hours"]
HEADINGS = ["LAST", "FIRST", "BUILDING IRN", "EVENT DATE", "EVENT", "CONTACT HRS"]
HANDOUT = "Goal cards\n\nOne card per learner: my goal, my next step, how I will know.\n"


def build_hours(stage: Stage) -> None:
    """Certificates as the nightly job issued them, a licence cycle, a layout, and materials."""
    host = stage.cast["Dana Whitlock"]
    ended = Session.objects.filter(convening__cohort=stage.launch_cohort, attendances__isnull=False)
    for convening in stage.launch_cohort.convenings.filter(sessions__in=ended).distinct():
        last_at = convening.sessions.latest("ends_at").ends_at
        with clock.at(last_at + dt.timedelta(days=1)):
            _add_materials(convening, by=host)
        with clock.at(last_at + SETTLED_AFTER):
            settle_certificates(convening)
    first, last = CYCLE
    add_cycle(stage.educators[HOLDER], starts_on=first, ends_on=last)
    save_layout(
        None, name="State registration (made up)", columns=COLUMNS, headings=HEADINGS, by=host
    )


def _add_materials(convening: Convening, *, by: Person) -> None:
    cohort, public = Material.Access.COHORT, Material.Access.PUBLIC
    add_material(
        convening,
        kind=Material.Kind.RECORDING,
        title=f"Recording: {convening.topic}",
        access=cohort,
        url=f"https://video.example/convening-{convening.number}",
        by=by,
    )
    file = ContentFile(HANDOUT.encode(), name=f"Goal cards {convening.number}.txt")
    add_material(
        convening,
        kind=Material.Kind.HANDOUT,
        title=f"Goal cards, {convening.topic}",
        access=public,
        file=file,
        by=by,
    )
