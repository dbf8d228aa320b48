"""The states of an application, and what may follow what. Pure: names only, as on the model.

A draft is its writers'. Sent, it belongs to who reviews and decides; a place on the waitlist is
offered for some days before it is anybody's. Accepted and declined are the end: who was accepted
leaves by the enrollment, and who was declined applies again.
"""

from __future__ import annotations

DRAFT, SUBMITTED, IN_REVIEW, INFORMATION = "draft", "submitted", "in_review", "information"
WAITLISTED, OFFERED = "waitlisted", "offered"
ACCEPTED, DECLINED, WITHDRAWN = "accepted", "declined", "withdrawn"

DECISIONS = frozenset({ACCEPTED, WAITLISTED, DECLINED})

FOLLOWERS: dict[str, frozenset[str]] = {
    DRAFT: frozenset({SUBMITTED, WITHDRAWN}),
    SUBMITTED: frozenset({IN_REVIEW, INFORMATION, WITHDRAWN}) | DECISIONS,
    IN_REVIEW: frozenset({INFORMATION, WITHDRAWN}) | DECISIONS,
    # What was asked is answered, or its day is over: back to those who review.
    INFORMATION: frozenset({IN_REVIEW, WITHDRAWN}),
    WAITLISTED: frozenset({OFFERED, ACCEPTED, DECLINED, WITHDRAWN}),
    # An offer that nobody answered ends the application; the place goes to the next.
    OFFERED: frozenset({ACCEPTED, WAITLISTED, DECLINED, WITHDRAWN}),
    ACCEPTED: frozenset(),
    DECLINED: frozenset(),
    # Only as an undo, to the state it had; a rank that was given up is not given back.
    WITHDRAWN: frozenset({DRAFT, SUBMITTED, IN_REVIEW, INFORMATION}),
}

WRITTEN_IN = frozenset({DRAFT, INFORMATION})  # when its writers may change words
UNDECIDED = frozenset({SUBMITTED, IN_REVIEW, INFORMATION})
OVER = frozenset({ACCEPTED, DECLINED, WITHDRAWN})


def may_follow(now: str, then: str) -> bool:
    """Whether an application in state `now` may come into state `then`."""
    return then in FOLLOWERS[now]


def may_be_withdrawn(state: str) -> bool:
    """Whether the applicant may take it back."""
    return may_follow(state, WITHDRAWN)


def may_come_back_to(state: str) -> bool:
    """Whether a withdrawal from this state can be undone."""
    return may_follow(WITHDRAWN, state)
