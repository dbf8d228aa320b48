import pytest

from convenings import services
from tests.factories.convenings import SessionFactory


def test_calendars_follow_a_new_name_or_address_and_nothing_else(venue):
    session = SessionFactory(venue=venue)

    services.change_venue(venue, by=None, access_notes="Level throughout")
    session.refresh_from_db()
    assert session.revision == 0

    services.change_venue(venue, by=None, address="12 Wharf Street")
    services.change_venue(venue, by=None, address="12 Wharf Street")
    session.refresh_from_db()
    assert session.revision == 1


def test_venue_with_sessions_to_come_stays_offered(venue):
    session = SessionFactory(venue=venue)

    with pytest.raises(services.StillPlanned, match="A session is still to be held"):
        services.retire_venue(venue, by=None)

    services.cancel_session(session, by=None, reason="Flooded")
    services.retire_venue(venue, by=None)
    venue.refresh_from_db()
    assert venue.is_retired

    services.bring_back_venue(venue, by=None)
    venue.refresh_from_db()
    assert not venue.is_retired
