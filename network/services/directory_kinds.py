"""Which federal service agencies (type 4) are service centers: decided, known, or guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from network.models import AgencyDecision

if TYPE_CHECKING:
    from network.directory.rows import AgencyRow, Reading
    from network.services.directory_matching import Known

# Old lists cut names: "EDUC SRV C". A guess all the same, which the operator confirms.
_SERVICE_CENTER = re.compile(
    r"\besc\b|\beduc\w*\.?\s+(?:service|serv|srvc?|svc|sv)\b", re.IGNORECASE
)


def looks_like_service_center(name: str) -> bool:
    """The guess by name for a federal service agency (type 4)."""
    return _SERVICE_CENTER.search(name) is not None


@dataclass
class Kinds:
    """What agencies of CCD type 4 are: decided once, or known, or guessed by name."""

    decided: dict[str, bool]
    may_guess: bool
    # Agencies that nobody has confirmed, with the answer taken or offered for each.
    unconfirmed: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def remembered(cls, reading: Reading, *, may_guess: bool) -> Kinds:
        """The decisions about the agencies of one file."""
        ids = [row.facts["nces_id"] for row in reading.agencies if row.kind is None]
        made = AgencyDecision.objects.filter(nces_id__in=ids)
        return cls(dict(made.values_list("nces_id", "is_service_center")), may_guess)

    def of(self, row: AgencyRow, known: Known | None) -> str | None:
        """ "esc" or "district"; None while it waits for the operator's word."""
        if row.kind is not None:
            return row.kind
        nces_id = row.facts["nces_id"]
        if nces_id in self.decided:
            return "esc" if self.decided[nces_id] else "district"
        names = row.names or (row.facts["name"],)
        is_center = known.kind == "esc" if known else any(map(looks_like_service_center, names))
        self.unconfirmed.append(
            {
                "nces_id": nces_id,
                "name": row.facts["name"],
                "is_service_center": is_center,
                "is_known": known is not None,
            }
        )
        if known is None and not self.may_guess:
            return None
        return "esc" if is_center else "district"
