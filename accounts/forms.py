"""What people type to sign in."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    """The address alone; a code by mail does the rest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Work e-mail"
        self.fields["login"].help_text = "The address that you were invited with"
        self.fields["login"].widget.attrs.pop("placeholder", None)
