import pytest
from django.urls import reverse

from core import clock
from network.models import Activity
from network.roles import Role
from tests.factories.network import (
    PersonFactory,
    PersonWithAccountFactory,
    RoleGrantFactory,
    SavedViewFactory,
)
from tests.sheets import rows_of_xlsx

PEOPLE = "network:people"


def page_of(client, **query):
    return client.get(reverse(PEOPLE), query)


def names(client, **query):
    return [str(person) for person, _ in page_of(client, **query).context["lines"]]


def csv_text(client, **query):
    answer = client.get(reverse(f"{PEOPLE}-csv"), query)
    return b"".join(answer.streaming_content).decode("utf-8-sig")


def xlsx_rows(client, **query):
    answer = client.get(reverse(f"{PEOPLE}-xlsx"), query)
    return rows_of_xlsx(b"".join(answer.streaming_content))


@pytest.fixture
def staff(school, other_school):
    """Somebody at Kettle School, and a namesake at Gull School."""
    PersonFactory(first_name="José", last_name="Muñoz", organization=school, job_title="Teacher")
    PersonFactory(first_name="Josefa", last_name="Munoz", organization=other_school)


def test_a_specialist_finds_nobody_of_another_center_in_any_way(signed_in, specialist, staff):
    client = signed_in(specialist)

    for query in ({}, {"q": "munoz"}, {"q": "munzo"}, {"q": "josefa"}, {"sort": "-organization"}):
        found = [
            *names(client, **query),
            csv_text(client, **query),
            str(xlsx_rows(client, **query)),
        ]
        assert "Josefa" not in "".join(found)
    assert names(client, q="munoz") == ["José Muñoz"]


def test_the_list_is_narrowed_by_role_center_and_account(
    signed_in, state_admin, specialist, center, staff
):
    PersonFactory(first_name="Ada", last_name="Gone", mail_refused_at=clock.now())
    client = signed_in(state_admin)

    assert names(client, role=Role.SPECIALIST) == ["Dana Specialist"]
    assert names(client, role="none") == ["Ada Gone", "Josefa Munoz", "José Muñoz"]
    assert names(client, center=center.pk) == ["José Muñoz"]
    assert names(client, account="yes") == ["Dana Specialist", "Renata StateAdmin"]
    assert names(client, account="refused") == ["Ada Gone"]
    assert names(client, account="no", q="munoz jose") == ["Josefa Munoz", "José Muñoz"]


def test_a_role_that_ended_is_neither_shown_nor_found(signed_in, state_admin, center):
    over = RoleGrantFactory(role=Role.SPECIALIST, organization=center, ends_on="2022-06-30")
    client = signed_in(state_admin)

    assert names(client, role=Role.SPECIALIST) == []
    line = next(cells for row, cells in page_of(client).context["lines"] if row == over.person)
    assert line[1].text == ""


@pytest.mark.parametrize("query", [{}, {"sort": "-roles"}, {"q": "munzo", "columns": "phone"}])
def test_files_hold_exactly_what_is_shown_and_the_log_says_who_took_them(
    signed_in, state_admin, specialist, staff, query
):
    client = signed_in(state_admin)
    page = page_of(client, **query)

    shown = [[cell.text for cell in cells] for _, cells in page.context["lines"]]

    head = [head.label for head in page.context["listing"].heads]
    assert xlsx_rows(client, **query) == [head, *shown]
    lines = csv_text(client, **query).splitlines()
    assert lines == [",".join(row) for row in [head, *shown]]
    taken = Activity.objects.filter(kind=Activity.Kind.EXPORT)
    assert [line.actor for line in taken] == [state_admin.person] * 2
    assert f"{len(shown)} people" in taken[0].summary


def test_a_null_character_in_the_address_of_a_file_is_a_space_in_the_log(signed_in, state_admin):
    answer = signed_in(state_admin).get(reverse("network:people-csv"), {"q": "a\0b"})

    assert answer.status_code == 200
    assert "a b" in Activity.objects.get(kind="export").summary


@pytest.mark.parametrize("name", ["network:people-csv", "network:people-xlsx"])
def test_nobody_takes_people_out_without_a_recent_proof(client, state_admin, staff, name):
    client.force_login(state_admin)

    answer = client.get(reverse(name))

    assert answer.status_code == 302
    assert not Activity.objects.filter(kind=Activity.Kind.EXPORT).exists()


def test_a_name_that_is_a_formula_is_text_in_both_files(signed_in, state_admin):
    PersonFactory(first_name="=cmd|'/C calc'!A0", last_name="x")
    client = signed_in(state_admin)

    assert "'=cmd|" in csv_text(client, columns="name")
    assert any(row[0].startswith("=cmd|") for row in xlsx_rows(client, columns="name"))


def test_aliases_of_merged_people_are_not_listed(signed_in, state_admin):
    kept = PersonFactory(last_name="Kept")
    PersonFactory(last_name="Alias", email="", merged_into=kept)

    assert names(signed_in(state_admin), q="alias") == []


@pytest.mark.parametrize("count", [2, 12])
@pytest.mark.parametrize("who", ["state_admin", "specialist"])
def test_the_list_costs_as_many_queries_for_many_people(
    request, signed_in, who, school, center, count, django_assert_num_queries
):
    for _ in range(count):
        person = PersonWithAccountFactory(organization=school)
        for role in (Role.SCHOOL_LEADER, Role.SPECIALIST):
            RoleGrantFactory(person=person, role=role, organization=center)
        SavedViewFactory(page=PEOPLE, is_shared=True)
    client = signed_in(request.getfixturevalue(who))
    page_of(client)

    # user, person, grants; count, ids, rows, their roles; centers to choose from; saved views
    with django_assert_num_queries(9):
        page_of(client)
