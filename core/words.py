"""Words as people search for them: small letters, no accents."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import CharField, F, Func, Q, TextField, Value
from django.db.models.functions import Concat
from django.db.models.lookups import Contains

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Expression

ALIKE_ENOUGH = 0.4  # one letter wrong or two letters swapped in a word of six
AT_MOST = 8  # more words than that narrow nothing and only cost
STATE_BEFORE_IDENTIFIER = re.compile(r"^[a-z]{2}-(?=\d)", re.IGNORECASE)


class PlainWords(Func):
    """`plain_words(text)` of a migration of network: small letters without accents, immutable."""

    function = "plain_words"
    output_field = TextField()


def SearchText(*fields: str | Expression) -> Expression:  # noqa: N802  reads as an expression in a model
    """The fields in one line, as `PlainWords`: for a generated column, or to search in at once."""
    parts: list[Any] = []
    for field in fields:
        parts += [field, Value(" ")]
    return PlainWords(Concat(*parts[:-1], output_field=CharField()))


def lines_in(text: str) -> list[str]:
    """The lines that say something: what somebody typed in one stays inside it."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def words_in(typed: str) -> list[str]:
    """The words of a search. The state before an identifier, "OH-043752", is no part of it."""
    # A null character is in no text, and the database takes none.
    words = typed.replace("\0", " ").split()[:AT_MOST]
    return [STATE_BEFORE_IDENTIFIER.sub("", word) for word in words]


def every_word(words: Iterable[str], text: str | Expression = "search_text") -> Q:
    """The condition that each of these words stands somewhere in `text`, which is plain."""
    column = F(text) if isinstance(text, str) else text
    condition = Q()
    for word in words:
        condition &= Q(Contains(column, PlainWords(Value(word))))
    return condition


def alike(typed: str) -> TrigramWordSimilarity:
    """How well `search_text` fits what was typed, from 0 to 1; typing errors cost little."""
    plain = PlainWords(Value(" ".join(words_in(typed))))
    return TrigramWordSimilarity(plain, "search_text")  # type: ignore[arg-type]  # takes expressions


# The function that generated columns need: unaccent alone is only stable, because somebody could
# change its dictionary. We name the dictionary and do not.
CREATE_PLAIN_WORDS = """
CREATE OR REPLACE FUNCTION plain_words(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$
"""
