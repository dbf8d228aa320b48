"""Interim, final and corrected figures of one survey, on stored counts."""

import pytest

from network.models import Activity
from surveys import jobs
from surveys.collection.models import Tally
from surveys.results import services
from surveys.results.models import Basis, Release
from surveys.results.refusals import InterimNotPossible, NotReleased
from tests.surveys.results.administrations import add_frame, administration, halves, released, tally

pytestmark = pytest.mark.django_db

CENTERS = {
    "A": {"D1": {"a1": (30, 60), "a2": (30, 60)}},
    "B": {"D2": {"b1": (60, 90), "b2": (45, 90)}},
    "C": {"D3": {"c1": (30, 60)}, "D4": {"c2": (40, 60)}},
}


def answer_more(units, name, count):
    """So many more answers of a school, half of them agreeing."""
    row = Tally.objects.get(unit=units[name])
    submitted = row.submitted + count
    row.delete()
    tally(units[name], submitted, {"IMC01": halves(submitted)})


def close(given):
    given.state, given.is_settled = "closed", True
    given.save()


@pytest.fixture
def open_one():
    return administration(state="open", is_settled=False)


def told(release):
    return {
        row.unit.name: row.base["submitted"]
        for row in release.units.select_related("unit")
        if row.base is not None
    }


def test_interim_figures_are_of_the_network_and_its_large_centers_only(open_one, state_admin):
    add_frame(open_one, CENTERS)

    release = services.release_interim(open_one, by=state_admin.person)

    assert told(release) == {"Network": 235, "A": 60, "B": 105, "C": 70}
    assert set(release.units.values_list("unit__kind", flat=True)) == {"network", "esc"}
    open_one.refresh_from_db()
    assert open_one.state == "open"


def test_interim_hides_centers_of_fewer_than_five_times_the_threshold(open_one):
    add_frame(open_one, {**CENTERS, "D": {"D5": {"d1": (49, 80)}}})

    assert told(services.release_interim(open_one, by=None)) == {"Network": 284, "B": 105, "C": 70}


def test_interim_never_shows_a_district_that_has_no_center(open_one):
    units = add_frame(open_one, CENTERS)
    units["D2"].parent = units["A"].parent
    units["D2"].save()
    units["B"].delete()

    shown = told(services.release_interim(open_one, by=None))

    assert "D2" not in shown
    assert shown["Network"] == 235


def test_interim_is_released_once(open_one):
    add_frame(open_one, CENTERS)

    first = services.release_interim(open_one, by=None)

    assert services.release_interim(open_one, by=None) == first
    assert Release.objects.count() == 1


def test_interim_waits_for_enough_answers(open_one):
    add_frame(open_one, {"A": {"D": {"s": (49, 60)}}})

    with pytest.raises(InterimNotPossible, match="Fewer than 50 answers are counted"):
        services.release_interim(open_one, by=None)
    assert not Release.objects.exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"state": "draft"}, "has not opened"),
        ({"state": "closed", "is_settled": True}, "Release the final figures"),
        ({"state": "open", "purpose": "convening"}, "released once"),
        ({"state": "released", "is_settled": True}, "final figures are released"),
    ],
)
def test_interim_is_for_surveys_that_are_not_counted_yet(fields, words):
    given = administration(**{"is_settled": False, **fields})
    add_frame(given, CENTERS)

    with pytest.raises(InterimNotPossible, match=words):
        services.release_interim(given, by=None)


def test_three_late_answers_stay_out_and_it_is_said_without_a_number(open_one):
    units = add_frame(open_one, CENTERS)
    interim = services.release_interim(open_one, by=None)
    answer_more(units, "a1", 3)
    answer_more(units, "b1", 12)
    close(open_one)

    final = released(open_one)

    assert told(interim)["A"] == told(final)["A"] == 60
    assert told(final)["a1"] == 30
    assert told(final)["B"] == 117
    assert told(final)["b1"] == 72
    assert (final.leaves_out_late, final.is_current, final.number) == (True, True, 2)
    interim.refresh_from_db()
    assert not interim.is_current


def test_enough_late_answers_come_in(open_one):
    units = add_frame(open_one, CENTERS)
    services.release_interim(open_one, by=None)
    answer_more(units, "a1", 12)
    close(open_one)

    final = released(open_one)

    assert told(final)["A"] == 72
    assert not final.leaves_out_late


def test_what_came_before_the_interim_is_forgotten_after_the_final_release(open_one):
    add_frame(open_one, CENTERS)
    interim = services.release_interim(open_one, by=None)
    assert Basis.objects.get().release == interim
    close(open_one)

    final = released(open_one)

    assert Basis.objects.get().release == final


def test_a_correction_needs_a_release():
    given = administration()

    with pytest.raises(NotReleased, match="Release them first"):
        services.request_correction(given, reason="A school was counted twice.", by=None)


def test_a_correction_of_enough_answers_is_published_and_the_old_figures_stay(state_admin):
    given = administration()
    units = add_frame(given, CENTERS)
    first = released(given)
    answer_more(units, "b1", -20)

    services.request_correction(given, reason="A school was counted twice.", by=state_admin.person)
    assert jobs.release_closed() == 1
    assert jobs.release_closed() == 0

    corrected = Release.objects.current().get()
    assert (corrected.kind, corrected.number) == ("correction", 2)
    assert corrected.reason == "A school was counted twice."
    assert corrected.released_by == state_admin.person
    assert told(corrected)["b1"] == 40
    assert told(first)["b1"] == 60
    given.refresh_from_db()
    assert given.correction_reason == ""


@pytest.mark.parametrize("change", [0, -1, -9])
def test_a_correction_of_few_answers_waits_in_the_same_words_as_one_of_none(change):
    given = administration()
    units = add_frame(given, CENTERS)
    released(given)
    answer_more(units, "b1", change)

    services.request_correction(given, reason="Two answers were doubled.", by=None)
    assert jobs.release_closed() == 0

    given.refresh_from_db()
    assert given.release_refusal.startswith("Nothing changed since the release, or fewer than 10")
    assert given.correction_reason == "Two answers were doubled."
    assert told(Release.objects.get())["b1"] == 60
    assert "9" not in Activity.objects.about(given).first().summary


def test_a_correction_that_waits_is_made_when_more_has_changed():
    given = administration()
    units = add_frame(given, CENTERS)
    released(given)
    answer_more(units, "b1", -4)
    services.request_correction(given, reason="Doubled answers.", by=None)
    jobs.release_closed()
    answer_more(units, "b1", -16)

    services.request_correction(given, reason="Doubled answers.", by=None)
    assert jobs.release_closed() == 1

    assert told(Release.objects.current().get())["b1"] == 40


def test_a_correction_after_a_correction_is_held_against_both():
    given = administration()
    units = add_frame(given, CENTERS)
    released(given)
    answer_more(units, "b1", -20)
    services.request_correction(given, reason="First.", by=None)
    jobs.release_closed()
    answer_more(units, "b1", 19)

    services.request_correction(given, reason="Second.", by=None)

    assert jobs.release_closed() == 0  # one answer fewer than in the first release


def test_late_answers_stay_out_of_a_correction_too(open_one):
    units = add_frame(open_one, CENTERS)
    services.release_interim(open_one, by=None)
    answer_more(units, "a1", 3)
    close(open_one)
    released(open_one)
    answer_more(units, "b1", -20)

    services.request_correction(open_one, reason="Doubled answers.", by=None)
    jobs.release_closed()

    corrected = Release.objects.current().get()
    assert corrected.kind == "correction"
    assert told(corrected)["A"] == 60
    assert corrected.leaves_out_late
