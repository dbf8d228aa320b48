"""Somebody presses Send twice at the same moment."""

import pytest

from cohorts.models import Cohort
from cohorts.services import letter
from messaging.models import Message
from network.models import Activity
from tests.factories.cohorts import TeamMembershipFactory
from tests.surveys.collection.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_message_goes_once_to_each(specialist, team):
    people = [TeamMembershipFactory(team=team).person for _ in range(2)]

    def send(_):
        return letter.write_to(
            Cohort.objects.get(pk=team.cohort_id),
            teams=[team],
            people=people,
            subject="Cards",
            words="Bring them.",
            key="once",
            by=specialist.person,
        )

    at_once(send, 3)

    assert Message.objects.filter(kind="cohorts/letter").count() == 2
    assert Activity.objects.filter(verb="wrote").count() == 1
