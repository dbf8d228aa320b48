"""In the browser: upload, choose, check, confirm, write."""

import pytest

from network.models import Activity, District
from network.services import directory_import as imports
from tests.network.imports import CCD


@pytest.fixture
def renata(state_admin):
    return state_admin.person


def test_upload_guesses_the_list_and_writes_nothing(db, renata):
    started = imports.start_import(
        (CCD + "2019,3900001,000442,Ada,1,1\n").encode(), file_name="ccd.csv", by=renata
    )

    assert (started.reader, started.state) == ("ccd_agencies", "uploaded")
    assert started.mapping["leaid"] == "leaid"
    assert not District.objects.exists()


def test_check_then_write_then_write_again(db, renata):
    started = imports.start_import(
        (CCD + "2019,3900001,000442,Ada,1,1\n").encode(), file_name="ccd.csv", by=renata
    )
    checked = imports.check_import(started)
    assert (checked.state, checked.report["counts"]["added"]) == ("checked", 1)
    assert not District.objects.exists()

    imports.apply_import(checked, by=renata)
    again = imports.apply_import(checked, by=renata)

    assert (again.state, again.report["counts"]["added"]) == ("applied", 1)
    assert District.objects.count() == 1
    assert Activity.objects.about(District.objects.get()).get().actor == renata


def test_nothing_is_written_before_a_dry_run(db, renata):
    started = imports.start_import(
        (CCD + "2019,3900001,000442,Ada,1,1\n").encode(), file_name="ccd.csv", by=renata
    )

    with pytest.raises(imports.NothingChecked):
        imports.apply_import(started, by=renata)


def test_service_agencies_wait_for_a_word_and_are_asked_once(db, renata):
    text = (CCD + "2019,3900001,,Bell ESC,4,1\n2019,3900002,,Cove,4,1\n").encode()
    started = imports.start_import(text, file_name="ccd.csv", by=renata)
    checked = imports.check_import(started)
    assert (checked.report["waiting"], checked.report["counts"]["added"]) == (2, 0)
    with pytest.raises(imports.DecisionsNeeded):
        imports.apply_import(checked, by=renata)

    imports.confirm_agencies(checked, centers={"3900001": True, "3900002": False}, by=renata)
    checked = imports.check_import(checked)
    assert (checked.report["waiting"], checked.report["counts"]["added"]) == (0, 2)
    imports.apply_import(checked, by=renata)

    later = imports.check_import(imports.start_import(text, file_name="ccd.csv", by=renata))
    assert (later.report["unconfirmed"], later.report["counts"]["unchanged"]) == ([], 2)


def test_chosen_columns_are_used(db, renata):
    text = b"leaid,name,other,agency_type\n3900001,Wrong,Right,1\n"
    started = imports.start_import(text, file_name="ccd.csv", by=renata)
    mapping = {"leaid": "leaid", "name": "other", "agency_type": "agency_type"}

    imports.choose(started, mapping=mapping, year=None, puts_zeros_back=False)
    imports.apply_import(imports.check_import(started), by=renata)

    assert District.objects.get().name == "Right"
