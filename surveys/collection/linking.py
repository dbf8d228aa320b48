"""Whose responses are, as far as rows of several waves may be put together by it.

Beside withdrawal, the fold and answers by name the only place that goes over the keys. What it
reads becomes a keyed hash at once (results/evaluators/linking.py) and never leaves as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, OuterRef, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce, Concat, Lower

from network.models import Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from surveys.collection.models import Response


def with_subject(responses: QuerySet[Response]) -> QuerySet[Response]:
    """Each with `subject`: the person if the network knows one, else the address, else "".

    An address is its person's as soon as it stands in the directory, and a merged record leads to
    the one that was kept. In anonymous surveys there is no key, so it is always "".
    """
    address = Lower("key__invitation__email")
    known = Person.objects.exclude(email="").annotate(
        address=Lower("email"), stands_for=Coalesce("merged_into_id", "pk")
    )
    own = known.filter(address=Lower(OuterRef("key__invitation__email"))).values("stands_for")[:1]
    return responses.annotate(
        known=Coalesce(
            "key__invitation__person__merged_into_id",
            "key__invitation__person_id",
            Subquery(own),
        ),
        subject=Case(
            When(
                known__isnull=False,
                then=Concat(Value("person "), "known", output_field=TextField()),
            ),
            default=Coalesce(address, Value(""), output_field=TextField()),
        ),
    )
