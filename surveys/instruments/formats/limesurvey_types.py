"""The question types of LimeSurvey, by their letter."""

from __future__ import annotations

from surveys.instruments.formats.lists import Choice
from surveys.instruments.models import Item

Kind = Item.Kind

SHORT = {"S": Kind.SHORT, "T": Kind.TEXT, "U": Kind.TEXT, "N": Kind.NUMBER, "D": Kind.SHORT}
LISTS = {"L": Kind.CHOICE, "!": Kind.CHOICE, "O": Kind.CHOICE, "M": Kind.SEVERAL, "P": Kind.SEVERAL}
WITH_COMMENT = ("O", "P")
TABLES = {
    "F": Kind.CHOICE,
    "H": Kind.CHOICE,
    "1": Kind.CHOICE,
    "A": Kind.CHOICE,
    "B": Kind.CHOICE,
    "C": Kind.CHOICE,
    "E": Kind.CHOICE,
    "K": Kind.NUMBER,
    "Q": Kind.SHORT,
    ":": Kind.NUMBER,
    ";": Kind.SHORT,
}
GRIDS = (":", ";")
WHY_NOT = {
    "R": "We have no ranking.",
    "*": "We calculate nothing behind the answers.",
    "|": "We take no files as answers.",
    "I": "The language is chosen where a survey begins.",
}


def _steps(last: int) -> list[Choice]:
    return [Choice(str(step), {"en": str(step), "es": str(step)}) for step in range(1, last + 1)]


# Lists that the file leaves to LimeSurvey: the name that we give them, and their answers.
FIXED = {
    "5": ("One to five", _steps(5)),
    "A": ("One to five", _steps(5)),
    "B": ("One to ten", _steps(10)),
    "Y": (
        "Yes or no",
        [Choice("Y", {"en": "Yes", "es": "Sí"}), Choice("N", {"en": "No", "es": "No"})],
    ),
    "G": (
        "Female or male",
        [Choice("F", {"en": "Female", "es": "Femenino"}),
         Choice("M", {"en": "Male", "es": "Masculino"})],
    ),
    "C": (
        "Yes, uncertain, no",
        [Choice("Y", {"en": "Yes", "es": "Sí"}),
         Choice("U", {"en": "Uncertain", "es": "No sé"}),
         Choice("N", {"en": "No", "es": "No"})],
    ),
    "E": (
        "Increase, same, decrease",
        [Choice("I", {"en": "Increase", "es": "Aumentar"}),
         Choice("S", {"en": "Same", "es": "Igual"}),
         Choice("D", {"en": "Decrease", "es": "Disminuir"})],
    ),
}  # fmt: skip
