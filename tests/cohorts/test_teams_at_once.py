"""Two people change a team, or its place, at the same moment: nothing is lost or done twice."""

import pytest

from cohorts import services
from cohorts.models import EnrollmentChange, Offering, TeamCharter
from cohorts.services.charter import CharterChanged, save_charter
from cohorts.services.cohort import note_change
from core import clock
from tests.factories.network import SchoolFactory
from tests.surveys.collection.test_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)

EMPTY = {"cadence": "", "meeting_times": "", "norms": "", "roles": "", "agreed_on": None}


def test_two_who_write_the_first_charter_keep_both_their_parts(team):
    typed = [{"norms": "Listen first"}, {"cadence": "Weekly"}]

    at_once(lambda n: save_charter(team, values=EMPTY | typed[n], seen=EMPTY, by=None), 2)

    charter = TeamCharter.objects.get()
    assert (charter.norms, charter.cadence, charter.revision) == ("Listen first", "Weekly", 2)


def test_of_two_who_write_the_same_part_one_is_told(team):
    def write(n):
        try:
            save_charter(team, values=EMPTY | {"norms": f"Text {n}"}, seen=EMPTY, by=None)
        except CharterChanged as changed:
            return changed.charter.norms
        return None

    answers = at_once(write, 2)

    assert sorted(answer or "" for answer in answers) == ["", TeamCharter.objects.get().norms]


def test_a_place_given_away_and_taken_back_at_once_is_given_to_one(enrollment):
    Offering.objects.filter(pk=enrollment.cohort.offering_id).update(capacity=1)
    note_change(enrollment, on=enrollment.starts_on, by=None)
    services.change_status(
        enrollment, to="withdrawn", on=clock.today(), reason="Other plans", by=None
    )
    newest = EnrollmentChange.objects.order_by("-pk")[0].pk
    other = SchoolFactory()

    def want(n):
        try:
            if n:
                services.enroll(enrollment.cohort, place=other, by=None)
            else:
                services.undo_change(enrollment, change=newest, by=None)
        except services.CohortFull:
            return "full"
        return "in"

    assert sorted(at_once(want, 2)) == ["full", "in"]
    assert enrollment.cohort.enrollments.staying().count() == 1


def test_pausing_twice_at_once_is_written_once(enrollment):
    def pause(_):
        services.change_status(
            enrollment, to="paused", on=clock.today(), reason="New principal", by=None
        )

    at_once(pause, 3)

    assert EnrollmentChange.objects.filter(status="paused").count() == 1


def test_who_is_put_back_and_comes_back_at_once_has_one_place(team_membership):
    services.end_membership(team_membership, on=clock.today(), by=None)
    team, person = team_membership.team, team_membership.person

    def come_back(n):
        if n:
            services.restore_membership(team_membership, by=None)
        else:
            facts = {"role": "member", "job": "", "starts_on": clock.today()}
            services.add_member(team, person=person, by=None, **facts)

    at_once(come_back, 2)

    assert team.memberships.filter(person=person, ends_on=None).count() == 1
