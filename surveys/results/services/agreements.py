"""Agreements on rows: made, changed until signed, signed, ended, and rows taken under them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction

from core import clock, content
from network.models import Person, RoleGrant
from network.roles import Role
from network.services import activity
from surveys.results import emails
from surveys.results.evaluators.terms import TERMS
from surveys.results.models import Agreement, Extract, OpenAnswer
from surveys.results.querysets import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files import File
    from django.db.models import QuerySet

    from surveys.collection.models import Administration
    from surveys.results.evaluators.extracts import Rows
    from surveys.results.querysets import OpenAnswerQuerySet

SIGNED_COPIES = (content.PDF, content.PNG, content.JPEG)
SIGNED_COPIES_TAKEN = "PDF, PNG and JPEG"
NAME_LENGTH = 150
UNDO_WITHIN = dt.timedelta(minutes=10)
WARNED_BEFORE = dt.timedelta(days=30)
LOOK_BACK = dt.timedelta(days=14)
FIELDS = ("title", "purpose", "variables", "least_group", "starts_on", "ends_on")


class AgreementRefused(Exception):
    """What was asked would break a rule of agreements; the message says which."""


class AlreadySigned(AgreementRefused):
    """What was signed is not changed."""


class AlreadyOver(AgreementRefused):
    """The agreement is over; only a new one begins again."""


class NotAnEvaluator(AgreementRefused):
    """Only evaluators take rows."""


class NotReleased(AgreementRefused):
    """Rows are of released surveys only."""


class NothingToTake(AgreementRefused):
    """There are fewer rows than a group needs."""


@transaction.atomic
def make_agreement(
    *,
    people: Iterable[Person],
    administrations: Iterable[Administration],
    by: Person | None,
    **terms: Any,
) -> Agreement:
    """Write an agreement down; rows leave only once its signed copy is here."""
    agreement = Agreement(**_known(terms), made_by=by)
    agreement.save()
    _set(agreement, people, administrations)
    activity.record(agreement, "made", f"The agreement “{agreement}” was made.", by=by)
    return agreement


@transaction.atomic
def change_agreement(
    agreement: Agreement,
    *,
    people: Iterable[Person],
    administrations: Iterable[Administration],
    by: Person | None,
    **terms: Any,
) -> None:
    """Change what is agreed on, as long as nobody has signed."""
    held = _held(agreement)
    if held.is_signed:
        raise AlreadySigned("This agreement is signed. End it and make a new one.")
    changes = activity.save_changes(held, _known(terms))
    _set(held, people, administrations)
    activity.record(held, "changed", f"The agreement “{held}” was changed.", by=by, changes=changes)


@transaction.atomic
def sign_agreement(
    agreement: Agreement, *, file: File[bytes], signed_on: dt.date, by: Person | None
) -> None:
    """Keep the signed copy. Another may replace it until the first rows have left.

    Raises FileRefused for what is no PDF or image by its content.
    """
    held = _held(agreement)
    if held.state in (held.State.OVER, held.State.ENDED):
        raise AlreadyOver("This agreement is over. Make a new one.")
    if held.extracts.exists():
        raise AlreadySigned("Rows were taken under this signed copy. It stays.")
    found = content.taken_in(file, SIGNED_COPIES, SIGNED_COPIES_TAKEN)
    held.signed_copy_name = content.plain_name(found.name, NAME_LENGTH)
    held.signed_copy, held.signed_on = file, signed_on  # stored on save
    held.save(update_fields=["signed_copy", "signed_copy_name", "signed_on"])
    activity.record(held, "signed", f"The signed copy of “{held}” was kept.", by=by)


@transaction.atomic
def end_agreement(agreement: Agreement, *, by: Person | None) -> None:
    """End it before its time: no rows leave from this moment on. Safe to repeat."""
    held = _held(agreement)
    if held.state == held.State.OVER:
        raise AlreadyOver("This agreement was over already.")
    if held.ended_at is not None:
        return
    held.ended_at = clock.now()
    held.save(update_fields=["ended_at"])
    activity.record(held, "ended", f"The agreement “{held}” was ended.", by=by)


@transaction.atomic
def resume_agreement(agreement: Agreement, *, by: Person | None) -> None:
    """Undo the end within ten minutes. Safe to repeat."""
    held = _held(agreement)
    if held.ended_at is None:
        return
    if clock.now() - held.ended_at > UNDO_WITHIN:
        raise AlreadyOver("This was more than ten minutes ago. Make a new agreement.")
    held.ended_at = None
    held.save(update_fields=["ended_at"])
    activity.record(held, "resumed", f"The agreement “{held}” goes on.", by=by)


@transaction.atomic
def take_rows(rows: Rows, *, form: str, shape: str, by: Person) -> Extract:
    """Write down that rows leave, before they do; raises NothingToTake where too few are there."""
    coarsened = rows.coarsened
    if coarsened is None:
        raise NothingToTake("There are fewer rows than one group needs.")
    return _taken(
        rows, by, rows.taken, coarsened.rows, coarsened.least_after, form=form, shape=shape
    )


@transaction.atomic
def take_words(rows: Rows, *, by: Person) -> OpenAnswerQuerySet:
    """Write down that words leave: those that a person has read and found fit to be published."""
    if WORDS not in rows.agreement.variables:
        raise NothingToTake("The agreement does not name people’s own words.")
    found = OpenAnswer.objects.filter(
        administration=rows.administration, verdict=OpenAnswer.Verdict.PUBLISH
    )
    count = found.count()
    _taken(rows, by, [WORDS], count, count, form="csv")
    return found


def tell_of_ends() -> int:
    """Tell evaluators a month ahead, and administrators afterwards; each once.

    How many of these messages there are. Safe to repeat: none is queued twice.
    """
    today = clock.today()
    ending = Agreement.objects.in_force(today).filter(ends_on__lte=today + WARNED_BEFORE)
    told = 0
    for agreement in ending:
        told += emails.queue_ends_soon(agreement, _evaluators().filter(agreements=agreement))
    over = Agreement.objects.filter(
        ended_at=None, ends_on__lt=today, ends_on__gte=today - LOOK_BACK
    ).exclude(signed_copy="")
    if over:
        administrators = list(_holders(Role.STATE_ADMIN))
        told += sum(emails.queue_is_over(agreement, administrators) for agreement in over)
    return told


def is_in_force(key: str) -> bool:
    """For the sender of messages: whether rows may still be taken under the agreement."""
    return Agreement.objects.in_force(clock.today()).filter(pk=key).exists()


def _taken(
    rows: Rows, by: Person, variables: list[str], count: int, least: int, **file: str
) -> Extract:
    extract = Extract.objects.create(
        agreement=rows.agreement,
        administration=rows.administration,
        person=by,
        variables=variables,
        rows=count,
        least_group=least,
        **file,
    )
    what = "Words" if variables == [WORDS] else "Rows"
    words = f"{what} of {rows.administration} were taken under “{rows.agreement}”: {count}, "
    words += f"as {extract.in_words}."
    activity.record_export(rows.agreement, words, by=by)
    return extract


def _held(agreement: Agreement) -> Agreement:
    """The row as it stands, nobody else changing it."""
    return Agreement.objects.select_for_update().get(pk=agreement.pk)


def _known(terms: dict[str, Any]) -> dict[str, Any]:
    """Only what is agreed on, and of facts only those that are declared."""
    declared = [term.name for term in TERMS]
    terms["variables"] = [name for name in declared if name in terms["variables"]]
    return {name: terms[name] for name in FIELDS}


def _set(
    agreement: Agreement, people: Iterable[Person], administrations: Iterable[Administration]
) -> None:
    people, administrations = list(people), list(administrations)
    known = set(_evaluators().values_list("pk", flat=True))
    if strangers := [str(person) for person in people if person.pk not in known]:
        raise NotAnEvaluator(f"{strangers[0]} is no evaluator. Give that role first.")
    if early := [one for one in administrations if one.state != one.State.RELEASED]:
        raise NotReleased(f"{early[0]} is not released. Choose released surveys.")
    agreement.people.set(people)
    agreement.administrations.set(administrations)


def _evaluators() -> QuerySet[Person]:
    return _holders(Role.EVALUATOR)


def _holders(role: Role) -> QuerySet[Person]:
    holding = RoleGrant.objects.current().filter(role=role)
    return Person.objects.filter(pk__in=holding.values("person")).select_related("user")
