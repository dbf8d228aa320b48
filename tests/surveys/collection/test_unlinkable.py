"""Nothing in the database joins a response to an invitation: each way that could is tried.

These tests commit for real, since what PostgreSQL notes about a row (`xmin`, `ctid`) is the point.
Every person gives an answer of their own, so that a join, if there were one, would be seen.
"""

import random

import pytest
from django.db import connection

from surveys.collection.fold import fold_sealed
from surveys.collection.models import Draft, Response
from surveys.collection.services import close_administration
from tests.surveys.asking import answer, invited

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = 24


def own_answer(place):
    """An answer nobody else gives: two items of five options each, 25 pairs."""
    return {"IMT11": place // 5 + 1, "IMT12": place % 5 + 1}


def place_of(answers):
    return (answers[0] - 1) * 5 + answers[1] - 1


@pytest.fixture
def answered(open_survey):
    """All have answered, in the order of the list; half was folded on the way. Then closed."""
    invitations = invited(open_survey, "Kettle School", PEOPLE)
    random.Random(7).shuffle(invitations)
    for place, invitation in enumerate(invitations):
        answer(invitation, **own_answer(place))
        if place == 11:
            fold_sealed(open_survey)
    close_administration(open_survey, by=None)
    fold_sealed(open_survey, finish=True)
    return open_survey


def rows(columns, table="surveys_response", order=""):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} {order}")  # noqa: S608  our own words
        return cursor.fetchall()


def places_in_order_of(expression):
    return [place_of(answers) for (answers,) in rows("answers", order=f"ORDER BY {expression}")]


def test_every_answer_arrived_once(answered):
    found = rows("answers")

    assert sorted(place_of(answers) for (answers,) in found) == list(range(PEOPLE))


def test_all_responses_were_written_by_one_transaction_of_its_own(answered):
    wrote = {xmin for (xmin,) in rows("xmin::text")}
    marked = {xmin for (xmin,) in rows("xmin::text", "surveys_invitation")}

    assert len(wrote) == 1
    assert not wrote & marked


@pytest.mark.parametrize("order", ["ctid", "id", "answers::text"])
def test_no_order_of_the_rows_is_the_order_of_the_answers(answered, order):
    if order == "answers::text":  # the check itself works: this order is known to anybody
        assert places_in_order_of(order) == sorted(places_in_order_of(order))
        return

    found = places_in_order_of(order)

    # By chance once in 24 factorial; nor do the batches stand one after the other.
    assert found != sorted(found)
    assert set(found[:12]) != set(range(12))


def test_ids_before_the_close_are_not_the_ids_after(open_survey):
    for place, invitation in enumerate(invited(open_survey, "Kettle School", 6)):
        answer(invitation, **own_answer(place))
    fold_sealed(open_survey)
    before = set(Response.objects.values_list("pk", flat=True))
    close_administration(open_survey, by=None)
    fold_sealed(open_survey, finish=True)

    assert not before & set(Response.objects.values_list("pk", flat=True))


def test_responses_hold_no_time_no_link_and_no_person(answered):
    with connection.cursor() as cursor:
        columns = {
            column.name
            for column in connection.introspection.get_table_description(cursor, "surveys_response")
        }

    assert columns == {"id", "administration_id", "unit_id", "role", "answers", "texts", "weight"}
    # A weight comes with answers given elsewhere; it would be a mark on one of ours.
    assert answered.responses.exists()
    assert not answered.responses.exclude(weight=None).exists()


def test_invitations_hold_a_yes_or_no_and_no_time(answered):
    with connection.cursor() as cursor:
        columns = {
            column.name
            for column in connection.introspection.get_table_description(
                cursor, "surveys_invitation"
            )
        }

    assert columns == {
        "id",
        "administration_id",
        "unit_id",
        "person_id",
        "email",
        "nonce",
        "is_completed",
        "is_revoked",
    }


def test_no_draft_and_no_nonce_is_left_beside_the_responses(answered):
    assert not Draft.objects.exists()
    nonces = [nonce for (nonce,) in rows("nonce", "surveys_invitation")]
    stored = "".join(str(row) for row in rows("*"))

    assert not [nonce for nonce in nonces if nonce in stored]


def test_a_batch_never_points_at_one_person_of_a_small_unit(open_survey):
    """Five of Kettle and one of Gull are waiting: Gull's one stays sealed until the close."""
    for place, invitation in enumerate(invited(open_survey, "Kettle School", 5)):
        answer(invitation, **own_answer(place))
    answer(invited(open_survey, "Gull School", 1)[0], IMT11=1)

    fold_sealed(open_survey)

    assert set(Response.objects.values_list("unit__name", flat=True)) == {"Kettle School"}
    assert Draft.objects.sealed().get().unit.name == "Gull School"
