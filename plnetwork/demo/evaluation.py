"""The demo's agreement: what the evaluator may take, and until when."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile

from core import clock
from core.pdf import pdf_of
from core.templatetags.house import long_day
from plnetwork.demo.book import book
from surveys.models import Administration
from surveys.results.evaluators.terms import LEVEL, ROLE, TYPOLOGY
from surveys.results.services import agreements

if TYPE_CHECKING:
    from plnetwork.demo.stage import Stage

TITLE = "Time to collaborate, a study of two springs"
PURPOSE = "How time for collaboration at school grew between two surveys, and for whom."
DAYS = 240


def build_agreement(stage: Stage) -> None:
    """In force today, for the evaluator of the demo, over both springs."""
    admin, evaluator = stage.cast["Renata Okafor"], stage.cast["Noor Castellan"]
    springs = [wave["title"] for key, wave in book()["surveys"].items() if key.startswith("spring")]
    starts_on = clock.today() - dt.timedelta(days=30)
    ends_on = starts_on + dt.timedelta(days=DAYS)
    agreement = agreements.make_agreement(
        title=TITLE,
        purpose=PURPOSE,
        people=[evaluator],
        administrations=Administration.objects.filter(title__in=springs),
        variables=[ROLE, TYPOLOGY, LEVEL],
        least_group=5,
        starts_on=starts_on,
        ends_on=ends_on,
        by=admin,
    )
    words = {
        "title": TITLE,
        "purpose": PURPOSE,
        "evaluator": str(evaluator),
        "starts_on": long_day(starts_on),
        "ends_on": long_day(ends_on),
        "note": "An example of the demo. Nobody has signed it.",
    }
    copy = ContentFile(pdf_of("plnetwork/agreement.typ", words), name="agreement.pdf")
    agreements.sign_agreement(agreement, file=copy, signed_on=starts_on, by=admin)
