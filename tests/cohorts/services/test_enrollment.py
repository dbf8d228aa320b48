"""What becomes of a place in a cohort, and taking that back."""

import datetime as dt

import pytest

from cohorts import services
from cohorts.models import Enrollment, Offering
from cohorts.services.cohort import note_change
from cohorts.services.enrollment import begin_place
from core import clock
from network.models import Activity
from tests.factories.network import SchoolFactory

TODAY = clock.today


@pytest.fixture
def place(enrollment):
    note_change(enrollment, on=enrollment.starts_on, by=None)
    return enrollment


def become(place, to, reason="", on=None):
    return services.change_status(place, to=to, on=on or TODAY(), reason=reason, by=None)


def undo(place):
    return services.undo_change(place, change=place.changes.order_by("-pk")[0].pk, by=None)


def history(place):
    return [(change.status, change.reason) for change in place.changes.order_by("pk")]


def test_a_place_is_paused_goes_on_and_is_completed(place):
    become(place, "paused", "New principal")
    become(place, "active")
    done = become(place, "completed")

    assert (done.status, done.ends_on) == ("completed", TODAY())
    assert history(place) == [
        ("active", ""),
        ("paused", "New principal"),
        ("active", ""),
        ("completed", ""),
    ]


def test_the_same_status_twice_is_written_once(place):
    become(place, "paused", "New principal")
    become(place, "paused", "New principal")

    assert len(history(place)) == 2


@pytest.mark.parametrize("to", ["paused", "withdrawn"])
def test_pausing_and_leaving_need_a_reason(place, to):
    with pytest.raises(services.ReasonMissing):
        become(place, to, "  ")


def test_leaving_keeps_the_reason_and_coming_back_needs_a_free_place(place):
    Offering.objects.filter(pk=place.cohort.offering_id).update(capacity=1)
    left = become(place, "withdrawn", "Other plans")
    services.enroll(place.cohort, place=SchoolFactory(), by=None)

    assert (left.status, left.ends_on) == ("withdrawn", TODAY())
    assert history(place)[-1] == ("withdrawn", "Other plans")
    with pytest.raises(services.CohortFull):
        become(place, "active")


def test_only_what_follows_may_follow(place):
    become(place, "completed")

    with pytest.raises(services.CannotBecome, match="is completed in Riverside"):
        become(place, "paused", "Rest")


def test_a_day_after_the_cohort_or_before_the_last_change_is_refused(place):
    with pytest.raises(services.OutsideCohort, match="ends on June 30, 2035"):
        become(place, "completed", on=dt.date(2035, 7, 1))
    with pytest.raises(services.BeforeTheLast, match="August 1, 2025"):
        become(place, "completed", on=dt.date(2025, 7, 31))


def test_the_newest_change_is_taken_back_once(place):
    become(place, "paused", "New principal")
    newest = place.changes.order_by("-pk")[0].pk

    for _ in range(2):
        back = services.undo_change(place, change=newest, by=None)
        assert (back.status, history(place)) == ("active", [("active", "")])


def test_leaving_is_taken_back_with_the_first_day_it_had(place):
    become(place, "withdrawn", "Other plans")

    back = undo(place)

    assert (back.status, back.starts_on, back.ends_on) == ("active", place.starts_on, None)
    assert history(place) == [("active", "")]


def test_leaving_is_not_taken_back_once_the_place_is_given_away(place):
    Offering.objects.filter(pk=place.cohort.offering_id).update(capacity=1)
    become(place, "withdrawn", "Other plans")
    services.enroll(place.cohort, place=SchoolFactory(), by=None)

    with pytest.raises(services.CohortFull):
        undo(place)
    assert Enrollment.objects.get(pk=place.pk).status == "withdrawn"


def test_an_older_change_is_not_taken_back(place):
    become(place, "paused", "New principal")
    paused = place.changes.order_by("-pk")[0].pk
    become(place, "active")

    with pytest.raises(services.ChangedSince):
        services.undo_change(place, change=paused, by=None)


def test_each_change_is_in_the_log_of_the_cohort(place):
    become(place, "paused", "New principal")

    summaries = [row.summary for row in Activity.objects.about(place.cohort)]
    assert summaries == ["Kettle School: paused in Riverside."]


def test_a_place_that_left_before_its_first_day_does_not_begin(place):
    Enrollment.objects.filter(pk=place.pk).update(status="accepted")
    become(place, "withdrawn", "Too much at once")

    assert not begin_place(place, on=TODAY())
    place.refresh_from_db()
    assert place.status == "withdrawn"
