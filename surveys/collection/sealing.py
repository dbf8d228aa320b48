"""How answers are encrypted before they are responses."""

from __future__ import annotations

import base64
import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from cryptography.fernet import Fernet
from django.conf import settings
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from surveys.collection.answers import Answers

# Fernet writes the time of encryption in clear into its text. SECURITY: always zero here, or the
# text itself would tell when somebody answered.
NO_TIME = 0


class Sealed(NamedTuple):
    """A sent form; whose it is only where the survey's mode keeps that."""

    answers: Answers
    invitation: int | None


def encrypt(answers: Answers, *, token: str) -> bytes:
    """A draft's text; only the token together with the server's secret opens it."""
    return _encrypt(answers, _key("draft", token))


def decrypt(ciphertext: bytes | memoryview, *, token: str) -> Answers:
    """What `encrypt` hid."""
    answers: Answers = _decrypt(ciphertext, _key("draft", token))
    return answers


def seal(answers: Answers, *, invitation: int | None) -> bytes:
    """A sent form's text: no link leads to it any more, the fold opens it.

    SECURITY: `invitation` is None in an anonymous survey; nothing in the text tells whose it is.
    """
    return _encrypt([answers] if invitation is None else [answers, invitation], _sealing_key())


def unseal(ciphertext: bytes | memoryview) -> Sealed:
    """What `seal` hid."""
    answers, *whose = _decrypt(ciphertext, _sealing_key())
    return Sealed(answers, whose[0] if whose else None)


def _encrypt(content: Any, key: Fernet) -> bytes:
    return key.encrypt_at_time(json.dumps(content, sort_keys=True).encode(), NO_TIME)


def _decrypt(ciphertext: bytes | memoryview, key: Fernet) -> Any:
    # The database gives memoryview or bytes.
    return json.loads(key.decrypt(bytes(ciphertext)))


def _sealing_key() -> Fernet:
    return _made_once(settings.SECRET_KEY)


@lru_cache(maxsize=4)
def _made_once(secret: str) -> Fernet:
    """The one key of all sealed forms; a fold opens a thousand with it."""
    return _key("sealed", "", secret)


def _key(purpose: str, token: str, secret: str | None = None) -> Fernet:
    made = salted_hmac(f"surveys.{purpose}", token, secret=secret, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(made))
