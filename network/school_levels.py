"""The level of a school from its grades: elementary, middle, high, or several."""

from __future__ import annotations

ELEMENTARY, MIDDLE, HIGH, SEVERAL = "elementary", "middle", "high", "several"
NAMES = {
    ELEMENTARY: "Elementary",
    MIDDLE: "Middle",
    HIGH: "High",
    SEVERAL: "Several levels",
    "": "Not given",
}
GRADES = {"Pre-K": -1, "K": 0, **{str(grade): grade for grade in range(1, 13)}}


def level_of(lowest: str, highest: str) -> str:
    """The level of a span of grades; empty where the grades are not given or are no grades.

    Elementary begins by grade 3 and ends by 6, middle begins in 4 to 8 and ends by 9, high begins
    in 7 or later and ends after that. What spans more, as K–8 and 5–12, is several.
    """
    if lowest not in GRADES or highest not in GRADES:
        return ""
    low, high = GRADES[lowest], GRADES[highest]
    if low <= 3 and high <= 6:
        return ELEMENTARY
    if 4 <= low <= 8 and high <= 9:
        return MIDDLE
    if low >= 7:
        return HIGH
    return SEVERAL
