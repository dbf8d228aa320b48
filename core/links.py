"""Personal links: signed over a row's nonce with the server's secret, made when needed, never kept.

A new nonce, or a row that is no longer open, makes an old link lead nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse


@dataclass(frozen=True)
class PersonalLink:
    """One kind of link; its salt keeps a token of one kind from opening another."""

    salt: str
    url_name: str

    def token(self, nonce: str) -> str:
        """What stands in the address."""
        return self._signer().sign(nonce)

    def nonce(self, token: str) -> str | None:
        """The nonce behind a token; None when the token is not ours."""
        try:
            return self._signer().unsign(token)
        except signing.BadSignature:
            return None

    def address(self, nonce: str) -> str:
        """The whole address, for a mail."""
        return settings.SITE_URL + reverse(self.url_name, args=[self.token(nonce)])

    def _signer(self) -> signing.Signer:
        # A dot, not a colon: it needs no escaping and mail programs keep it in the link.
        return signing.Signer(salt=self.salt, sep=".")


def shown(address: str) -> str:
    """An address as one types it."""
    return address.split("://", 1)[-1].rstrip("/")
