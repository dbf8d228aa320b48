"""The account somebody signs in with."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower, Now
from django.utils.crypto import salted_hmac


class UserManager(BaseUserManager["User"]):
    """Makes accounts; e-mail addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """An account that signs in by mailed code unless a password is given."""
        user = self.model(email=email.strip().lower(), **fields)
        if password:
            user.set_password(password)
        else:
            user.set_unusable_password()
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """For `manage.py createsuperuser`; roles still come from grants alone."""
        return self.create_user(email, password, is_superuser=True, is_staff=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in. What they may do comes from role grants and team memberships."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(
        default=False, help_text="May open the Django admin, and nothing else."
    )
    date_joined = models.DateTimeField(db_default=Now(), editable=False)
    sign_in_round = models.PositiveIntegerField(
        default=0,
        db_default=0,
        editable=False,
        db_comment="Raised to end every session of this account at once.",
    )
    # Set for one request, on the copy that a state administrator looks through (network.viewing).
    is_viewed = False

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique")]

    def __str__(self) -> str:
        return self.email

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What a session must know to go on; Django reads it at every request.

        Django's own is made of the password, which nobody here has.
        """
        known = f"{self.sign_in_round}:{self.password}"
        return salted_hmac("accounts.User.session", known, secret, algorithm="sha256").hexdigest()
