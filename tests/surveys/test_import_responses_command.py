import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from surveys.collection.models import Administration
from tests.surveys.collection.arrivals.forms import a_form, a_map, map_file, written

pytestmark = pytest.mark.django_db
ROWS = [["q1", "q2", "q3"], ["1", "2", "3"], ["1", "2", "9"]]


def run(*args):
    """What is printed, and the status and words of the end."""
    out = StringIO()
    try:
        call_command("import_responses", *map(str, args), stdout=out)
    except CommandError as end:
        return out.getvalue(), end.returncode, str(end)
    return out.getvalue(), 0, ""


def test_a_dry_run_tells_each_fault_and_writes_nothing(tmp_path):
    a_form()
    file, told = written(tmp_path, ROWS), map_file(tmp_path, a_map())

    printed, status, _ = run(file, "--instrument", "brt", "--map", told)

    assert status == 1
    assert "Answers to Brought in, version 1." in printed
    assert "Column q3: 9 in 1 row (3). No answer of BRT3." in printed
    assert "Nothing was written. Add --commit to write the answers." in printed
    assert not Administration.objects.exists()


def test_what_is_written_is_told_with_its_number(tmp_path):
    a_form()
    given = (written(tmp_path, ROWS), "--instrument", "BRT", "--map", map_file(tmp_path, a_map()))

    report = json.loads(run(*given, "--commit", "--json")[0])
    again, status, _ = run(*given, "--commit", "--json")

    administration = Administration.objects.get()
    assert (report["committed"], report["administration"]) == (True, administration.pk)
    assert (report["counted"], report["faulty"]["rows"]) == (1, [3])
    assert status == 2
    assert "brought in before" in json.loads(again)["error"]


def test_what_cannot_be_used_is_json_as_well(tmp_path):
    a_form()
    file, told = written(tmp_path, ROWS), map_file(tmp_path, a_map())

    for given, words in (
        ((file, "--instrument", "NONE", "--map", told), "There is no instrument NONE. There are"),
        ((tmp_path / "none.csv", "--instrument", "BRT", "--map", told), "No such file"),
        ((file, "--instrument", "BRT", "--map", file), "The map is no JSON"),
    ):
        printed, status, end = run(*given, "--json")
        assert status == 2
        assert words in json.loads(printed)["error"]
        assert end.startswith("Nothing was written. ")
