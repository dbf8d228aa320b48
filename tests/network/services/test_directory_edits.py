"""What was edited here by hand stays, unless the operator takes the file's value."""

import pytest

from network.models import Activity, District, Organization, School
from network.services import directory_import as imports
from tests.factories.network import DistrictFactory, SchoolFactory
from tests.network.imports import CCD, SCHOOLS, counts, run


@pytest.fixture
def ada(db):
    return DistrictFactory(
        nces_id="3900001",
        irn="000442",
        name="Ada Schools",
        status="inactive",
        edited_by_hand=["name", "status", "phone"],
    )


TEXT = CCD + "2019,3900001,000442,Ada Local,1,1\n"


def test_values_edited_here_stay_and_are_told_with_those_of_the_file(ada):
    report = run(TEXT)

    ada.refresh_from_db()
    assert (ada.name, ada.status) == ("Ada Schools", "inactive")
    assert (counts(report), report.counts["kept"]) == ((0, 0, 0, 1), 2)
    told = [(edit["label"], edit["old"], edit["new"]) for edit in report.kept[0]["fields"]]
    assert told == [("name", "Ada Schools", "Ada Local"), ("status", "Inactive", "Open")]
    assert (report.counts["renamed"], report.counts["status_changed"]) == (0, 0)


def test_each_value_that_stays_is_counted_once_though_kinds_are_told_one_after_the_other(ada):
    SchoolFactory(agency=ada, irn="000991", name="Ada High", edited_by_hand=["name"])
    file = (
        "record,irn,name,agency_irn\ndistrict,000442,Ada Local,\nschool,000991,Ada School,000442\n"
    )

    report = run(file)

    assert report.counts["kept"] == sum(len(line["kept"]) for line in report.kept) == 2


def test_value_that_is_the_same_in_the_file_is_no_question(ada):
    report = run(CCD + "2019,3900001,000442,Ada Schools,1,6\n")

    assert report.kept == []


def test_other_fields_of_an_edited_organization_are_overwritten(ada):
    report = run(TEXT.replace("000442", "000443"))

    ada.refresh_from_db()
    assert (counts(report), ada.irn) == ((0, 1, 0, 0), "000443")


def test_command_line_takes_everything_from_the_file_when_told(ada):
    report = run(TEXT, accepts_all=True)

    ada.refresh_from_db()
    assert (ada.name, ada.status, ada.edited_by_hand) == ("Ada Local", "open", ["phone"])
    assert (counts(report), report.counts["kept"]) == ((0, 1, 0, 0), 0)


def test_field_is_taken_one_by_one_and_is_edited_no_longer(ada, state_admin):
    by = state_admin.person
    started = imports.check_import(imports.start_import(TEXT.encode(), file_name="a.csv", by=by))
    assert started.report["counts"]["kept"] == 2

    imports.decide(started, accepted={"2": ["name"]})
    checked = imports.check_import(started)
    assert [(f["field"], f["is_taken"]) for f in checked.report["kept"][0]["fields"]] == [
        ("name", True),
        ("status", False),
    ]
    imports.apply_import(checked, by=by)

    ada.refresh_from_db()
    assert (ada.name, ada.status, ada.edited_by_hand) == (
        "Ada Local",
        "inactive",
        ["phone", "status"],
    )


def test_decision_must_be_checked_before_it_is_written(ada, state_admin):
    by = state_admin.person
    started = imports.check_import(imports.start_import(TEXT.encode(), file_name="a.csv", by=by))
    imports.decide(started, accepted={"2": ["name"]})

    with pytest.raises(imports.NothingChecked):
        imports.apply_import(started, by=by)


def test_agency_of_a_school_edited_here_stays(db):
    ours = DistrictFactory(nces_id="3900001")
    DistrictFactory(nces_id="3900002")
    SchoolFactory(nces_id="390000104681", name="Kettle", agency=ours, edited_by_hand=["agency"])
    text = SCHOOLS + "390000104681,3900002,Kettle,,K,5\n"

    run(text)
    assert School.objects.get().agency_id == ours.pk
    run(text, accepts_all=True)

    school = School.objects.get()
    assert (school.agency.nces_id, school.edited_by_hand) == ("3900002", [])


def test_log_tells_from_what_to_what(db):
    run(CCD + "2018,3900001,000442,Ada,1,1\n")
    run(CCD + "2019,3900001,000442,Ada,1,2\n")

    (closed,) = Activity.objects.about(District.objects.get()).filter(verb="closed")
    assert closed.changes == [{"label": "Status", "old": "Open", "new": "Closed"}]
    assert Organization.objects.get().status == "closed"
