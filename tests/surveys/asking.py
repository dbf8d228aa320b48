"""Short words for tests that ask people: whom, and what they answer."""

import datetime as dt
from zoneinfo import ZoneInfo

from surveys.collection import drafts, links
from surveys.collection.models import Administration
from surveys.collection.services import invite
from tests.factories.network import PersonFactory


def unit_of(administration, name):
    return administration.units.get(kind="school", name=name)


def invited(administration, name, how_many):
    """So many people of a unit, invited; their invitations in order of address."""
    unit = unit_of(administration, name)
    invite(administration, unit=unit, people=PersonFactory.create_batch(how_many))
    return list(unit.invitations.waiting().order_by("pk"))


def answer(invitation, **answers):
    drafts.submit(links.token_for(invitation), answers=answers)


def eastern(text):
    """A moment in the network's own time zone, such as "2024-04-08 08:00"."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("America/New_York"))


def window(opens, closes):
    """An administration that only has a window, and is stored nowhere."""
    return Administration(opens_at=eastern(opens), closes_at=eastern(closes))
