"""How answers are encrypted before they are responses."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from cryptography.fernet import Fernet
from django.utils.crypto import salted_hmac

if TYPE_CHECKING:
    from surveys.collection.answers import Answers

# Fernet writes the time of encryption in clear into its text. SECURITY: always zero here, or the
# text itself would tell when somebody answered.
NO_TIME = 0


def encrypt(answers: Answers, *, token: str) -> bytes:
    """A draft's text; only the token together with the server's secret opens it."""
    return _encrypt(answers, _key("draft", token))


def decrypt(ciphertext: bytes | memoryview, *, token: str) -> Answers:
    """What `encrypt` hid."""
    return _decrypt(ciphertext, _key("draft", token))


def seal(answers: Answers) -> bytes:
    """A sent form's text: no link leads to it any more, the fold opens it."""
    return _encrypt(answers, _key("sealed", ""))


def unseal(ciphertext: bytes | memoryview) -> Answers:
    """What `seal` hid."""
    return _decrypt(ciphertext, _key("sealed", ""))


def _encrypt(answers: Answers, key: Fernet) -> bytes:
    return key.encrypt_at_time(json.dumps(answers, sort_keys=True).encode(), NO_TIME)


def _decrypt(ciphertext: bytes | memoryview, key: Fernet) -> Answers:
    # The database gives memoryview or bytes.
    answers: Answers = json.loads(key.decrypt(bytes(ciphertext)))
    return answers


def _key(purpose: str, token: str) -> Fernet:
    made = salted_hmac(f"surveys.{purpose}", token, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(made))
