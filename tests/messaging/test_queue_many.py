import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import mail
from messaging.models import Message, Wish
from tests.factories.network import PersonFactory
from tests.factories.surveys import AdministrationFactory

pytestmark = pytest.mark.django_db
REMINDER = "surveys/reminder"


def letters(people):
    return [
        mail.Letter(
            to=person.email,
            dedupe_key=f"many:{person.pk}",
            secrets={"link": mail.Secret("survey_link", str(person.pk))},
            person_id=person.pk,
        )
        for person in people
    ]


def words():
    return {"administration": AdministrationFactory(), "minutes": 10, "is_anonymous": True}


def test_many_are_written_once_each_with_a_secret_of_their_own():
    people, told = PersonFactory.create_batch(3), words()

    for _ in range(2):
        mail.queue_many(REMINDER, letters(people), context=told)

    messages = Message.objects.filter(kind=REMINDER)
    assert messages.count() == 3
    assert {(m.to, m.secrets["link"][1]) for m in messages} == {
        (person.email, str(person.pk)) for person in people
    }
    assert all("[[link]]" in message.body for message in messages)


def test_who_has_switched_the_kind_off_is_passed_over():
    stays, gone, typed = PersonFactory.create_batch(3)
    Wish.objects.create(person=gone, kind=REMINDER, rhythm="off")
    Wish.objects.create(person=None, address=typed.email.upper(), kind=REMINDER, rhythm="off")

    mail.queue_many(REMINDER, letters([stays, gone, typed]), context=words())

    states = dict(Message.objects.filter(kind=REMINDER).values_list("to", "state"))
    assert states == {stays.email: "queued", gone.email: "cancelled", typed.email: "cancelled"}


@pytest.mark.parametrize("how_many", [2, 40])
def test_it_takes_the_same_statements_for_any_number(how_many):
    many, told = letters(PersonFactory.create_batch(how_many)), words()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        mail.queue_many(REMINDER, many, context=told)

    assert len(queries) <= 6, [query["sql"][:90] for query in queries]
