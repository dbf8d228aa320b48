"""Properties here may take their time: the machine is small and shared."""

import pytest
from hypothesis import settings

from surveys.collection.models import FrameUnit, Response
from tests.surveys.all_kinds import survey_of_all_kinds
from tests.surveys.results.administrations import address

settings.register_profile("patient", deadline=None, database=None)
settings.load_profile("patient")


@pytest.fixture
def look(state_viewer, signed_in):
    """The results page of a unit, as a state viewer gets it."""
    client = signed_in(state_viewer)

    def at(given, unit, **choice):
        return client.get(address(given, unit), choice)

    return at


@pytest.fixture
def answered(cohort, school, center, agreement):
    """A survey with every kind of question, answered at Kettle School and at two more."""
    center.irn = "000442"
    center.save()
    survey, _ = survey_of_all_kinds(cohort, school)
    survey.units.filter(kind="school").update(level="high", typology="1")
    kettle = survey.units.get(kind="school")
    answers(survey, kettle, 1, 8)
    for name, role, rows in (("Second", 1, 3), ("Third", 2, 2)):
        unit = FrameUnit.objects.create(
            administration=survey, kind="school", key=name, name=name, parent=kettle.parent
        )
        answers(survey, unit, role, rows)
    survey.state = "released"
    survey.save()
    survey.releases.create(threshold=5, unanimity_below=10, items=[])
    agreement.administrations.add(survey)
    return survey


def answers(survey, unit, role, rows):
    """Helped with two of the materials for 3 hours, skipped Q6, and Q9 if they lead."""
    for _ in range(rows):
        Response.objects.create(
            administration=survey,
            unit=unit,
            role=role,
            answers=[1, 4, 0, 2, 5, 3 if role == 2 else -1],
            texts={"Q2": [1, 3], "Q3": 3, "Q4": "=1+1"},
        )
