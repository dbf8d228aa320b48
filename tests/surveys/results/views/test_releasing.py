"""The operator's pages of releases."""

import pytest
from django.urls import reverse

from surveys import jobs
from surveys.results import services
from surveys.results.models import Release
from tests.surveys.results.administrations import add_frame, administration, released, tally

pytestmark = pytest.mark.django_db

FRAME = {
    "A": {"D1": {"a1": (30, 61), "a2": (30, 62)}},
    "B": {"D2": {"b1": (60, 93), "b2": (7, 7919), "b3": (12, 92)}},
}


def address(name, given, *more):
    return reverse(f"surveys:{name}", args=[given.pk, *more])


@pytest.fixture
def admin(signed_in, state_admin):
    return signed_in(state_admin)


@pytest.fixture
def viewer(signed_in, state_viewer):
    return signed_in(state_viewer)


@pytest.fixture
def closed_one():
    given = administration()
    add_frame(given, FRAME)
    return given


def text(response):
    return " ".join(response.content.decode().split())


def test_preview_tells_how_many_places_are_hidden_at_each_level(admin, closed_one):
    page = text(admin.get(address("release-preview", closed_one)))

    school = page[page.index(">School<") :]
    assert '"In the frame" class="pl-num">5<' in school
    assert '"Shown" class="pl-num">3<' in school
    assert '"Hidden" class="pl-num">2<' in school
    assert "Release figures" in page


def test_preview_names_no_hidden_place_and_none_of_its_numbers(admin, closed_one):
    units = {unit.name: unit for unit in closed_one.units.all()}
    closed_one.tallies.filter(unit=units["b2"]).delete()
    tally(units["b2"], 9, {"IMC01": (0, 9, 0, 0, 0)})

    page = text(admin.get(address("release-preview", closed_one)))

    assert "b2" not in page
    assert "7919" not in page


@pytest.mark.parametrize("before", [0, 3, 9])
def test_preview_is_the_same_whatever_a_hidden_place_has(admin, closed_one, before):
    units = {unit.name: unit for unit in closed_one.units.all()}
    first = admin.get(address("release-preview", closed_one), headers={"HX-Request": "true"})
    closed_one.tallies.filter(unit=units["b2"]).delete()
    if before:
        tally(units["b2"], before, {"IMC01": (0, before, 0, 0, 0)})

    then = admin.get(address("release-preview", closed_one), headers={"HX-Request": "true"})

    assert table_of(first) == table_of(then)


def table_of(response):
    page = text(response)
    return page[page.index("<table") : page.index("</table>")]


@pytest.mark.parametrize("fields", [{"state": "open"}, {"state": "closed"}])
def test_there_is_no_preview_before_every_answer_is_counted(admin, fields):
    given = administration(is_settled=False, **fields)
    add_frame(given, FRAME)

    page = text(admin.get(address("release-preview", given)))

    assert "every answer is counted" in page
    assert "<table" not in page


def test_operator_releases_and_sees_how_far_it_has_come(admin, closed_one):
    assert "What will be hidden" in text(admin.get(address("releasing", closed_one)))
    admin.post(address("release", closed_one))

    waiting = text(admin.get(address("releasing", closed_one)))
    assert "Figures are on their way" in waiting
    assert 'hx-trigger="every 2s"' in waiting
    jobs.release_closed()

    piece = text(admin.get(address("releasing", closed_one), headers={"HX-Request": "true"}))
    assert "The figures are released" in piece
    assert "every 2s" not in piece
    assert "Correct the figures" in text(admin.get(address("releasing", closed_one)))


def test_figures_can_be_asked_for_before_all_is_counted(admin):
    given = administration(is_settled=False)
    add_frame(given, FRAME)
    assert "Release as soon as all is counted" in text(admin.get(address("releasing", given)))

    answer = admin.post(address("release", given), follow=True)

    assert "Figures are on their way" in text(answer)
    assert "Release as soon as" not in text(answer)


def test_interim_is_offered_while_open_and_once(admin):
    given = administration(state="open", is_settled=False)
    add_frame(given, FRAME)
    page = text(admin.get(address("releasing", given)))
    assert "service centers with 50 answers or more" in page

    answer = admin.post(address("interim", given), follow=True)

    assert "The interim figures are released." in text(answer)
    assert "Release interim figures" not in text(answer)
    assert "Interim release 1" in text(answer)


def test_interim_of_too_few_says_what_it_waits_for(admin):
    given = administration(state="open", is_settled=False)
    add_frame(given, {"A": {"D": {"s": (12, 60)}}})

    answer = admin.post(address("interim", given), follow=True)

    assert "Fewer than 50 answers are counted so far" in text(answer)


def test_a_correction_needs_a_reason(admin, closed_one):
    released(closed_one)

    answer = admin.post(address("correct", closed_one), {"reason": " "})

    assert answer.status_code == 422
    assert "Say what is corrected." in text(answer)


def test_a_correction_that_waits_says_so(admin, closed_one):
    released(closed_one)
    admin.post(address("correct", closed_one), {"reason": "Doubled answers."})
    jobs.release_closed()

    page = text(admin.get(address("releasing", closed_one)))

    assert "The correction waits" in page
    assert "Doubled answers." in page
    assert "Ask again" in page


def test_figures_that_were_replaced_stay_at_their_address(viewer, closed_one):
    released(closed_one)
    old = Release.objects.get()
    unit = closed_one.units.get(name="b1")
    closed_one.tallies.filter(unit=unit).delete()
    tally(unit, 40, {"IMC01": (0, 20, 0, 20, 0)})
    services.request_correction(closed_one, reason="Doubled answers.", by=None)
    jobs.release_closed()

    before = text(viewer.get(address("release-at-unit", closed_one, old.number, unit.pk)))
    after = text(viewer.get(address("release-at-unit", closed_one, 2, unit.pk)))

    assert "60 of 93 answered" in before
    assert "Newer figures have taken the place of these" in before
    assert "40 of 93 answered" in after
    assert "Doubled answers." in after
    assert "Doubled answers." in text(viewer.get(address("results", closed_one)))


def test_a_hidden_place_is_hidden_in_old_releases_too(viewer, closed_one):
    released(closed_one)

    page = text(viewer.get(address("release-at-unit", closed_one, 1, unit_of(closed_one, "b2"))))

    assert "hidden: fewer than 10 here or beside it" in page


def unit_of(given, name):
    return given.units.get(name=name).pk


def test_a_list_of_places_costs_as_many_queries_as_a_longer_one(
    viewer, django_assert_max_num_queries
):
    short, long = (administration() for _ in range(2))
    add_frame(short, {"A": {"D1": {"a1": (30, 60)}}})
    add_frame(long, {f"C{n}": {f"D{n}": {f"s{n}": (30, 60)}} for n in range(12)})
    counts = []
    for given in (short, long):
        released(given)
        viewer.get(address("release-at", given, 1))
        with django_assert_max_num_queries(14) as queries:
            viewer.get(address("release-at", given, 1))
        counts.append(len(queries))

    assert counts[0] == counts[1]
