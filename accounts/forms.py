"""What people may type about their own keys."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm

NAME_HELP = "Such as “Work laptop”, so that you know it again in this list."


class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey unless somebody chooses a key that only goes beside the mailed code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Name of the key"
        self.fields["name"].help_text = NAME_HELP
        passwordless = self.fields["passwordless"]
        passwordless.initial = True
        passwordless.label = "Sign in with it alone"
        passwordless.help_text = (
            "It then asks for your finger, face or PIN, and no code is mailed. Old keys without a "
            "PIN cannot do this: clear the box for them."
        )


class EditKeyForm(EditWebAuthnForm):  # type: ignore[misc]  # as above
    """Another name for a key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Name of the key"
        self.fields["name"].help_text = NAME_HELP
