from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import User
from accounts.services import account_for, addresses_of, sign_out_everywhere
from tests.factories.network import UserFactory


def test_an_account_begins_in_lower_case_with_a_confirmed_address_and_no_password(db):
    user = account_for("  June.Marsh@Kettle.Example ")

    assert user.email == "june.marsh@kettle.example"
    assert not user.has_usable_password()
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.verified, address.primary) == (user.email, True, True)


def test_asking_for_an_account_twice_makes_one(db):
    first = account_for("june@kettle.example")

    assert account_for("JUNE@kettle.example") == first
    assert User.objects.count() == 1
    assert EmailAddress.objects.count() == 1


def test_an_account_without_an_address_row_gets_one(db):
    user = UserFactory(email="odell@kettle.example")

    assert account_for("odell@kettle.example") == user
    assert EmailAddress.objects.get(user=user).verified


def test_a_second_address_leads_to_the_account_only_once_it_is_confirmed(db):
    user = UserFactory(email="odell@kettle.example")
    EmailAddress.objects.create(user=user, email="o@home.example", verified=True)
    EmailAddress.objects.create(user=user, email="victim@home.example", verified=False)

    assert account_for("O@home.example") == user
    assert account_for("victim@home.example") != user
    assert addresses_of(user) == {"odell@kettle.example", "o@home.example"}


def test_signing_somebody_out_everywhere_ends_all_their_sessions_and_nobody_elses(db, settings):
    user, other = UserFactory(), UserFactory()
    desk, phone, others = Client(), Client(), Client()
    desk.force_login(user)
    phone.force_login(user)
    others.force_login(other)
    settings.SECRET_KEY_FALLBACKS = ["an-older-secret-does-not-let-them-back-in"]

    sign_out_everywhere(user)

    assert [c.get("/home/").status_code for c in (desk, phone, others)] == [302, 302, 200]
    desk.force_login(user)
    assert desk.get("/home/").status_code == 200
