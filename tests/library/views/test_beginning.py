import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User
from network.models import Person
from tests.accounts.test_sign_in import code_in
from tests.factories.network import UserFactory

ADDRESS = "ana.ortiz@elsewhere.example"


@pytest.fixture
def begin():
    return reverse("library:begin")


def test_the_whole_way_from_a_lesson_to_a_kept_one(client, module, begin):
    lesson = module.lessons.get(code="text").get_absolute_url()

    asked = client.post(f"{begin}?next={lesson}", {"email": ADDRESS.upper()})
    back = client.post(asked.url, {"code": code_in(mail.outbox[-1])})
    assert back.url.startswith(begin)
    assert not Person.objects.filter(email=ADDRESS).exists()  # not before there is a name
    named = client.post(back.url, {"first_name": "Ana", "last_name": "Ortiz"})

    assert named.url == lesson
    person = Person.objects.get(email=ADDRESS)
    assert (str(person), person.organization, person.user.email) == ("Ana Ortiz", None, ADDRESS)
    assert client.post(lesson, {"done": "1"}).status_code == 302
    assert person.lessons.count() == 1


def test_an_address_that_is_known_gets_a_code_like_any_other(client, team_member, begin):
    known = client.post(begin, {"email": team_member.email})
    client.logout()
    unknown = client.post(begin, {"email": ADDRESS})

    assert known.url == unknown.url
    assert User.objects.filter(email=team_member.email).count() == 1


def test_nobody_becomes_somebody_before_the_code(client, db, begin):
    client.post(begin, {"email": ADDRESS})

    assert not Person.objects.exists()
    assert client.get(reverse("home")).status_code == 302


def test_what_is_no_address_is_refused_in_words(client, db, begin):
    sent = client.post(begin, {"email": "ana"})

    assert sent.status_code == 422
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/explore/", "//evil.example/explore/", "/people/", ""]
)
def test_the_way_back_leads_to_the_modules_and_nowhere_else(
    elsewhere, signed_in, team_member, begin
):
    answer = signed_in(team_member).get(begin, {"next": elsewhere})

    assert answer.url == reverse("library:modules")


def test_a_name_is_needed(signed_in, db, begin):
    sent = signed_in(UserFactory()).post(begin, {"first_name": "Ana", "last_name": " "})

    assert sent.status_code == 422
    assert not Person.objects.exists()


def test_an_address_of_somebody_with_another_account_is_worded(signed_in, team_member, begin):
    user = UserFactory(email=ADDRESS)
    Person.objects.filter(pk=team_member.person.pk).update(email=ADDRESS)

    sent = signed_in(user).post(begin, {"first_name": "Ana", "last_name": "Ortiz"})

    assert sent.status_code == 422
    assert "signs in with another address" in sent.text


def test_too_many_from_one_place_wait(client, db, begin, monkeypatch):
    monkeypatch.setattr("library.views.beginning.KNOCKS", {"limit": 1, "seconds": 60})
    client.post(begin, {"email": ADDRESS})

    assert client.post(begin, {"email": "b@elsewhere.example"}).status_code == 429
    assert not User.objects.filter(email="b@elsewhere.example").exists()
