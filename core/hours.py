"""How minutes become contact hours, wherever somebody earned them."""

from __future__ import annotations

from fractions import Fraction
from math import floor

MINUTES = 60


def hours_of(minutes: int) -> float:
    """Hours with two decimals, half up: 225 minutes are 3.75."""
    return floor(Fraction(100 * minutes, MINUTES) + Fraction(1, 2)) / 100


def hours_words(minutes: int) -> str:
    """ "3.75", "6": no zeros that say nothing."""
    return f"{hours_of(minutes):.2f}".rstrip("0").rstrip(".")
