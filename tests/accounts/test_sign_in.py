import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services import account_for
from messaging.models import Message

LOGIN, CODE = "/accounts/login/", "/accounts/login/code/confirm/"


def code_in(letter):
    return re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", letter.body, re.MULTILINE).group()


def test_a_mailed_code_signs_somebody_in(client, db):
    user = account_for("june.marsh@kettle.example")

    asked = client.post(LOGIN, {"login": "June.Marsh@kettle.example"})
    [letter] = mail.outbox
    answer = client.post(asked.url, {"code": code_in(letter)})

    assert asked.url == CODE
    assert (letter.to, letter.subject) == ([user.email], "Your sign-in code for PL Network")
    assert answer.url == reverse("home")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_the_code_is_written_down_nowhere(client, db):
    account_for("june.marsh@kettle.example")

    client.post(LOGIN, {"login": "june.marsh@kettle.example"})

    [row] = Message.objects.all()
    assert (row.body, row.secrets) == ("", {})
    assert code_in(mail.outbox[0]) not in row.subject


def test_a_wrong_code_signs_nobody_in(client, db):
    account_for("june.marsh@kettle.example")
    client.post(LOGIN, {"login": "june.marsh@kettle.example"})

    client.post(CODE, {"code": "AAA-AAA"})

    assert "_auth_user_id" not in client.session


def test_an_unknown_address_gets_the_same_page_and_a_mail_without_a_code(client, db):
    answer = client.post(LOGIN, {"login": "nobody@kettle.example"})

    assert answer.url == CODE
    [letter] = mail.outbox
    assert letter.subject == "No account has this address at PL Network"
    assert not User.objects.exists()


def test_nobody_can_sign_up(client, db):
    answer = client.post("/accounts/signup/", {"email": "new@kettle.example"})

    assert not User.objects.exists()
    assert "invit" in answer.text


def test_a_fourth_code_within_a_minute_is_refused_in_words(db):
    account_for("june.marsh@kettle.example")

    # Each from a browser of its own: a second request of the same one sends nothing anew.
    answers = [Client().post(LOGIN, {"login": "june.marsh@kettle.example"}) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [302, 302, 302, 200]
    assert "Too many" in answers[-1].text
    assert len(mail.outbox) == 3


def test_a_switched_off_account_gets_no_code(client, db):
    user = account_for("june.marsh@kettle.example")
    user.is_active = False
    user.save()

    client.post(LOGIN, {"login": user.email})

    assert [letter.subject for letter in mail.outbox] == [
        "No account has this address at PL Network"
    ]


@pytest.mark.parametrize("word", ["Google", "Microsoft", "OpenID"])
def test_no_other_way_to_sign_in_is_offered_until_it_is_configured(client, db, word):
    assert word not in client.get(LOGIN).text


@pytest.mark.parametrize("page", ["reset/", "set/", "change/", "reset/key/1-set-password/"])
def test_there_are_no_passwords_to_reset_and_no_mail_that_frightens(client, db, page):
    account_for("june.marsh@kettle.example")

    answer = client.post(f"/accounts/password/{page}", {"email": "june.marsh@kettle.example"})

    assert answer.url == LOGIN
    assert mail.outbox == []
