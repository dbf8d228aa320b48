"""How allauth talks to us: nobody signs up by themselves; codes go through the mail port."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter

from core import mail

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin
    from django.http import HttpRequest

# allauth's template prefix to our kind of message.
KINDS = {
    "account/email/login_code": "accounts/sign-in-code",
    "account/email/email_confirmation": "accounts/confirm-address",
    "account/email/email_confirmation_signup": "accounts/confirm-address",
    "account/email/unknown_account": "accounts/unknown-address",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """An account begins with an invitation or a role, never with a sign-up form."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        kind = KINDS.get(template_prefix, "accounts/security-note")
        words = {"code": context.get("code", ""), "about": template_prefix.rsplit("/", 1)[-1]}
        mail.send_now(kind, to=email, context=words)


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # as above
    """A Google, Microsoft or OIDC account opens an existing account with the same address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False
