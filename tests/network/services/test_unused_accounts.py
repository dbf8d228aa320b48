import datetime as dt

from accounts.models import User
from accounts.services import account_for
from core import clock
from network.services.unused_accounts import forget_unused_accounts
from tests.factories.network import PersonFactory

LONG_AGO = dt.timedelta(days=8)


def asked_for(address, **facts):
    user = account_for(address)
    User.objects.filter(pk=user.pk).update(**{"date_joined": clock.now() - LONG_AGO, **facts})
    return user


def test_only_accounts_that_nobody_ever_used_go(db):
    asked_for("unused@elsewhere.example")
    asked_for("young@elsewhere.example", date_joined=clock.now())
    asked_for("used@elsewhere.example", last_login=clock.now())
    asked_for("staff@elsewhere.example", is_staff=True)
    PersonFactory(user=asked_for("known@elsewhere.example"))

    assert [forget_unused_accounts(), forget_unused_accounts()] == [1, 0]
    assert not User.objects.filter(email="unused@elsewhere.example").exists()
    assert User.objects.count() == 4
