"""Everything that changes an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import F

from accounts.models import User

if TYPE_CHECKING:
    from django.db.models import QuerySet


@transaction.atomic
def account_for(email: str) -> User:
    """The account of an address, made when it is missing; safe to repeat.

    It has no password: whoever reads the address's mail signs in with a mailed code. Its address
    counts as confirmed, because that code proves it anew at every sign-in. A second address that
    somebody has confirmed leads to the account they have.
    """
    address = email.strip().lower()
    if known := User.objects.filter(emailaddress__in=confirmed().filter(email=address)).first():
        return known
    user, _ = User.objects.get_or_create(email=address, defaults={"password": make_password(None)})
    has_primary = EmailAddress.objects.filter(user=user, primary=True).exists()
    EmailAddress.objects.update_or_create(
        user=user,
        email=address,
        defaults={"verified": True},
        create_defaults={"verified": True, "primary": not has_primary},
    )
    return user


def addresses_of(user: User) -> set[str]:
    """The addresses that somebody has proved to read, in small letters."""
    found = confirmed().filter(user=user).values_list("email", flat=True)
    return {user.email.lower(), *(address.lower() for address in found)}


def confirmed() -> QuerySet[EmailAddress]:
    """Addresses whose owner has proved to read them; each belongs to one account."""
    rows: QuerySet[EmailAddress] = EmailAddress.objects.filter(verified=True)
    return rows


@transaction.atomic
def sign_out_everywhere(user: User) -> None:
    """End every session of somebody at once, on every device; their next request is a stranger's.

    For a grant that ends early, or an account in wrong hands. They may sign in again.
    """
    User.objects.filter(pk=user.pk).update(sign_in_round=F("sign_in_round") + 1)
    user.refresh_from_db(fields=["sign_in_round"])
    UserSession.objects.filter(user=user).delete()
