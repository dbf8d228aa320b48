"""What may be taken of one survey under an agreement: which columns, and how coarse."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db.models import Count
from django.utils.crypto import salted_hmac

from surveys.collection.models import FrameUnit, Response
from surveys.instruments.models import Item
from surveys.instruments.questionnaire import questionnaire_of
from surveys.results.evaluators import extract_columns, terms
from surveys.results.evaluators.anonymity import Fact, Key, TooFewRows, coarsen
from surveys.results.evaluators.extract_columns import (
    NO_ANSWER_CODE,
    NOT_ASKED_CODE,
    SKIPPED_CODE,
)
from surveys.results.evaluators.linking import Basis, Linking
from surveys.results.querysets import LINK

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from surveys.collection.models import Administration
    from surveys.instruments.questionnaire import Questionnaire
    from surveys.results.evaluators.anonymity import Coarsened
    from surveys.results.models import Agreement, Release

CODE_LENGTH = 10
Kind = FrameUnit.Kind


class GivenUp(NamedTuple):
    """A fact and how many rows leave without it."""

    label: str
    rows: int


@dataclass(frozen=True)
class Rows:
    """The rows of one survey under one agreement."""

    agreement: Agreement
    administration: Administration

    @cached_property
    def facts(self) -> list[str]:
        """Columns about place and role, in the order in which they are declared."""
        agreed = self.agreement.variables
        return [t.name for t in terms.TERMS if t.name in agreed and t.name not in terms.BESIDE]

    @cached_property
    def key_names(self) -> list[str]:
        """What makes rows a group: the facts, and their weight if they have one."""
        is_weighted = self.responses().filter(weight__isnull=False).exists()
        return [*self.facts, terms.WEIGHT] if is_weighted else self.facts

    @cached_property
    def linking(self) -> Linking | None:
        """How rows of several waves may be put together, where that is agreed on."""
        is_agreed = LINK in self.agreement.variables
        return Linking(self.agreement, self.administration) if is_agreed else None

    @property
    def taken(self) -> list[str]:
        """What of the agreement is in the rows, for the record."""
        return [*self.facts, LINK] if self.linking else self.facts

    @property
    def needs_texts(self) -> bool:
        """Whether what is stored beside the lists has to be read."""
        is_coded = self.linking is not None and self.linking.basis == Basis.CODE
        return is_coded or any(column.question.slot is None for column in self.columns)

    @cached_property
    def form(self) -> Questionnaire:
        """The form that was answered, in English."""
        return questionnaire_of(self.administration.version)

    @cached_property
    def columns(self) -> list[extract_columns.Column]:
        """Questions that become columns.

        Facts about the person would make groups small in ways that nobody agreed on, and words
        are kept apart from the rest of a person's answers.
        """
        facts = Item.objects.filter(section__version=self.administration.version_id, is_fact=True)
        return extract_columns.columns_of(self.form, facts.values_list("code", flat=True))

    @cached_property
    def release(self) -> Release:
        """Figures that the rows must not be held against for small groups (disclosure.md 8)."""
        found: Release = self.administration.releases.get(is_current=True)
        return found

    @cached_property
    def coarsened(self) -> Coarsened | None:
        """How the facts leave, with the report; None where there are too few rows in all."""
        groups: dict[Key, int] = {}
        kinds = self.responses().values_list("unit_id", "role", "weight")
        for unit_id, role, weight, count in kinds.annotate(rows=Count("pk")).order_by():
            key = self.key_of(unit_id, role, weight)
            groups[key] = groups.get(key, 0) + count
        names = self.key_names
        order = [names.index(name) for name in terms.GIVEN_UP_IN_ORDER if name in names]
        try:
            return coarsen(groups, order, self.agreement.least_group)
        except TooFewRows:
            return None

    @property
    def given_up(self) -> list[GivenUp]:
        """For the report: each fact, and how many rows leave without it."""
        lost = self.coarsened.given_up if self.coarsened else ()
        return [GivenUp(terms.LABELS[f], n) for f, n in zip(self.key_names, lost, strict=True)]

    @property
    def facts_in_words(self) -> str:
        """What makes rows a group; empty where all are one."""
        return ", ".join(terms.LABELS[name].lower() for name in self.key_names)

    def responses(self) -> QuerySet[Response]:
        """All of the survey."""
        return Response.objects.filter(administration=self.administration)

    def key_of(self, unit_id: int, role: int, weight: float | None) -> Key:
        """The facts of a row, before any is given up."""
        told: dict[str, Fact] = {terms.ROLE: role or SKIPPED_CODE, **self._places[unit_id]}
        told[terms.WEIGHT] = NOT_ASKED_CODE if weight is None else weight
        return tuple(told[name] for name in self.key_names)

    @cached_property
    def _places(self) -> dict[int, dict[str, Fact]]:
        """Facts about the place of each unit, frozen with the frame."""
        units = self.administration.units.select_related("organization")
        by_pk = {unit.pk: unit for unit in units}
        return {pk: self._facts_of(unit, by_pk) for pk, unit in by_pk.items()}

    def _facts_of(self, unit: FrameUnit, by_pk: dict[int, FrameUnit]) -> dict[str, Fact]:
        above: dict[str, FrameUnit] = {}
        step: FrameUnit | None = unit
        while step is not None:
            above[step.kind] = step
            step = by_pk.get(step.parent_id) if step.parent_id else None
        center = above.get(Kind.SERVICE_CENTER)
        return {
            terms.SCHOOL: self._code(above.get(Kind.SCHOOL)),
            terms.DISTRICT: self._code(above.get(Kind.DISTRICT)),
            terms.CENTER: NO_ANSWER_CODE if center is None else _irn_of(center),
            terms.TYPOLOGY: unit.typology or NO_ANSWER_CODE,
            terms.LEVEL: unit.level or NO_ANSWER_CODE,
        }

    def _code(self, unit: FrameUnit | None) -> Fact:
        """The same place has the same code in every survey of the agreement, and in no other."""
        if unit is None:
            return NO_ANSWER_CODE
        salt = f"surveys.agreement.{self.agreement.pk}"
        place = f"{unit.kind}|{unit.organization_id or unit.key}"
        digest = salted_hmac(salt, place, secret=settings.SECRET_KEY, algorithm="sha256")
        return f"{unit.kind[0].upper()}-{digest.hexdigest()[:CODE_LENGTH]}"


def _irn_of(center: FrameUnit) -> str:
    irn = center.organization.irn if center.organization else ""
    return irn or center.key
