"""An application as it is read by those who review it and decide: everything that was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cohorts.pages.application import readings_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cohorts.models import Application, ApplicationDocument, Consent, ProposedMember
    from cohorts.pages.application import PartRead


class Text(NamedTuple):
    """Everything that an applicant sent."""

    reads: list[PartRead]
    proposed: Sequence[ProposedMember]
    consents: Sequence[Consent]
    documents: Sequence[ApplicationDocument]


def text_of(application: Application) -> Text:
    """As many queries for a long application as for a short one."""
    return Text(
        reads=readings_of(application),
        proposed=list(application.proposed.order_by("-is_lead", "pk")),
        consents=list(application.consents.all()),
        documents=list(application.documents.filter(removed_at=None)),
    )
