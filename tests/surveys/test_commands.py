import json
from io import StringIO

import pytest
from django.core.management import call_command

from surveys.collection.fold import fold_sealed
from surveys.collection.models import Tally
from surveys.instruments.models import Instrument
from tests.surveys.asking import answer, invited

pytestmark = pytest.mark.django_db


def printed(*args):
    out = StringIO()
    call_command(*args, stdout=out)
    return out.getvalue()


def test_the_shipped_forms_are_loaded_by_a_command():
    printed("load_instruments")

    assert sorted(Instrument.objects.values_list("code", flat=True)) == ["CVF", "IMT"]


def test_recounting_finds_no_difference_after_folding(open_survey):
    for invitation in invited(open_survey, "Kettle School", 5):
        answer(invitation, IMT11=4)
    fold_sealed(open_survey)

    assert json.loads(printed("recount_tallies", "--json")) == {
        "administrations": 1,
        "differences": {},
    }


def test_recounting_ends_with_status_1_when_a_tally_is_wrong(open_survey):
    for invitation in invited(open_survey, "Kettle School", 5):
        answer(invitation, IMT11=4)
    fold_sealed(open_survey)
    Tally.objects.update(submitted=4)

    with pytest.raises(SystemExit) as end:
        printed("recount_tallies")

    assert end.value.code == 1
