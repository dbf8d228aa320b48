import json

import pytest
from django.core.management import CommandError, call_command

from network.models import District, School

CCD = "school_year,leaid,irn,name,agency_type,status\n"
SCHOOLS = "ncessch,leaid,school_name\n"


@pytest.fixture
def agencies(tmp_path):
    path = tmp_path / "agencies.csv"
    path.write_text(CCD + "2019,3900001,000442,Ada,1,1\n", encoding="utf-8")
    return path


@pytest.fixture
def schools(tmp_path):
    path = tmp_path / "schools.csv"
    path.write_text(
        SCHOOLS + "390000104681,3900001,Kettle\n39000020,3900001,Short\n", encoding="utf-8"
    )
    return path


def test_nothing_is_written_without_commit(db, agencies, capsys):
    call_command("import_directory", str(agencies))

    assert not District.objects.exists()
    assert "districts: 1 added, 0 changed, 0 closed, 0 unchanged" in capsys.readouterr().out


def test_commit_writes(db, agencies):
    call_command("import_directory", str(agencies), "--commit", "--year", "2019")

    assert District.objects.get().irn == "000442"


def test_json_holds_counts_and_faulty_rows_and_the_exit_status_is_one(
    db, agencies, schools, capsys
):
    with pytest.raises(CommandError) as ended:
        call_command("import_directory", str(schools), str(agencies), "--commit", "--json")

    report = json.loads(capsys.readouterr().out)
    assert ended.value.returncode == 1
    assert report["counts"]["added"] == 2
    assert report["faulty"] == [
        {
            "file": "schools.csv",
            "row": 3,
            "column": "ncessch",
            "value": "39000020",
            "reason": "NCESSCH has 8 digits, needs 12. Spreadsheets drop leading zeros; "
            "did you mean 000039000020?",
            "name": "Short",
        }
    ]
    assert [file["file"] for file in report["files"]] == ["agencies.csv", "schools.csv"]
    assert School.objects.get().name == "Kettle"


def test_refused_file_is_told_in_json_with_status_two(db, tmp_path, capsys):
    path = tmp_path / "restaurants.csv"
    path.write_text("restaurant,price\nDaniella,43\n", encoding="utf-8")

    with pytest.raises(CommandError, match="Expected columns") as ended:
        call_command("import_directory", str(path), "--json")

    report = json.loads(capsys.readouterr().out)
    assert (ended.value.returncode, report["counts"]["added"]) == (2, 0)
    assert report["error"].startswith("The header is not that of a directory list")


def test_missing_file_is_told(db, tmp_path):
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("import_directory", str(tmp_path / "none.csv"))


def test_guesses_and_faults_are_told_in_words(db, tmp_path, capsys):
    path = tmp_path / "a.csv"
    path.write_text(
        CCD + "2019,3900001,442,Ada,1,1\n2019,3900002,,Bell ESC,4,1\n", encoding="utf-8"
    )

    with pytest.raises(CommandError, match="1 row is faulty"):
        call_command("import_directory", str(path))

    told = capsys.readouterr().out
    assert "1 service agencies guessed by name: 1 service centers, 0 other agencies" in told
    assert "Row 2, irn “442”: IRN has 3 digits, needs 6." in told


def test_list_of_many_years_asks_for_the_option(db, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(CCD + "2018,3900001,,Ada,1,1\n2019,3900001,,Ada,1,1\n", encoding="utf-8")

    with pytest.raises(CommandError, match="2018, 2019") as ended:
        call_command("import_directory", str(path))

    assert str(ended.value).endswith("Add --year.")
