"""The way of an application from one state into another, each step written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from cohorts.models import Application
from cohorts.rules import states
from network.services import activity

if TYPE_CHECKING:
    from network.models import Person


class NotPossible(Exception):
    """The application is in a state from which this does not follow; the message says which."""


@transaction.atomic
def move(
    application: Application, *, to: str, by: Person | None, note: str = "", **facts: Any
) -> Application:
    """Bring an application into a state, with a step in its timeline and a line in the log.

    `facts` are fields that change with it, such as `letter` or `offer_ends_at`. Safe to repeat: one
    that is in the state already stays as it is. Raises NotPossible.
    """
    application = locked(application)
    if application.state == to:
        return application
    if not states.may_follow(application.state, to):
        now, then = application.get_state_display(), Application.State(to).label
        raise NotPossible(f"The application is “{now}” now, so it cannot become “{then}”.")
    before = activity.facts_of(application, ["state"])
    # An offer and a rank last only as long as the state they belong to.
    ends = {"offer_ends_at": None}
    if to not in {states.WAITLISTED, states.OFFERED}:
        ends |= {"waitlist_rank": None}
    changed = {**ends, **facts, "state": to}
    for name, value in changed.items():
        setattr(application, name, value)
    application.save(update_fields=list(changed))
    application.steps.create(state=to, note=note, by=by)
    words = f"The application of {application.place} is now “{application.get_state_display()}”."
    changes = activity.changes_since(application, before)
    activity.record(application, "moved", words, by=by, changes=changes)
    return application


def locked(application: Application) -> Application:
    """The row as it is now; a second click waits here."""
    rows = Application.objects.select_for_update(of=("self",), no_key=True)
    found = rows.select_related("offering", "form", "school__agency", "district", "cohort")
    return found.get(pk=application.pk)
