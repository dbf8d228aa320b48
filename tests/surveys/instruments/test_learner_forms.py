"""The forms that we ship for learners keep what the law asks of them."""

import re

import pytest

from surveys.instruments.models import Item
from surveys.instruments.questionnaire import read
from surveys.instruments.services import load_instruments
from tests.surveys.instruments.shipped_forms import LEARNERS, NEWEST, newest, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _loaded(db):
    load_instruments()


# What the law protects in questions to children (domain.md 8), as words of a question would.
PROTECTED = re.compile(
    r"polit|\bvot|\bparty\b|\bpartido\b|depress|sad\b|anxi|triste|ansie|psych|psic|mental|sex|gender|"
    r"género|drug|droga|alcohol|crime|delito|police|policía|steal|\brobar|church|iglesia|relig|god\b|"
    r"dios|pray|rezar|lawyer|abogad|doctor|médic|priest|income|ingreso|money|dinero|salar|"
    r"parents|padres|mother|madre|father|\bname\b|nombre|birth|nacim|address|dirección",
    re.IGNORECASE,
)


@pytest.mark.parametrize("code", LEARNERS)
def test_a_form_for_learners_is_anonymous_and_asks_for_no_role_name_or_protected_topic(code):
    version = newest(code)

    assert version.instrument.is_for_learners
    assert version.instrument.is_anonymous_only
    assert version.roles == []
    for language in ("en", "es"):
        asked = " / ".join(words(read(version, language)).values())
        assert PROTECTED.findall(asked) == []


@pytest.mark.parametrize("code", LEARNERS)
def test_a_form_for_learners_asks_nothing_in_free_words_and_no_fact_but_the_grade_band(code):
    items = Item.objects.filter(section__version=newest(code))

    assert set(items.values_list("kind", flat=True)) == {"choice"}
    assert set(items.filter(is_fact=True).values_list("scale__code", flat=True)) <= {"BAND"}


@pytest.mark.parametrize("code", LEARNERS)
def test_spanish_says_tu_to_learners_and_usted_to_adults(code):
    asked = " ".join(words(read(newest(code), "es")).values()).lower()
    assert not re.search(r"\busted\b|\bsus?\b|\bresponda\b|\bpiense\b", asked)
    for adults in NEWEST.keys() - set(LEARNERS):
        text = " ".join(words(read(newest(adults), "es")).values()).lower()
        assert not re.search(r"\btú\b|\btus?\b|\bpiensa en\b|\bestás\b", text), adults
