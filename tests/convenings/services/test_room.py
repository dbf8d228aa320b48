import datetime as dt

import pytest

from convenings import services
from core import clock


@pytest.mark.parametrize(("hours", "works"), [(-2, False), (-1, True), (5, True), (6, False)])
def test_code_works_from_an_hour_before_the_start_to_the_end(north, team_member, hours, works):
    code = services.offer_room_code(north, by=None)
    with clock.at(north.starts_at + dt.timedelta(hours=hours)):
        if works:
            services.check_oneself_in(code, person=team_member.person)
        else:
            with pytest.raises(services.WrongCode):
                services.check_oneself_in(code, person=team_member.person)


def test_seat_in_another_session_of_the_convening_opens_the_room(north, south, outsider):
    south.registrations.create(convening=south.convening, person=outsider.person)
    code = services.offer_room_code(north, by=None)
    with clock.at(north.starts_at):
        assert services.check_oneself_in(code, person=outsider.person).session == north


def test_no_code_is_no_code(north, team_member):
    with clock.at(north.starts_at), pytest.raises(services.WrongCode):
        services.check_oneself_in("", person=team_member.person)
