"""A wave on the site's own database, and what became of it. Prints JSON.

python -m benchmarks.stage.wave open FORM SCHOOLS PEOPLE
python -m benchmarks.stage.wave close ADMINISTRATION
python -m benchmarks.stage.wave answers ADMINISTRATION
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import TYPE_CHECKING, Any

import django

django.setup()

# Models can be imported only after that.
from core import clock  # noqa: E402
from network.models import District, School, StateAgency  # noqa: E402
from surveys.collection.links import token_for  # noqa: E402
from surveys.collection.models import Administration, Draft, Invitation, Response  # noqa: E402
from surveys.collection.services import (  # noqa: E402
    FrameRow,
    close_administration,
    open_administration,
    prepare_administration,
    set_school_frame,
)
from surveys.instruments.models import InstrumentVersion  # noqa: E402
from surveys.instruments.questionnaire import questionnaire_of  # noqa: E402
from surveys.instruments.services import load_instruments  # noqa: E402

if TYPE_CHECKING:
    from surveys.instruments.questionnaire import Question


def open_wave(form: str, schools: int, people: int) -> dict[str, Any]:
    """An open survey with links for so many people of so many schools, all in one district.

    `form` is its code and version, as in IMT-1.
    """
    load_instruments()
    code, number = form.split("-")
    version = InstrumentVersion.objects.get(instrument__code=code, number=int(number))
    StateAgency.objects.get_or_create(name="Bench Agency", network_name="Bench", place="Bench")
    district, _ = District.objects.get_or_create(name="Bench Local")
    rows = [
        FrameRow(
            school=School.objects.create(name=f"Bench School {n}", agency=district),
            staff=max(people // schools, 1),
        )
        for n in range(schools)
    ]
    administration = prepare_administration(
        version,
        title="Implementation survey, spring",
        purpose="implementation",
        cohort=None,
        school_year="2025-26",
        wave="spring 2026",
        opens_at=clock.now() - dt.timedelta(hours=1),
        closes_at=clock.now() + dt.timedelta(days=20),
        threshold=5,
        by=None,
    )
    set_school_frame(administration, rows=rows, by=None)
    administration = open_administration(administration, by=None)
    version.refresh_from_db()
    units = list(administration.units.filter(kind="school"))
    invitations = Invitation.objects.bulk_create(
        [
            Invitation(
                administration=administration,
                unit=units[n % len(units)],
                email=f"bench{n}@example.org",
            )
            for n in range(people)
        ],
        batch_size=1000,
    )
    return {
        "administration": administration.pk,
        "tokens": [token_for(invitation) for invitation in invitations],
        "questions": [_described(question) for question in questionnaire_of(version)],
    }


def close(number: int) -> dict[str, Any]:
    """Close it as a person does; the worker settles it."""
    close_administration(Administration.objects.get(pk=number), by=None)
    return {}


def answers(number: int) -> dict[str, Any]:
    """Every response's answers, and what is not folded yet."""
    administration = Administration.objects.get(pk=number)
    return {
        "is_settled": administration.is_settled,
        "sealed": Draft.objects.filter(administration=administration).sealed().count(),
        "completed": administration.invitations.filter(is_completed=True).count(),
        "submitted": sum(administration.tallies.values_list("submitted", flat=True)),
        "responses": [
            list(row)
            for row in Response.objects.filter(administration=administration).values_list(
                "answers", flat=True
            )
        ],
    }


def _described(question: Question) -> dict[str, Any]:
    return {
        "code": question.code,
        "kind": str(question.kind),
        "slot": question.slot,
        "options": [option.code for option in question.options],
    }


def main(verb: str, *given: str) -> None:
    """Do what was asked and print what is to be known."""
    if verb == "open":
        found = open_wave(given[0], int(given[1]), int(given[2]))
    else:
        found = {"close": close, "answers": answers}[verb](int(given[0]))
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
