"""Learning targets as questions of the feedback form."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from surveys.instruments.services import codes_of, make_variant

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from convenings.models import Convening
    from surveys.instruments.models import InstrumentVersion

PREFIX = "CVT"
SCALE = "A4"
TITLE = "Learning targets"
INTRO = "How far did this convening reach what it set out to do?"
# The targets stand in every language as they were written down.
IN_SPANISH = {
    "title": "Metas de aprendizaje",
    "intro": "¿En qué medida alcanzó este encuentro lo que se propuso?",
}


def with_targets(version: InstrumentVersion, convening: Convening) -> InstrumentVersion:
    """The form with one question per learning target in front; as it is where none is set."""
    targets = [target.strip().rstrip(".") for target in convening.learning_targets]
    asked = [target for target in dict.fromkeys(targets) if target]
    if not asked:
        return version
    return make_variant(version, sections=[_section(asked, _codes(version))])


def _codes(version: InstrumentVersion) -> Iterator[str]:
    """CVT01, CVT02 and so on; not those that somebody gave to other questions of the form."""
    taken = codes_of(version)
    return (code for number in count(1) if (code := f"{PREFIX}{number:02}") not in taken)


def _section(targets: Sequence[str], codes: Iterator[str]) -> dict[str, Any]:
    return {
        "title": TITLE,
        "intro": INTRO,
        "is_matrix": True,
        "translations": {"es": IN_SPANISH},
        "items": [
            {
                "code": code,
                "wording": f"We reached this target: {target}.",
                "scale": SCALE,
                "translations": {"es": {"wording": f"Alcanzamos esta meta: {target}."}},
            }
            for target, code in zip(targets, codes, strict=False)
        ],
    }
