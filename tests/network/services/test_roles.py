import datetime as dt

import pytest

from network.models import Activity, RoleGrant
from network.roles import Role
from network.services import rights, roles
from tests.factories.network import PersonFactory

START = dt.date(2025, 8, 1)


def test_granting_twice_gives_one_grant(db, center):
    dana = PersonFactory()

    for _ in range(2):
        roles.grant(dana, role=Role.ESC_DIRECTOR, organization=center, starts_on=START, by=None)

    assert RoleGrant.objects.filter(person=dana).count() == 1
    said = f"{dana} is ESC director at Maple ESC from August 1, 2025."
    assert Activity.objects.about(dana).get().summary == said


def test_nobody_raises_their_own_rights(db, center):
    dana = PersonFactory()

    with pytest.raises(rights.OwnRights):
        roles.grant(dana, role=Role.STATE_ADMIN, organization=center, starts_on=START, by=dana)

    assert not RoleGrant.objects.exists()


def test_grant_ends_with_its_last_day(db, center):
    dana = PersonFactory()
    granted = roles.grant(dana, role=Role.SPECIALIST, organization=center, starts_on=START, by=None)

    roles.end_grant(granted, on=dt.date(2025, 9, 30), by=None)

    granted.refresh_from_db()
    assert granted.ends_on == dt.date(2025, 9, 30)
    assert [line.verb for line in Activity.objects.about(dana)] == ["ended", "granted"]


def test_grant_does_not_end_before_it_starts(db, center):
    granted = roles.grant(
        PersonFactory(), role=Role.SPECIALIST, organization=center, starts_on=START, by=None
    )

    with pytest.raises(rights.EndsBeforeItStarts, match="The role began on August 1, 2025"):
        roles.end_grant(granted, on=dt.date(2025, 7, 31), by=None)
