import datetime as dt

import pytest
from django.urls import reverse

from convenings.models import ExportLayout
from core import clock
from network.models import Activity
from tests.factories.convenings import AttendanceFactory, ConveningFactory, SessionFactory
from tests.factories.hours import ExportLayoutFactory

PAGE = reverse("convenings:hours-export")
FILE = reverse("convenings:hours-csv")
NEW = reverse("convenings:layout-new")
FEBRUARY = {"first": "2024-02-01", "last": "2024-02-29"}
LAYOUT = {"name": "State system", "place_hours": "1", "place_email": "2", "heading_hours": "CEU"}


@pytest.fixture
def held(cohort):
    convening = ConveningFactory(cohort=cohort, number=4)
    return SessionFactory(convening=convening, starts_at=clock.on_day(dt.date(2024, 2, 13)))


def lines(answer):
    return b"".join(answer).decode().lstrip("\ufeff").splitlines()


def test_a_period_is_shown_and_downloaded_in_a_layout(held, layout, specialist, signed_in):
    AttendanceFactory(session=held, person__last_name="=Lovell", person__first_name="Ada")
    client = signed_in(specialist)
    asked = {**FEBRUARY, "layout": layout.pk}

    page = client.get(PAGE, asked).text

    assert "1 line of 1 person" in page
    assert "<td>=Lovell</td>" in page
    assert lines(client.get(FILE, asked)) == ["Last,First,Contact hours", "'=Lovell,Ada,6.00"]
    assert Activity.objects.filter(kind=Activity.Kind.EXPORT).count() == 1


def test_one_convening_needs_no_days(held, specialist, signed_in):
    AttendanceFactory(session=held)

    answer = signed_in(specialist).get(FILE, {"convening": held.convening.pk})

    assert len(lines(answer)) == 2
    assert Activity.objects.about(held.convening).get().verb == "exported"


def test_hours_of_other_centers_are_neither_shown_nor_named(
    held, other_convening, specialist, signed_in
):
    elsewhere = SessionFactory(
        convening=other_convening, starts_at=clock.on_day(dt.date(2024, 2, 14))
    )
    AttendanceFactory(session=elsewhere)
    client = signed_in(specialist)

    assert len(lines(client.get(FILE, FEBRUARY))) == 1
    asked = client.get(PAGE, {"convening": other_convening.pk})
    assert asked.status_code == 422
    assert "Learner Driven" not in asked.text


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"layout": ""}, "Enter a day, or choose a convening"),
        ({"first": "2024-02-29", "last": "2024-02-01"}, "not before the first"),
        ({"first": "30 Feb", "last": "2024-02-01"}, "Enter a valid date"),
        ({**FEBRUARY, "layout": "x"}, "Select a valid choice"),
    ],
)
def test_faults_of_what_is_asked_are_worded(asked, complaint, specialist, signed_in):
    client = signed_in(specialist)

    page = client.get(PAGE, asked)

    assert page.status_code == 422
    assert complaint in page.text
    assert client.get(FILE, asked).url.startswith(f"{PAGE}?")


def test_a_layout_is_looked_at_before_it_is_saved(specialist, signed_in):
    client = signed_in(specialist)

    page = client.post(NEW, {**LAYOUT, "preview": "yes"}).text

    assert '<th scope="col">CEU</th><th scope="col">E-mail</th>' in page
    assert "Not saved yet" in page
    assert not ExportLayout.objects.exists()

    client.post(NEW, LAYOUT)
    layout = ExportLayout.objects.get()
    assert (layout.columns, layout.headings) == (["hours", "email"], ["CEU", "E-mail"])


def test_a_layout_without_columns_or_with_a_name_in_use_is_refused(layout, specialist, signed_in):
    client = signed_in(specialist)

    empty = client.post(NEW, {"name": "Empty", "heading_hours": "CEU"})
    same = client.post(NEW, {**LAYOUT, "name": layout.name})

    assert (empty.status_code, same.status_code) == (422, 422)
    assert "Give at least one column a place" in empty.text
    assert 'value="CEU"' in empty.text
    assert "Choose another name" in same.text


def test_columns_of_a_layout_are_put_in_another_order(layout, specialist, signed_in):
    address = reverse("convenings:layout-change", args=[layout.pk])
    facts = {"name": layout.name, "place_hours": "1", "place_last_name": "2"}

    signed_in(specialist).post(address, facts)

    layout.refresh_from_db()
    assert (layout.columns, layout.headings) == (
        ["hours", "last_name"],
        ["Contact hours", "Last name"],
    )


def test_the_rule_of_certificates_is_changed_on_the_page_of_the_convening(
    held, specialist, signed_in
):
    address = reverse("convenings:hours", args=[held.convening.pk])
    client = signed_in(specialist)

    wrong = client.post(address, {"least_share": "120", "needs_feedback": "on"})
    assert (wrong.status_code, 'value="120"' in wrong.text) == (422, True)

    client.post(address, {"least_share": "90"})
    held.convening.refresh_from_db()
    assert (held.convening.least_share, held.convening.needs_feedback) == (90, False)


@pytest.mark.parametrize("how_many", [1, 10])
def test_pages_take_the_same_queries_for_any_number(
    how_many, held, specialist, signed_in, django_assert_num_queries
):
    for _ in range(how_many):
        AttendanceFactory(session=held)
        ExportLayoutFactory()
    client = signed_in(specialist)
    client.get(PAGE, FEBRUARY)

    # user, person, grants; layouts twice and mine; convenings, marks
    with django_assert_num_queries(8):
        client.get(PAGE, FEBRUARY)
    with django_assert_num_queries(13):  # the head of the convening; dosage, teams, marks
        client.get(reverse("convenings:hours", args=[held.convening.pk]))
