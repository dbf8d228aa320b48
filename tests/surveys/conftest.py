"""A survey of two schools in each state of preparation, and the feedback of one session."""

import datetime as dt

import pytest

from core import clock
from surveys.collection.services import (
    FrameRow,
    add_session_unit,
    invite,
    open_administration,
    prepare_administration,
    set_school_frame,
)
from tests.factories.network import PersonFactory
from tests.factories.surveys import shipped


@pytest.fixture
def draft_survey(db, cohort):
    """Prepared, nobody expected yet. Threshold 5, so that batches stay small."""
    return prepare_administration(
        shipped("IMT"),
        title="Implementation survey, spring",
        purpose="implementation",
        cohort=cohort,
        school_year="2025-26",
        wave="spring 2026",
        opens_at=clock.now() - dt.timedelta(hours=1),
        closes_at=clock.now() + dt.timedelta(days=20),
        threshold=5,
        by=None,
    )


@pytest.fixture
def framed(draft_survey, school, other_school):
    """Kettle School expects 40 people, Gull School 20."""
    rows = [FrameRow(school=school, staff=40), FrameRow(school=other_school, staff=20)]
    set_school_frame(draft_survey, rows=rows, by=None)
    return draft_survey


@pytest.fixture
def open_survey(framed):
    return open_administration(framed, by=None)


@pytest.fixture
def session_survey(db, cohort):
    """Convening feedback, open, with one session of three and one of them invited."""
    survey = prepare_administration(
        shipped("CVF"),
        title="Convening 1",
        purpose="convening",
        cohort=cohort,
        school_year="2025-26",
        wave="",
        opens_at=clock.now() - dt.timedelta(hours=1),
        closes_at=clock.now() + dt.timedelta(days=7),
        by=None,
    )
    unit = add_session_unit(survey, key="session-1", name="North", staff=3, whole="All")
    invite(survey, unit=unit, people=PersonFactory.create_batch(1))
    return open_administration(survey, by=None), survey.invitations.get()
