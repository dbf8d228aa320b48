import pytest
from django.urls import reverse

from network.models import Activity, Alignment, Organization, StatusEvent
from network.services import organizations
from tests.network.views.asking import address, said, typed


def test_specialist_edits_contact_details_and_nothing_else(signed_in, specialist, school):
    client = signed_in(specialist)
    url = address("organization-edit", school)
    form = client.get(url).context["form"]

    client.post(url, {**typed(form), "phone": "614-555-0100", "name": "Mine", "status": "closed"})

    school.refresh_from_db()
    assert "name" not in form.fields
    assert (school.phone, school.name, school.status) == ("614-555-0100", "Kettle School", "open")
    assert school.edited_by_hand == ["phone"]


def test_administrator_edits_everything_and_leading_zeros_stay(
    signed_in, state_admin, school, other_district
):
    client = signed_in(state_admin)
    url = address("organization-edit", school)
    form = client.get(url).context["form"]
    changed = {"name": "Kettle Run", "irn": "000043", "agency": other_district.pk}

    answer = client.post(url, {**typed(form), **changed})

    school.refresh_from_db()
    assert (answer.status_code, said(answer)) == (302, ["Kettle Run saved."])
    assert (school.name, school.irn, school.agency_id) == (
        "Kettle Run",
        "000043",
        other_district.pk,
    )
    line = Activity.objects.about(school).get()
    assert line.actor == state_admin.person
    assert {change["label"]: (change["old"], change["new"]) for change in line.changes} == {
        "Name": ("Kettle School", "Kettle Run"),
        "IRN": ("000042", "000043"),
        "Agency": ("Fallow Local", "Gull Local"),
    }


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("irn", "42", "An IRN has six digits, leading zeros included."),
        ("irn", "990208", "Gull School has this IRN. Check the digits."),
        ("nces_id", "12", "An NCES id has seven digits, a school's twelve."),
        ("postal_code", "4580", "A ZIP code has five digits, or nine: 45801-1234."),
        ("name", "", "This field is required."),
    ],
)
def test_what_cannot_be_so_is_refused_in_words(
    signed_in, state_admin, school, other_school, field, value, complaint
):
    client = signed_in(state_admin)
    url = address("organization-edit", school)
    form = client.get(url).context["form"]

    answer = client.post(url, {**typed(form), field: value})

    assert answer.context["form"].errors == {field: [complaint]}
    assert not Activity.objects.about(school).exists()


def test_stale_form_says_whose_change_stands_and_keeps_what_was_typed(
    signed_in, state_admin, specialist, school
):
    client = signed_in(specialist)
    url = address("organization-edit", school)
    form = client.get(url).context["form"]
    organizations.edit_organization(school, values={"phone": "111"}, by=state_admin.person)

    late = client.post(url, {**typed(form), "phone": "222"})

    [message] = late.context["form"].errors["__all__"]
    assert message.startswith("Renata StateAdmin changed Kettle School on ")
    assert "Phone is now “111”" in message
    assert late.context["form"]["phone"].value() == "222"
    school.refresh_from_db()
    assert school.phone == "111"

    client.post(url, typed(late.context["form"]))

    school.refresh_from_db()
    assert school.phone == "222"


def test_form_sent_twice_changes_nothing_the_second_time(signed_in, state_admin, school):
    client = signed_in(state_admin)
    url = address("organization-edit", school)
    body = {**typed(client.get(url).context["form"]), "name": "Kettle Run"}

    answers = [client.post(url, body) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Activity.objects.about(school).count() == 1
    assert StatusEvent.objects.filter(organization=school).count() == 1


def test_school_is_added_below_its_district(signed_in, state_admin, district):
    client = signed_in(state_admin)
    url = reverse("network:organization-new", args=["school"]) + f"?below={district.pk}"
    form = client.get(url).context["form"]

    for _ in range(2):
        client.post(url, {**typed(form), "name": "Bell School", "irn": "000077"})

    school = Organization.objects.get(name="Bell School").school
    assert (school.agency_id, school.irn, school.status) == (district.pk, "000077", "new")


def test_district_is_added_below_its_center(signed_in, state_admin, center):
    client = signed_in(state_admin)
    url = reverse("network:organization-new", args=["district"]) + f"?below={center.pk}"
    form = client.get(url).context["form"]

    client.post(url, {**typed(form), "name": "Bell Local"})

    assert Alignment.objects.get(district__name="Bell Local").service_center_id == center.pk


def test_no_other_kind_can_be_added(signed_in, state_admin):
    url = reverse("network:organization-new", args=["planet"])

    assert signed_in(state_admin).get(url).status_code == 404
