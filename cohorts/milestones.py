"""What counts as reaching a milestone: each app offers its own rules, and a cohort counts by them.

A rule is asked once for all teams of a cohort, so that its page costs the same however many there
are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from cohorts.models import Milestone

    Finder = Callable[[Collection[Milestone], Collection[int]], Mapping[int, Collection[int]]]

BY_HAND = "by-hand"


@dataclass(frozen=True)
class Rule:
    """How a milestone is reached; `words` may hold {number}, such as "attended Convening {number}".

    `reached` gets milestones of one cohort that have this rule and the ids of teams, and says which
    teams reached which, by the milestone's id. `unknown` says in the same way for which teams that
    is not known yet, because what it counts by was not filled in; they are not late. The page says
    `unknown_words` of them.
    """

    code: str
    words: str
    reached: Finder
    has_number: bool = False
    unknown: Finder | None = None
    unknown_words: str = ""


_RULES: dict[str, Rule] = {}


def offer_rule(rule: Rule) -> None:
    """Let cohorts have milestones of this rule; called from an app's offers.py."""
    _RULES[rule.code] = rule


def rules() -> Mapping[str, Rule]:
    """All rules by their code."""
    return _RULES
