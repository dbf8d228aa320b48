"""Rows of two waves are linked by a keyed hash, and only as the mode of each allows."""

import datetime as dt
import re

import pytest

from core import clock
from network.services.merging import merge_people
from surveys.collection.fold import fold_sealed
from surveys.collection.link_codes import normalised
from surveys.collection.models import Response, ResponseKey
from surveys.collection.services import (
    FrameRow,
    close_administration,
    invite,
    open_administration,
    prepare_administration,
    set_school_frame,
)
from surveys.instruments.models import InstrumentVersion, Item
from surveys.results.evaluators.linking import Basis, Linking
from surveys.results.models import Agreement, OpenAnswer
from surveys.results.services.words import set_words_apart
from surveys.results.words.comments import open_questions
from tests.factories.network import PersonFactory
from tests.surveys.asking import answer, unit_of
from tests.surveys.instruments.forms import form

pytestmark = pytest.mark.django_db


def agreed(title="Pathway study"):
    today = clock.today()
    return Agreement.objects.create(title=title, purpose="", starts_on=today, ends_on=today)


def asking_for_a_code():
    found = InstrumentVersion.objects.filter(instrument__code="PLT").first()
    if found is None:
        found = form({"Practice": ["Q1", "Q2:text"], "Code": ["Q3:short"]})
        Item.objects.filter(section__version=found, code="Q3").update(is_link_code=True)
    return found


@pytest.fixture
def wave(cohort, school):
    """A survey in this mode, with one answer of each of these people at least."""

    def answered(people, mode="confidential", codes=(), version=None):
        survey = prepare_administration(
            version or asking_for_a_code(),
            title="A wave",
            purpose="implementation",
            cohort=cohort,
            school_year="2025-26",
            wave="spring 2026",
            opens_at=clock.now() - dt.timedelta(hours=1),
            closes_at=clock.now() + dt.timedelta(days=20),
            threshold=5,
            mode=mode,
            by=None,
        )
        set_school_frame(survey, rows=[FrameRow(school=school, staff=40)], by=None)
        unit = unit_of(survey, "Kettle School")
        invite(survey, unit=unit, people=people)
        open_administration(survey, by=None)
        for place, invitation in enumerate(unit.invitations.order_by("pk")):
            given = {"Q3": codes[place]} if place < len(codes) else {}
            answer(invitation, Q1=1, **given)
        assert fold_sealed(survey) == len(people)
        return survey

    return answered


def links(agreement, survey):
    linking = Linking(agreement, survey)
    rows = linking.read(Response.objects.filter(administration=survey))
    return [linking.code_for(getattr(row, "subject", ""), row.texts) for row in rows]


@pytest.mark.parametrize(
    "modes", [("confidential", "confidential"), ("confidential", "identified")]
)
def test_the_same_people_have_the_same_codes_in_two_waves(wave, modes):
    people, agreement = PersonFactory.create_batch(3), agreed()
    first, second = (wave(people, mode) for mode in modes)

    assert len(set(links(agreement, first))) == 3
    assert set(links(agreement, first)) == set(links(agreement, second))
    assert all(re.fullmatch(r"[0-9a-f]{16}", link) for link in links(agreement, first))
    assert Linking(agreement, first).basis == Basis.PERSON


def test_codes_of_two_agreements_cannot_be_put_together(wave):
    survey = wave(PersonFactory.create_batch(3))

    assert not set(links(agreed("One"), survey)) & set(links(agreed("Another"), survey))


def test_an_address_links_with_the_person_who_has_it_by_now(wave):
    people, agreement = PersonFactory.create_batch(2), agreed()
    first, second = wave(people), wave(people)
    first.invitations.filter(person=people[0]).update(person=None, email=people[0].email.upper())
    first.invitations.filter(person=people[1]).update(person=None, email="gone@elsewhere.example")

    assert len(set(links(agreement, first)) & set(links(agreement, second))) == 1
    assert len(set(links(agreement, first))) == 2


