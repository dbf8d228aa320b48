"""Administrations that are not as they should be: each has an outcome, and words for it."""

import pytest
from django.urls import reverse

from core import clock
from network.models import Activity
from surveys import jobs
from surveys.collection.models import Administration, FrameUnit
from surveys.collection.refusals import NotOpen
from surveys.collection.services import extend_administration, open_administration, request_release
from surveys.instruments.models import Item
from surveys.results import services
from surveys.results.engine.figures import cell_of
from surveys.results.models import Release
from tests.surveys.collection.test_at_once import at_once
from tests.surveys.results.administrations import (
    TIME,
    add_frame,
    administration,
    instrument_version,
    network_unit,
    released,
    tally,
)

pytestmark = pytest.mark.django_db


def told(release):
    return {
        row.unit.name: row.base["submitted"]
        for row in release.units.select_related("unit")
        if row.base is not None
    }


def asked_for(given):
    """As the operator asks and the job answers."""
    request_release(given, by=None)
    jobs.release_closed()
    given.refresh_from_db()
    return given


def page_of(client, given, name="results"):
    return " ".join(
        client.get(reverse(f"surveys:{name}", args=[given.pk])).content.decode().split()
    )


@pytest.fixture
def viewer(signed_in, state_viewer):
    return signed_in(state_viewer)


@pytest.fixture
def admin(signed_in, state_admin):
    return signed_in(state_admin)


def test_one_school_with_enough_answers_shows_the_same_at_every_level():
    given = administration()
    add_frame(given, {"A": {"D": {"s": (30, 40)}}})

    assert told(released(given)) == {"Network": 30, "A": 30, "D": 30, "s": 30}


def test_one_school_with_too_few_answers_is_hidden_up_to_the_network(viewer):
    given = administration()
    add_frame(given, {"A": {"D": {"s": (9, 40)}}})

    assert told(released(given)) == {}
    assert "Why these figures are hidden" in page_of(viewer, given)
    assert "fewer than 10 here or beside it" in page_of(viewer, given)


def test_nobody_answering_is_released_as_hidden_and_the_operator_knows_before(admin):
    given = administration()
    units = add_frame(given, {"A": {"D": {"s": (0, 40), "t": (0, 50)}}})
    given.tallies.filter(unit__in=units.values()).delete()

    before = page_of(admin, given, "release-preview")

    assert "Too few people answered for any figure" in before
    assert told(released(given)) == {}
    assert "Why these figures are hidden" in page_of(admin, given)


def test_more_answers_than_expected_people_are_told_as_they_are_without_a_range(viewer):
    """The frame was set too low; it is fixed, and nobody knows what the right one was."""
    given = administration()
    add_frame(given, {"A": {"D": {"s": (30, 25), "t": (40, 50)}}})

    release = released(given)

    school = release.units.get(unit__name="s")
    assert (school.base["rate"], school.base["submitted"]) == (120, 30)
    assert cell_of(school.items["IMC01"]).low is None
    page = viewer.get(reverse("surveys:results-unit", args=[given.pk, school.unit_id]))
    assert "More people answered than were expected here" in page.content.decode()
    assert "More people answered" not in page_of(viewer, given)


def test_answers_of_a_place_without_a_frame_hold_the_release_back_and_name_the_place(admin):
    given = administration()
    units = add_frame(given, {"A": {"D": {"s": (30, 40)}, "E": {"lost": (12, 0)}}})
    assert units["lost"].staff == 0

    asked_for(given)

    assert given.release_refusal == "lost|school has answers but is no leaf with a frame."
    assert not Release.objects.exists()
    assert "has answers but is no leaf with a frame" in page_of(admin, given, "releasing")
    assert "Nothing was published" in page_of(admin, given, "releasing")
    assert "lost" not in Activity.objects.about(given).first().summary


def test_a_place_without_frame_and_answers_is_absent():
    given = administration()
    units = add_frame(given, {"A": {"D": {"s": (30, 40)}, "E": {"empty": (0, 0)}}})
    given.tallies.filter(unit=units["empty"]).delete()

    release = released(given)

    assert not release.units.filter(unit__name__in=["E", "empty"]).exists()


def test_a_school_that_moved_during_the_window_stays_where_it_was_when_it_opened(
    school, other_district, center, district
):
    given = administration(state="open", is_settled=False)
    places = {"Maple ESC": center, "Fallow Local": district, "Kettle School": school}
    frame = {"Maple ESC": {"Fallow Local": {"Kettle School": (30, 40), "Gull School": (30, 40)}}}
    add_frame(given, frame, places)

    school.district = other_district
    school.save()
    given.state, given.is_settled = "closed", True
    given.save()

    release = released(given)
    row = release.units.get(unit__name="Kettle School")
    assert row.unit.parent.name == "Fallow Local"
    assert told(release)["Fallow Local"] == 60


def test_a_school_asked_in_two_places_of_one_frame_is_refused_by_the_database():
    given = administration()
    units = add_frame(given, {"A": {"D": {"s": (30, 40)}}})

    with pytest.raises(Exception, match="frame_unit_once"):
        FrameUnit.objects.create(
            administration=given, kind="school", key="s", name="s", parent=units["A"], staff=3
        )


def test_released_twice_there_is_one_release_and_one_line_in_the_log():
    given = administration()
    add_frame(given, {"A": {"D": {"s": (30, 40)}}})

    first = released(given)
    given.refresh_from_db()
    assert released(given) == first
    asked_for(given)

    assert Release.objects.count() == 1
    assert Activity.objects.about(given).filter(verb="released").count() == 1


