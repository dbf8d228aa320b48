"""The code that links the rows of one person in several waves, and what it rests on.

SECURITY: keyed by the agreement, so that rows of two agreements cannot be put together, and nobody
without the secret can try out names, addresses or self-made codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.crypto import salted_hmac

from surveys.collection import linking
from surveys.instruments.questionnaire import questionnaire_of
from surveys.results.evaluators.extract_columns import NOT_ASKED_CODE, SKIPPED_CODE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from surveys.collection.models import Administration, Response
    from surveys.results.models import Agreement

LENGTH = 16


class Basis(StrEnum):
    """What links the rows of a survey with those of another."""

    PERSON = "person"
    CODE = "code"
    NOTHING = "nothing"


MEANINGS = {
    Basis.PERSON: "A keyed hash of the invited person or address: the same person has the same "
    "code in every confidential or identified survey of this agreement.",
    Basis.CODE: "A keyed hash of a code that respondents made for themselves and chose to give. "
    "Two people may have made the same one, and one person two.",
    Basis.NOTHING: "Whose an answer is was not kept, and no code was asked for: the rows cannot be "
    "linked.",
}


@dataclass(frozen=True)
class Linking:
    """How the rows of one survey are linked under one agreement."""

    agreement: Agreement
    administration: Administration

    @cached_property
    def basis(self) -> Basis:
        """Told by mode and form, the same for all rows; a file of answers brings nobody's name."""
        if self.administration.keeps_keys and self.administration.imported_at is None:
            return Basis.PERSON
        return Basis.CODE if self._question else Basis.NOTHING

    @property
    def meaning(self) -> str:
        """For the codebook."""
        return MEANINGS[self.basis]

    def read(self, responses: QuerySet[Response]) -> QuerySet[Response]:
        """The rows with what `code_for` needs of them beside their texts."""
        return linking.with_subject(responses) if self.basis == Basis.PERSON else responses

    @property
    def fields(self) -> tuple[str, ...]:
        """What `read` adds to a row."""
        return ("subject",) if self.basis == Basis.PERSON else ()

    def code_for(self, subject: str, texts: Mapping[str, Any]) -> str | int:
        """The code of a row that `read` gave, or why there is none."""
        if self.basis == Basis.PERSON:
            return self.code_of(subject) if subject else NOT_ASKED_CODE
        if self._question is None:
            return NOT_ASKED_CODE
        made = texts.get(self._question, "")
        return self.code_of(made) if made else SKIPPED_CODE

    def code_of(self, subject: str) -> str:
        """The keyed hash of a person, an address or a self-made code."""
        salt = f"surveys.link.{self.agreement.pk}.{self.basis}"
        digest = salted_hmac(salt, subject, secret=settings.SECRET_KEY, algorithm="sha256")
        return digest.hexdigest()[:LENGTH]

    @cached_property
    def _question(self) -> str | None:
        question = questionnaire_of(self.administration.version).link_code
        return question.code if question else None
