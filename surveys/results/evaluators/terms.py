"""What an agreement may name: facts about place and role that go along with answers, and words."""

from __future__ import annotations

from typing import NamedTuple

from surveys.results.querysets import LINK, WORDS

ROLE, SCHOOL, DISTRICT, CENTER, TYPOLOGY, LEVEL = (
    "role",
    "school",
    "district",
    "service_center",
    "typology",
    "level",
)


WEIGHT = "weight"  # is agreed on with the rows, and told only where it singles nobody out


class Term(NamedTuple):
    """One fact that may go along: its column, its name, and what stands in the rows."""

    name: str
    label: str
    meaning: str


TERMS = (
    Term(ROLE, "Role", "The role group that the person named, as a number."),
    Term(SCHOOL, "School", "A code made for this agreement alone. It is no IRN."),
    Term(DISTRICT, "District", "A code made for this agreement alone. It is no IRN."),
    Term(CENTER, "Service center", "Its IRN as text, with leading zeros."),
    Term(TYPOLOGY, "Typology", "Typology code of the district when the survey opened."),
    Term(LEVEL, "School level", "Elementary, middle, high or other, when the survey opened."),
    Term(
        LINK,
        "Link between waves",
        "A code made for this agreement alone, the same for the same person in each survey.",
    ),
    Term(WORDS, "Words", "Answers in people’s own words, in a file apart from the rows."),
)
# What is no fact about place or role: no group is made by it.
BESIDE = (LINK, WORDS)
LABELS = {WEIGHT: "Weight"} | {term.name: term.label for term in TERMS}
# What is given up first where a group is too small: a weight, which may be one person's alone, the
# smaller place before the larger one, and the role last.
GIVEN_UP_IN_ORDER = (WEIGHT, SCHOOL, DISTRICT, TYPOLOGY, LEVEL, CENTER, ROLE)
