"""How allauth talks to us: it signs nobody up; codes go through the mail port."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter

from core import mail

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin
    from django.http import HttpRequest

    from accounts.models import User

# allauth's template prefix to our kind of message; every other prefix is a security note.
KINDS = {
    "account/email/login_code": "accounts/sign-in-code",
    "account/email/email_confirmation": "accounts/confirm-address",
    "account/email/email_confirmation_signup": "accounts/confirm-address",
    "account/email/unknown_account": "accounts/unknown-address",
}
NOTES = {
    "email_changed": "The address that you sign in with was changed.",
    "email_confirm": "An address of your account was confirmed.",
    "email_deleted": "An address was removed from your account.",
    "totp_activated": "An authenticator app was added to your account.",
    "totp_deactivated": "The authenticator app was removed from your account.",
    "webauthn_added": "A security key was added to your account.",
    "webauthn_removed": "A security key was removed from your account.",
    "recovery_codes_generated": "New recovery codes were made for your account.",
    "account_connected": "Another way to sign in was connected to your account.",
    "account_disconnected": "A way to sign in was removed from your account.",
}
NOTE_OTHERWISE = "The way you sign in was changed."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """An account begins on pages of ours (accounts/__init__.py), never with allauth's form."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: see the class."""
        return False

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Whoever has a key is asked for it first: it is one touch, and cannot be fished for."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return sorted(methods, key=_is_no_key)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send our own words at once; a code must not wait for a worker."""
        about = template_prefix.rsplit("/", 1)[-1]
        words = {"code": context.get("code", ""), "note": NOTES.get(about, NOTE_OTHERWISE)}
        kind = KINDS.get(template_prefix, "accounts/security-note")
        mail.send_now(kind, to=email, context=words)


def _is_no_key(method: dict[str, Any]) -> bool:
    return bool(method["id"] != "mfa_reauthenticate:webauthn")


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # as above
    """A Google, Microsoft or OIDC account opens an existing account with the same address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never: see AccountAdapter."""
        return False


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # as above
    """What keys and the authenticator app call us and each other."""

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """A name to begin with; its owner may write another."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "Passkey" if number == 1 else f"Passkey {number}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """SECURITY: a key works for this host name alone; moving the site makes all keys void."""
        return {**super().get_public_key_credential_rp_entity(), "name": "PL Network"}
