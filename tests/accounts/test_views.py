import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.services import account_for
from tests.accounts.test_sign_in import CODE, LOGIN, code_in
from tests.factories.network import UserFactory

SESSIONS = "/accounts/sessions/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"


def sign_in(user, user_agent):
    client = Client(headers={"user-agent": user_agent})
    client.post(LOGIN, {"login": user.email})
    client.post(CODE, {"code": code_in(mail.outbox[-1])})
    assert client.session["_auth_user_id"] == str(user.pk)
    return client


@pytest.fixture
def june(db):
    return account_for("june.marsh@kettle.example")


@pytest.fixture
def desk(june):
    return sign_in(june, FIREFOX)


@pytest.fixture
def phone(june):
    return sign_in(june, SAFARI)


def is_in(client):
    return client.get("/home/").status_code == 200


def test_every_browser_that_is_signed_in_is_listed_in_words(desk, phone):
    rows = desk.get(SESSIONS).context["rows"]

    assert [(row["device"], row["is_here"]) for row in rows] == [
        ("Safari on iPhone", False),
        ("Firefox on Windows", True),
    ]


def test_one_sign_in_is_ended_and_the_others_stay(desk, phone):
    other = UserSession.objects.get(user_agent=SAFARI)

    answer = desk.post(reverse("accounts:session-end", args=[other.pk]), follow=True)

    assert "Signed out: Safari on iPhone." in answer.text
    assert [is_in(desk), is_in(phone)] == [True, False]


def test_everywhere_else_means_also_what_is_on_no_list(june, desk, phone):
    unlisted = Client()
    unlisted.force_login(june)

    answer = desk.post(reverse("accounts:sessions-end-others"), follow=True)

    assert "signed out everywhere but here" in answer.text
    assert [is_in(desk), is_in(phone), is_in(unlisted)] == [True, False, False]
    assert len(answer.context["rows"]) == 1


def test_the_sign_in_of_somebody_else_cannot_be_ended(desk, db):
    other = UserFactory()
    client = Client(headers={"user-agent": SAFARI})
    client.force_login(other)
    client.get(SESSIONS)
    row = UserSession.objects.get(user=other)

    assert desk.post(reverse("accounts:session-end", args=[row.pk])).status_code == 404
    assert is_in(client)


def test_a_sign_in_that_is_over_is_not_listed(desk, phone):
    phone.post(reverse("account_logout"))

    assert len(desk.get(SESSIONS).context["rows"]) == 1


def test_what_is_signed_in_some_other_way_is_listed_from_its_first_look_on(client, db):
    client.force_login(UserFactory())

    assert [row["is_here"] for row in client.get(SESSIONS).context["rows"]] == [True]


@pytest.mark.parametrize("how_many", [1, 5])
def test_the_list_takes_the_same_queries_for_any_number_of_sign_ins(
    how_many, june, desk, django_assert_num_queries
):
    for _ in range(how_many - 1):
        Client(headers={"user-agent": SAFARI})
        other = Client(headers={"user-agent": SAFARI})
        other.force_login(june)
        other.get(SESSIONS)
    desk.get(SESSIONS)

    with django_assert_num_queries(4):  # user, person, is this one listed, the list
        answer = desk.get(SESSIONS)

    assert len(answer.context["rows"]) == how_many
