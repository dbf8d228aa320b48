"""Results are made without the keys from answers to people: no import, no statement names them."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import reports
import surveys.results
from surveys import jobs
from surveys.collection.services import (
    close_administration,
    open_administration,
    request_release,
)
from tests.surveys.asking import answer, invited

ALLOWED = {"named_answers.py", "withdrawal.py", "fold.py", "answer.py", "__init__.py"}


@pytest.mark.parametrize("package", [surveys.results, reports])
def test_no_module_of_results_names_the_keys(package):
    files = list(Path(package.__file__).parent.rglob("*.py"))

    assert files
    assert not [f for f in files if re.search("responsekey|response__key", f.read_text(), re.I)]


def test_only_the_fold_withdrawal_and_answers_by_name_name_the_keys():
    places = Path(surveys.__file__).parent.rglob("*.py")
    naming = [f for f in places if "ResponseKey" in f.read_text() and "migrations" not in f.parts]

    assert {f.name for f in naming} <= ALLOWED | {"models.py"}


def test_only_these_and_the_link_between_waves_go_from_an_answer_to_who_was_asked():
    places = Path(surveys.__file__).parent.rglob("*.py")
    going = [f for f in places if re.search(r"key__invitation|\.key\b.*invit", f.read_text())]

    assert {f.name for f in going} <= ALLOWED | {"linking.py"}
    assert {f.parent.name for f in going} == {"collection"}


@pytest.mark.parametrize("mode", ["confidential", "identified"])
def test_no_statement_of_release_or_results_reads_a_key(signed_in, state_admin, framed, mode):
    framed.mode = mode
    framed.save()
    open_administration(framed, by=None)
    for invitation in invited(framed, "Kettle School", 12):
        answer(invitation, IMT11=4)
    jobs.fold_responses()
    close_administration(framed, by=None)
    jobs.fold_responses()
    request_release(framed, by=None)
    client = signed_in(state_admin)

    with CaptureQueriesContext(connection) as asked:
        assert jobs.release_closed() == 1
        assert client.get(f"/surveys/{framed.pk}/results/").status_code == 200

    assert len(asked) > 10
    assert not [one["sql"] for one in asked if "responsekey" in one["sql"].lower()]
