"""Reviews side by side, for those who decide and for a reviewer who is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cohorts.rules.scores import Together, overall, together
from network.access import standing_of

if TYPE_CHECKING:
    from decimal import Decimal

    from accounts.models import User
    from cohorts.models import Application, Review, ReviewScore


class Scored(NamedTuple):
    """A finished review with its scores in the form's order, each with the criterion's name."""

    review: Review
    scores: list[tuple[str, ReviewScore]]


class Scores(NamedTuple):
    """What reviewers say; `is_hidden` while one's own review of the same is not done."""

    rows: list[Together]
    overall: Decimal | None
    reviews: list[Scored]
    is_hidden: bool


def scores_for(user: User, application: Application) -> Scores:
    """The finished reviews. Who reviews it too sees nobody else's before their own is done."""
    person = standing_of(user).person
    mine = application.reviews.filter(reviewer=person, has_conflict=False).first()
    criteria = [(row["code"], row["name"]) for row in application.form.criteria]
    if mine is not None and mine.done_at is None:
        return Scores([], None, [], is_hidden=True)
    done = application.reviews.done().select_related("reviewer").prefetch_related("scores")
    found = [(review, {one.criterion: one for one in review.scores.all()}) for review in done]
    sheets = [{code: one.score for code, one in by_code.items()} for _, by_code in found]
    return Scores(
        rows=together(criteria, sheets),
        overall=overall(sheets),
        reviews=[
            Scored(review, [(name, by_code[code]) for code, name in criteria if code in by_code])
            for review, by_code in found
        ],
        is_hidden=False,
    )