def test_records_of_one_person_link_once_they_are_merged(wave):
    kept, gone = PersonFactory.create_batch(2)
    agreement = agreed()
    both, first, second = wave([kept, gone]), wave([kept]), wave([kept])
    second.invitations.update(person=None, email=gone.email)

    assert len({*links(agreement, both), *links(agreement, second)}) == 2
    merge_people(kept, gone, values={}, by=None)

    assert {*links(agreement, both), *links(agreement, second)} == {*links(agreement, first)}


def test_anonymous_waves_link_by_the_code_that_people_gave_and_by_nothing_else(wave):
    people, agreement = PersonFactory.create_batch(5), agreed()
    first = wave(people, "anonymous", ["ab 12", "cd 34"])
    second = wave(people, "anonymous", ["AB-12", "", "xx 99"])

    assert sorted(map(str, links(agreement, first))).count("-99") == 3
    assert len(set(links(agreement, first)) & set(links(agreement, second)) - {-99}) == 1
    assert Linking(agreement, first).basis == Basis.CODE
    assert "chose to give" in Linking(agreement, first).meaning
    assert "AB12" not in str(links(agreement, first))


def test_a_self_made_code_links_no_answer_to_a_person(wave):
    people, agreement = PersonFactory.create_batch(5), agreed()
    known = wave(people, codes=["ab 12"] * 5)
    anonymous = wave(people, "anonymous", ["ab 12"] * 5)

    assert not set(links(agreement, known)) & set(links(agreement, anonymous))


def test_anonymous_waves_without_a_code_cannot_be_linked(wave):
    version = form({"Practice": ["Q1"]}, code="NOC")
    survey = wave(PersonFactory.create_batch(5), "anonymous", version=version)

    assert links(agreed(), survey) == [-97] * 5
    assert Linking(agreed(), survey).basis == Basis.NOTHING


def came_as_a_file(survey, *codes):
    """Answers of a file have nobody's name; their codes are stored as those given here."""
    survey.imported_at = clock.now()
    survey.save()
    rows = Response.objects.filter(administration=survey)
    ResponseKey.objects.filter(response__in=rows).delete()
    for row, code in zip(rows, codes, strict=False):
        row.texts = {"Q3": normalised(code)}
        row.save()
    return survey


@pytest.mark.parametrize("mode", ["anonymous", "confidential"])
def test_codes_of_a_file_link_with_those_given_here_however_they_were_written(wave, mode):
    people, agreement = PersonFactory.create_batch(5), agreed()
    here = wave(people, "anonymous", ["ab 12", "cd 34"])
    file = came_as_a_file(wave(people, mode), "Ab-12", " - ")

    assert Linking(agreement, file).basis == Basis.CODE
    assert len(set(links(agreement, here)) & set(links(agreement, file)) - {-99}) == 1
    assert links(agreement, file).count(-99) == 4


def test_a_file_without_codes_says_that_nothing_links_its_rows(wave):
    version = form({"Practice": ["Q1"]}, code="NOC")
    file = came_as_a_file(wave(PersonFactory.create_batch(5), version=version))

    assert links(agreed(), file) == [-97] * 5
    assert "cannot be linked" in Linking(agreed(), file).meaning


def test_many_are_read_with_one_query(wave, django_assert_num_queries):
    agreement = agreed()
    for size in (2, 4):
        survey = wave(PersonFactory.create_batch(size))
        with django_assert_num_queries(1):
            assert len(links(agreement, survey)) == size


def test_the_code_stays_when_words_are_set_apart_and_is_no_words_of_anybody(wave):
    agreement = agreed()
    survey = wave(PersonFactory.create_batch(5), "anonymous", ["ab 12", "cd 34"])
    before = set(links(agreement, survey))
    close_administration(survey, by=None)
    fold_sealed(survey, finish=True)
    survey.refresh_from_db()
    set_words_apart(survey)

    assert survey.words_apart_at is not None
    assert not OpenAnswer.objects.filter(administration=survey).exists()
    assert set(links(agreement, survey)) == before
    assert [code for code, _ in open_questions(survey)] == ["Q2"]
