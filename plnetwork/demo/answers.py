"""Turns the book's counts into answered forms, and sends them through the site's own service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core import clock
from surveys.collection import drafts, fold, links
from surveys.collection.services import close_administration
from surveys.results.services import release_administration

if TYPE_CHECKING:
    import datetime as dt
    import random
    from collections.abc import Iterable

    from network.models import Person
    from surveys.models import Administration

Form = dict[str, int | str]


def deal(items: dict[str, dict[int, int]], submitted: int, dice: random.Random) -> list[Form]:
    """So many forms that together hold exactly these counts of each item; 0 is skipped.

    What the book gives are counts, not people: who gives which answer is drawn. Half of it is the
    person's general view, so that the items of a scale go together as people's answers do.
    """
    forms: list[Form] = [{} for _ in range(submitted)]
    views = [dice.gauss() for _ in forms]
    for code, counts in items.items():
        answers = [answer for answer, count in sorted(counts.items()) for _ in range(count)]
        answering = sorted(dice.sample(range(submitted), len(answers)))
        answering.sort(key={at: views[at] + dice.gauss() for at in answering}.__getitem__)
        for at, answer in zip(answering, answers, strict=True):
            if answer:
                forms[at][code] = answer
    return forms


def deal_roles(forms: Iterable[Form], by_role: list[int], dice: random.Random) -> None:
    """Add the role group, from 1, so that each occurs as often as the book says."""
    roles = [role for role, count in enumerate(by_role, start=1) for _ in range(count)]
    dice.shuffle(roles)
    for form, role in zip(forms, roles, strict=True):
        form["role"] = role


def answer_for_all(
    administration: Administration, forms: list[Form], *, by_unit: dict[str, int]
) -> None:
    """Submit the forms through personal links, so many in each unit (by its name)."""
    waiting = iter(forms)
    for unit in administration.units.filter(name__in=by_unit).order_by("pk"):
        invitations = unit.invitations.waiting().order_by("pk")[: by_unit[unit.name]]
        for invitation in invitations:
            drafts.submit(links.token_for(invitation), answers=next(waiting))
    left = sum(1 for _ in waiting)
    if left:
        raise ValueError(f"{administration}: {left} forms found no invitation.")


def finish(
    administration: Administration,
    *,
    closes_at: dt.datetime,
    released_at: dt.datetime,
    by: Person,
) -> None:
    """Close, fold what is left (a worker does that on the site), and release the figures."""
    with clock.at(closes_at):
        closed = close_administration(administration, by=by)
    # Those who began and did not send are waited for.
    with clock.at(closed.grace_until or closes_at):
        fold.fold_sealed(closed, finish=True)
    with clock.at(released_at):
        release_administration(closed, by=by)