@pytest.mark.parametrize("turn", [open_administration, extend_administration])
def test_a_released_survey_is_not_opened_again_and_its_figures_stay(turn):
    given = administration()
    add_frame(given, {"A": {"D": {"s": (30, 40)}}})
    before = told(released(given))
    given.refresh_from_db()
    more = {"closes_at": clock.now()} if turn is extend_administration else {}

    with pytest.raises(NotOpen, match="has closed and cannot be"):
        turn(given, by=None, **more)

    given.refresh_from_db()
    assert given.state == Administration.State.RELEASED
    assert told(Release.objects.get()) == before


def test_an_item_withdrawn_from_the_next_form_stays_in_the_figures_that_asked_it(viewer):
    """Items of a form that was asked are fixed; the next version may leave one out."""
    first = instrument_version({**TIME, "IMC02": ("A5", "Colleagues help me.")})
    given = administration(first)
    add_frame(given, {"A": {"D": {"s": (30, 40)}}})
    released(given)
    later = administration(instrument_version(TIME), title="The next wave")
    add_frame(later, {"A": {"D": {"s": (30, 40)}}})
    released(later)

    assert "IMC02" in page_of(viewer, given)
    assert "IMC02" not in page_of(viewer, later)
    assert [item["code"] for item in given.releases.get().items] == ["IMC01", "IMC02"]


def test_an_item_that_lost_its_row_keeps_its_released_figures(viewer):
    version = instrument_version({**TIME, "IMC02": ("A5", "Colleagues help me.")})
    given = administration(version)
    add_frame(given, {"A": {"D": {"s": (30, 40)}}})
    released(given)

    Item.objects.filter(code="IMC02").delete()

    assert "IMC02" in page_of(viewer, given)


def test_an_option_never_chosen_is_a_bar_of_nothing_and_no_gap():
    given = administration()
    add_frame(given, {"A": {"D": {"s": (30, 40)}}}, options=lambda n: (0, n - 8, 0, 8, 0))

    cell = cell_of(released(given).units.get(unit__name="s").items["IMC01"])
    assert cell.counts == [0, 22, 0, 8, 0]
    assert cell.labels == [0, 73, 0, 27, 0]
    assert sum(cell.labels) == 100


def test_an_item_that_nobody_answered_hides_what_rests_on_it():
    """Core items share one pattern: the item with least answers decides for all."""
    given = administration(instrument_version({**TIME, "IMC02": ("A5", "Colleagues help me.")}))
    units = add_frame(given, {"A": {"D": {"s": (0, 40), "t": (0, 50)}}})
    for unit in (units["s"], units["t"]):
        given.tallies.filter(unit=unit).delete()
        tally(unit, 30, {"IMC01": (0, 15, 0, 15, 0)})

    assert told(released(given)) == {}


@pytest.mark.parametrize(
    ("threshold", "shown"),
    [
        (5, {"Network": 72, "A": 72, "D": 72, "s": 40, "t": 25, "u": 7}),
        (10, {"Network": 72, "A": 72, "D": 72, "s": 40}),
        (30, {"Network": 72, "A": 72, "D": 72, "s": 40}),
    ],
)
def test_the_threshold_of_a_survey_decides_what_it_shows(threshold, shown, viewer):
    given = administration(threshold=threshold)
    add_frame(given, {"A": {"D": {"s": (40, 60), "t": (25, 30), "u": (7, 12)}}})

    release = released(given)

    assert told(release) == shown
    assert (release.threshold, release.unanimity_below) == (threshold, 2 * threshold)
    hidden = release.units.get(unit__name="u").unit_id
    page = viewer.get(reverse("surveys:results-unit", args=[given.pk, hidden])).content.decode()
    assert (f"fewer than {threshold} here or beside it" in page) is ("u" not in shown)


@pytest.mark.parametrize("threshold", [4, 0])
def test_a_threshold_below_five_is_refused_by_the_database(threshold):
    with pytest.raises(Exception, match="administration_threshold_at_least_5"):
        administration(threshold=threshold)


def test_a_withdrawn_answer_changes_no_published_figure():
    given = administration(state="open", is_settled=False, mode="confidential")
    units = add_frame(given, {"A": {"D": {"s": (60, 80), "t": (70, 90)}}})
    interim = services.release_interim(given, by=None)
    before = told(interim)
    given.tallies.filter(unit=units["s"]).delete()
    tally(units["s"], 59, {"IMC01": (0, 30, 0, 29, 0)})
    given.state, given.is_settled = "closed", True
    given.save()

    assert told(interim) == before
    assert told(released(given))["A"] == before["A"]


def test_a_survey_without_any_frame_is_released_empty_and_says_so(admin):
    given = administration()
    network_unit(given)

    assert "Too few people answered for any figure" in page_of(admin, given, "release-preview")
    assert told(released(given)) == {}


def test_a_center_without_districts_and_a_district_without_schools_are_absent():
    given = administration()
    add_frame(given, {"A": {"D": {"s": (30, 40)}}, "B": {}})

    assert "B" not in told(released(given))


@pytest.mark.django_db(transaction=True)
def test_two_who_release_at_once_make_one_release():
    given = administration()
    add_frame(given, {"A": {"D": {"s": (30, 40)}}})

    made = at_once(
        lambda _: services.release_administration(Administration.objects.get(), by=None).pk, 3
    )

    assert len(set(made)) == 1
    assert Release.objects.count() == 1
