import datetime as dt

import pytest
from django.contrib.messages import get_messages

from core import clock
from network.models import Alignment, SupportAssignment
from network.services import relations
from tests.network.views.asking import TODAY, address, typed


@pytest.fixture
def _march():
    with clock.at(clock.on_day(TODAY)):
        yield


@pytest.mark.usefixtures("_march")
def test_realignment_begins_on_july_1_unless_another_day_is_chosen(
    signed_in, state_admin, district, other_center
):
    client = signed_in(state_admin)
    url = address("align", district)
    form = client.get(url).context["form"]

    answer = client.post(url, {**typed(form), "service_center": other_center.pk})

    made = Alignment.objects.get(service_center=other_center)
    assert made.starts_on == dt.date(2026, 7, 1)
    [message] = get_messages(answer.wsgi_request)
    assert str(message) == "Aligned with Lakebend ESC from July 1, 2026."

    client.post(message.extra_tags)

    assert list(district.alignments.values_list("ends_on", flat=True)) == [None]


@pytest.mark.usefixtures("_march")
def test_clash_of_alignments_is_told_in_words(signed_in, state_admin, district, other_center):
    relations.align(district, service_center=other_center, starts_on=dt.date(2026, 7, 1), by=None)
    body = {"service_center": other_center.pk, "starts_on": "2026-05-01"}

    answer = signed_in(state_admin).post(address("align", district), body)

    [message] = answer.context["form"].errors["__all__"]
    assert message.startswith("Fallow Local is aligned with Maple ESC from July 1, 2021.")


def test_alignment_with_the_same_center_is_not_cut_in_two(signed_in, state_admin, district, center):
    body = {"service_center": center.pk, "starts_on": "2026-07-01"}

    answer = signed_in(state_admin).post(address("align", district), body)

    assert answer.context["form"].errors == {
        "service_center": ["Fallow Local is aligned with Maple ESC then."]
    }
    assert district.alignments.count() == 1


def test_alignment_from_the_first_day_there_is_is_a_typing_error(
    signed_in, state_admin, district, other_center
):
    body = {"service_center": other_center.pk, "starts_on": "0001-01-01"}

    answer = signed_in(state_admin).post(address("align", district), body)

    assert answer.context["form"].errors == {"starts_on": ["Choose a day between 1800 and 2200."]}


def test_alignment_ends_on_the_day_that_was_typed(signed_in, state_admin, district):
    alignment = district.alignments.get()
    client = signed_in(state_admin)

    early = client.post(address("alignment-end", alignment), {"on": "2020-01-01"})
    client.post(address("alignment-end", alignment), {"on": "2026-06-30"})

    assert early.context["form"].errors == {
        "on": ["It began on July 1, 2021. Choose that day or a later one."]
    }
    alignment.refresh_from_db()
    assert alignment.ends_on == dt.date(2026, 6, 30)


def test_director_assigns_a_specialist_they_know(
    signed_in, esc_director, specialist, outsider, school
):
    client = signed_in(esc_director)
    url = address("support-assign", school)
    form = client.get(url).context["form"]
    body = {**typed(form), "specialist": specialist.person.pk}

    for _ in range(2):
        client.post(url, body)

    assert [str(person) for person in form.fields["specialist"].queryset] == ["Dana Specialist"]
    support = SupportAssignment.objects.get()
    assert (support.specialist, support.organization_id) == (specialist.person, school.pk)


def test_support_ends_on_the_day_that_was_typed(signed_in, esc_director, support_assignment):
    signed_in(esc_director).post(address("support-end", support_assignment), {"on": "2026-06-30"})

    support_assignment.refresh_from_db()
    assert support_assignment.ends_on == dt.date(2026, 6, 30)
