"""Items that overviews and the public page put into a sentence, and how they say it."""

from __future__ import annotations

from dataclasses import dataclass

RESPONSE_GOAL = 70  # percent of the frame that a survey should reach; ours, no rule of the state


@dataclass(frozen=True, slots=True)
class Headline:
    """An item in few words. `claim` goes on from "44%" or from "Less than half …"."""

    code: str
    short: str
    claim: str


CONDITION = Headline(
    "IMC01", "Time to collaborate", "have time during the school day to collaborate"
)
CONVENINGS = (
    Headline("CVF01", "Own design team", "worked productively with their own design team"),
    Headline("CVF02", "Other schools", "worked productively with teams from other schools"),
)
