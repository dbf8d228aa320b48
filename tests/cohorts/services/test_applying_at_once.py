"""Several of one school at the same moment: one application, and no word is lost."""

import pytest

from cohorts.models import Application, ApplicationAnswer
from cohorts.services import applying, writing
from cohorts.services.submission import submit
from messaging.models import Message
from tests.factories.network import PersonFactory
from tests.surveys.collection.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_school_begins_once_and_the_others_are_told(open_offering, school):
    people = [PersonFactory() for _ in range(3)]

    def begin(number):
        try:
            applying.begin_application(open_offering, place=school, by=people[number])
        except applying.AppliedAlready:
            return "told"
        return "began"

    assert sorted(at_once(begin, 3)) == ["began", "told", "told"]
    assert Application.objects.count() == 1


def test_of_three_who_answer_at_once_one_is_kept_and_two_are_told(draft_application):
    people = [PersonFactory() for _ in range(3)]

    def write(number):
        saved = writing.save_answers(
            Application.objects.get(),
            part="why",
            answers={"why-join": f"Words of {number}."},
            seen={},
            by=people[number],
        )
        return len(saved.clashes)

    assert sorted(at_once(write, 3)) == [0, 1, 1]
    assert ApplicationAnswer.objects.get().revision == 1


def test_it_is_sent_once(complete_application, team_lead):
    at_once(lambda _: submit(Application.objects.get(), by=team_lead.person).receipt, 3)

    assert Message.objects.filter(kind="cohorts/application-receipt").count() == 1
