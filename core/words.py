"""Words as people search for them: small letters, no accents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Func, TextField, Value
from django.db.models.functions import Concat

if TYPE_CHECKING:
    from django.db.models import Expression


class PlainWords(Func):
    """`plain_words(text)` of migration core's SQL: small letters without accents, immutable."""

    function = "plain_words"
    output_field = TextField()


def SearchText(*fields: str) -> Expression:  # noqa: N802  reads as an expression in a model
    """The fields in one line, as `PlainWords`; for a generated column with a trigram index."""
    parts: list[Any] = []
    for field in fields:
        parts += [field, Value(" ")]
    return PlainWords(Concat(*parts[:-1], output_field=CharField()))


# The function that generated columns need: unaccent alone is only stable, because somebody could
# change its dictionary. We name the dictionary and do not.
CREATE_PLAIN_WORDS = """
CREATE OR REPLACE FUNCTION plain_words(text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
AS $$ SELECT lower(public.unaccent('public.unaccent'::regdictionary, $1)) $$
"""
