import pytest
from django.db.models import F
from django.db.models.functions import Lower
from django.http import QueryDict

from core.lists import Column, Listing, without
from network.models import Person
from tests.factories.network import PersonFactory

COLUMNS = (
    Column("name", "Name", str, (Lower("last_name"),)),
    Column("email", "E-mail", lambda person: person.email, (F("email"),)),
    Column("phone", "Phone", lambda person: person.phone, (F("phone"),), is_usual=False),
)


def listing(address=""):
    return Listing(COLUMNS, QueryDict(address), complete=_as_it_is)


def _as_it_is(rows):
    return rows


@pytest.fixture
def people(db):
    for first, last in (("Cy", "Adler"), ("Al", "berg"), ("Bo", "Cole"), ("Di", "Adler")):
        PersonFactory(first_name=first, last_name=last, email=f"{first}@example.org")


@pytest.mark.parametrize(
    ("address", "order"),
    [
        ("", ["Cy", "Di", "Al", "Bo"]),
        ("sort=-name", ["Bo", "Al", "Di", "Cy"]),
        ("sort=email", ["Al", "Bo", "Cy", "Di"]),
        ("sort=user__password", ["Cy", "Di", "Al", "Bo"]),
        ("sort=-user__password", ["Cy", "Di", "Al", "Bo"]),
        ("sort=--name", ["Cy", "Di", "Al", "Bo"]),
    ],
)
def test_only_columns_order_a_list_and_ties_stand_still(people, address, order):
    asked, rows = listing(address), Person.objects.all()

    lines = asked.lines(rows, asked.ids(rows))

    assert [person.first_name for person, _ in lines] == order


@pytest.mark.parametrize(
    ("address", "columns"),
    [
        ("", ["name", "email"]),
        ("columns=phone", ["name", "phone"]),
        ("columns=phone&columns=email&columns=name", ["name", "email", "phone"]),
        ("columns=password", ["name", "email"]),
    ],
)
def test_first_column_stays_and_the_others_are_chosen(address, columns):
    assert [column.name for column in listing(address).columns] == columns


def test_heads_say_how_the_list_is_sorted_and_a_click_turns_it():
    assert [tuple(head) for head in listing().heads] == [
        ("Name", "ascending", "-name"),
        ("E-mail", "", "email"),
    ]
    assert listing("sort=-email").heads[1] == ("E-mail", "descending", "email")


def test_a_file_holds_the_texts_of_the_page(people):
    asked = listing("sort=-email&columns=email")
    rows = Person.objects.all()

    on_page = [[cell.text for cell in cells] for _, cells in asked.lines(rows, asked.ids(rows))]

    assert list(asked.file_rows(rows)) == [["Name", "E-mail"], *on_page]


def test_an_address_loses_what_is_taken_out_and_its_page():
    assert without(QueryDict("q=a&kind=school&page=3&columns=a&columns=b"), "kind") == (
        "q=a&columns=a&columns=b"
    )
