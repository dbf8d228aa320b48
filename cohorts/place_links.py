"""The link to a place offered from a waitlist: good for that one offer, and kept nowhere."""

from __future__ import annotations

from cohorts.models import Application
from core import clock
from core.links import PersonalLink

PLACE = PersonalLink(salt="cohorts.offered-place", url_name="cohorts:offered-place")
PLACE_LINK = "offered_place_link"  # the mail port's filler


def named(application: Application) -> str:
    """What the link is signed over: the application, and when its offer ends."""
    ends_at = application.offer_ends_at
    return f"{application.pk}-{ends_at.timestamp():.0f}" if ends_at else ""


def token_for(application: Application) -> str:
    """What stands in the address."""
    return PLACE.token(named(application))


def application_behind(token: str) -> tuple[Application | None, bool]:
    """The application of a link, and whether the offer that it was made for can be taken now."""
    pk, _, _ = (PLACE.nonce(token) or "").partition("-")
    if not pk:
        return None, False
    related = "offering", "school__agency", "district", "cohort__home"
    found = Application.objects.select_related(*related).filter(pk=int(pk)).first()
    if found is None or found.offer_ends_at is None or PLACE.nonce(token) != named(found):
        return found, False
    return found, found.offer_ends_at >= clock.now()


def fill_place_link(key: str) -> str:
    """The filler; the key is the application's pk. Raises LookupError when nothing is offered."""
    application = Application.objects.get(pk=int(key))
    if application.offer_ends_at is None:
        raise LookupError("no place is offered any more")
    return PLACE.address(named(application))
