import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from surveys.collection.fold import fold_sealed
from surveys.collection.models import ScaleTally, Tally
from surveys.instruments.models import Instrument
from surveys.instruments.services.loading import INSTRUMENTS
from tests.surveys.asking import answer, invited

pytestmark = pytest.mark.django_db


def printed(*args):
    out = StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


def test_the_shipped_forms_are_loaded_by_a_command():
    printed("load_instruments")

    assert set(Instrument.objects.values_list("code", flat=True)) == set(INSTRUMENTS)


def test_recounting_finds_no_difference_after_folding(open_survey):
    for invitation in invited(open_survey, "Kettle School", 5):
        answer(invitation, IMT11=4)
    fold_sealed(open_survey)

    assert json.loads(printed("recount", "--json")) == {
        "administrations": 1,
        "mended": 0,
        "differences": {},
    }


def test_recounting_ends_with_status_1_when_a_tally_is_wrong(open_survey):
    for invitation in invited(open_survey, "Kettle School", 5):
        answer(invitation, IMT11=4)
    fold_sealed(open_survey)
    Tally.objects.update(submitted=4)

    with pytest.raises(SystemExit) as end:
        printed("recount")

    assert end.value.code == 1


def test_tallies_are_written_anew_only_when_told(open_survey):
    for number, invitation in enumerate(invited(open_survey, "Kettle School", 8)):
        answer(invitation, IMT11=4, IMT12=number % 5 + 1, IMT13=2, role=number % 2 + 1)
    fold_sealed(open_survey)
    sums = list(ScaleTally.objects.order_by("role", "scale").values_list("scale", "sums"))
    ScaleTally.objects.all().delete()
    Tally.objects.filter(role=1).update(submitted=1)

    with pytest.raises(SystemExit):
        printed("recount")
    assert not ScaleTally.objects.exists()

    assert printed("recount", "--mend") == "Surveys counted: 1. Mended: 1. With differences: 0.\n"
    assert printed("recount", "--mend") == "Surveys counted: 1. Mended: 0. With differences: 0.\n"
    assert list(Tally.objects.order_by("role").values_list("submitted", flat=True)) == [4, 4]
    assert list(ScaleTally.objects.order_by("id").values_list("scale", "sums")) == sums


def test_recounting_takes_the_numbers_of_surveys_and_refuses_others(open_survey, session_survey):
    survey, _ = session_survey
    Tally.objects.create(
        administration=open_survey, unit=open_survey.units.first(), submitted=1, width=2, counts=[1]
    )

    assert printed("recount", str(survey.pk)) == "Surveys counted: 1. With differences: 0.\n"
    with pytest.raises(SystemExit):
        printed("recount", str(survey.pk), str(open_survey.pk))
    with pytest.raises(CommandError, match="No survey has the number 999999"):
        printed("recount", "999999")
