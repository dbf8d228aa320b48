import json

import pytest
from django.core.management import CommandError, call_command

from network.models import District

CCD = "school_year,leaid,irn,name,agency_type,status\n"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "years.csv"
    path.write_text(
        CCD + "2001,3900001,000442,ADA,1,1\n2002,3900001,000442,Ada,1,1\n", encoding="utf-8"
    )
    return path


def test_nothing_is_written_without_commit(db, path, capsys):
    call_command("import_history", str(path))

    told = capsys.readouterr().out
    assert "2 rows of 2 years, 2001 to 2002: 1 agencies" in told
    assert "events: 1 listed, 1 renamed; 2 of them new or corrected" in told
    assert not District.objects.exists()


def test_commit_writes_and_json_tells(db, path, capsys):
    call_command("import_history", str(path), "--commit", "--json")

    told = json.loads(capsys.readouterr().out)
    assert (told["committed"], told["counts"]["added"], told["history"]["years"]) == (True, 1, 2)
    assert District.objects.get().name == "Ada"


def test_faulty_rows_are_told_and_the_exit_status_is_one(db, tmp_path, capsys):
    path = tmp_path / "years.csv"
    path.write_text(CCD + "2001,39,,Ada,1,1\n2001,3900002,,Bell,1,1\n", encoding="utf-8")

    with pytest.raises(CommandError) as ended:
        call_command("import_history", str(path))

    assert ended.value.returncode == 1
    assert "Row 2, leaid: LEAID has 2 digits" in capsys.readouterr().out


def test_file_that_is_no_list_is_refused_with_status_two(db, tmp_path):
    path = tmp_path / "page.csv"
    path.write_text("<html>", encoding="utf-8")

    with pytest.raises(CommandError, match="This is a web page") as ended:
        call_command("import_history", str(path))

    assert ended.value.returncode == 2
