"""Random text that personal links are signed over."""

import secrets


def new_nonce() -> str:
    """Hard to guess, 24 characters; replacing it revokes the link."""
    return secrets.token_urlsafe(18)
