"""From answers of every kind to every page of figures, by the forms that we ship."""

import datetime as dt
import random

import pytest
from django.urls import reverse

from core import clock
from surveys.collection import drafts, links
from surveys.collection.fold import fold_sealed
from surveys.collection.recount import recount
from surveys.collection.services import (
    FrameRow,
    close_administration,
    invite,
    open_administration,
    prepare_administration,
    set_school_frame,
)
from surveys.instruments.questionnaire import questionnaire_of
from surveys.instruments.services import load_form, load_instruments
from surveys.results.services import release_administration
from tests.factories.network import PersonFactory
from tests.factories.surveys import shipped
from tests.surveys.all_kinds import FORM
from tests.surveys.instruments.forms import form
from tests.surveys.instruments.shipped_forms import newest

pytestmark = pytest.mark.django_db


def somebodys(questions, role, chance):
    """An answer to all that is asked, of each kind."""
    given = {"role": role} if questions.roles else {}
    for question in questions:
        codes = [option.code for option in question.options]
        if not questions.asks(question, given):
            continue
        if question.is_choice:
            given[question.code] = chance.choice([0, *codes])
        elif question.options:
            given[question.code] = chance.sample(codes, min(question.highest or 2, 2))
        else:
            given[question.code] = "words" if question.is_open else question.lowest or 3
    return given


def released(version, cohort, *schools, people=24):
    survey = prepare_administration(
        version,
        title="A whole survey",
        purpose="implementation",
        cohort=cohort,
        school_year="2025-26",
        wave="spring 2026",
        opens_at=clock.now() - dt.timedelta(hours=1),
        closes_at=clock.now() + dt.timedelta(days=20),
        by=None,
    )
    set_school_frame(survey, rows=[FrameRow(school=one, staff=40) for one in schools], by=None)
    for unit in survey.units.filter(kind="school"):
        invite(survey, unit=unit, people=PersonFactory.create_batch(people))
    open_administration(survey, by=None)
    questions = questionnaire_of(survey.version)
    chance = random.Random(4)
    for number, invitation in enumerate(survey.invitations.order_by("pk")):
        role = number % (len(questions.roles) + 1)
        drafts.submit(links.token_for(invitation), answers=somebodys(questions, role, chance))
    close_administration(survey, by=None)
    fold_sealed(survey, finish=True)
    release_administration(survey, by=None)
    return survey


def pages_of(survey):
    yield reverse("surveys:results", args=[survey.pk])
    yield survey.get_absolute_url()
    yield reverse("home")
    yield reverse("reports:dashboard")
    yield reverse("reports:centers-csv")
    yield reverse("reports:schools-csv")
    for unit in survey.units.all():
        yield reverse("surveys:results-unit", args=[survey.pk, unit.pk])
        yield reverse("surveys:results-csv", args=[survey.pk, unit.pk])


@pytest.mark.parametrize("code", ["IMT", "STF", "DCS", "ALL"])
def test_answers_of_every_kind_are_released_and_every_page_opens(
    cohort, school, other_school, state_admin, signed_in, code
):
    load_instruments([] if code == "ALL" else [code])
    survey = released(
        load_form(FORM) if code == "ALL" else newest(code), cohort, school, other_school
    )

    assert recount(survey) == []
    client = signed_in(state_admin)
    for page in pages_of(survey):
        assert client.get(page).status_code == 200, page


def test_a_form_without_a_counted_question_has_no_figures_and_breaks_no_page(
    cohort, school, state_admin, signed_in
):
    shipped("CVF")
    survey = released(form({"Words": ["Q1:text"]}), cohort, school)
    client = signed_in(state_admin)

    page = client.get(reverse("surveys:results", args=[survey.pk])).content.decode()
    assert "This form has no figures" in page
    unit = survey.units.get(kind="school")
    assert client.get(reverse("surveys:results-csv", args=[survey.pk, unit.pk])).status_code == 404
    for name in ("home", "reports:dashboard"):
        assert client.get(reverse(name)).status_code == 200
