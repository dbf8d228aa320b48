"""What lists tell about the life of organizations, year by year."""

import pytest

from network.models import District, Organization, StatusEvent
from tests.factories.network import DistrictFactory
from tests.network.imports import CCD, SCHOOLS, run


def events(name):
    found = StatusEvent.objects.filter(organization__name=name).order_by("school_year", "pk")
    return [(e.school_year, e.event, e.before, e.after) for e in found]


def test_first_list_that_names_an_agency_is_told_with_its_name_and_file(db):
    run(CCD + "2018,3900001,000442,Ada,1,1\n2018,3900002,000443,Bell,1,3\n", name="a.csv")

    assert events("Ada") == [(2018, "listed", "", "Ada")]
    assert events("Bell") == [(2018, "listed", "", "Bell"), (2018, "opened", "", "New")]
    ada = District.objects.get(name="Ada")
    assert (ada.listed_to, ada.status_events.get().source) == (2018, "a.csv")


def test_rename_is_told_with_both_names_and_spaces_are_no_rename(db):
    run(CCD + "2018,3900001,,Ada  Local,1,1\n2018,3900002,,Bell,1,1\n")

    report = run(CCD + "2019,3900001,,Ada Local,1,1\n2019,3900002,,Bell City,1,1\n")

    assert (report.counts["renamed"], report.counts["changed"]) == (1, 1)
    assert events("Bell City")[1:] == [(2019, "renamed", "Bell", "Bell City")]


def test_closing_inactivity_and_reopening_are_told(db):
    run(CCD + "2017,3900001,,Ada,1,1\n2017,3900002,,Bell,1,1\n2017,3900003,,Cove,1,7\n")
    run(CCD + "2018,3900001,,Ada,1,2\n2018,3900002,,Bell,1,6\n2018,3900003,,Cove,1,1\n")

    report = run(CCD + "2019,3900001,,Ada,1,8\n2019,3900002,,Bell,1,1\n2019,3900003,,Cove,1,5\n")

    assert (report.counts["status_changed"], report.counts["reopened"]) == (3, 2)
    assert events("Ada")[1:] == [
        (2018, "closed", "Open", "Closed"),
        (2019, "reopened", "Closed", "Reopened"),
    ]
    assert events("Bell")[1:] == [
        (2018, "inactive", "Open", "Inactive"),
        (2019, "reopened", "Inactive", "Open"),
    ]
    assert events("Cove")[1:] == [
        (2018, "opened", "Not yet open", "Open"),
        (2019, "changed", "Open", "Boundary changed"),
    ]


def test_who_vanishes_is_told_by_name_and_stays_as_it_was(db):
    run(CCD + "2018,3900001,,Ada,1,1\n2018,3900002,,Bell,1,1\n")

    report = run(CCD + "2019,3900001,,Ada,1,1\n")

    assert [line["name"] for line in report.vanished] == ["Bell"]
    assert (report.counts["vanished"], report.not_in_file) == (1, 0)
    bell = District.objects.get(name="Bell")
    assert (bell.status, bell.listed_to) == ("open", 2018)
    assert events("Bell")[1:] == [(2019, "missing", "", "")]


def test_who_vanished_is_told_once_and_comes_back(db):
    run(CCD + "2017,3900001,,Ada,1,1\n2017,3900002,,Bell,1,1\n")
    run(CCD + "2018,3900001,,Ada,1,1\n")

    assert run(CCD + "2019,3900001,,Ada,1,1\n").vanished == []
    run(CCD + "2020,3900001,,Ada,1,1\n2020,3900002,,Bell,1,1\n")

    assert events("Bell")[1:] == [(2018, "missing", "", ""), (2020, "returned", "", "Bell")]


def test_who_was_missing_before_is_not_missing_anew_when_a_list_comes_twice(db):
    run(CCD + "2017,3900001,,Ada,1,1\n2017,3900002,,Bell ESC,4,1\n2017,3900003,,Cove ESC,4,1\n")
    run(CCD + "2018,3900001,,Ada,1,1\n2018,3900002,,Bell ESC,4,1\n")
    newest = CCD + "2019,3900001,,Ada,1,1\n2019,3900002,,Bell ESC,4,1\n"
    run(newest)

    assert run(newest).vanished == []
    assert events("Cove ESC")[1:] == [(2018, "missing", "", "")]


def test_whole_list_of_a_year_takes_back_what_a_short_one_told(db):
    run(CCD + "2018,3900001,,Ada,1,1\n2018,3900002,,Bell,1,1\n")
    run(CCD + "2019,3900001,,Ada,1,1\n")
    run(CCD + "2019,3900001,,Ada,1,1\n2019,3900002,,Bell,1,1\n")

    assert events("Bell") == [(2018, "listed", "", "Bell")]


def test_missing_are_closed_when_the_operator_says_so(db):
    run(CCD + "2018,3900001,,Ada,1,1\n2018,3900002,,Bell,1,1\n2018,3900003,,Cove,1,1\n")
    Organization.objects.filter(name="Cove").update(edited_by_hand=["status"])

    report = run(CCD + "2019,3900001,,Ada,1,1\n", closes_missing=True)

    assert [(line["name"], line["is_closing"]) for line in report.vanished] == [
        ("Bell", True),
        ("Cove", False),
    ]
    assert District.objects.get(name="Bell").status == "closed"
    assert District.objects.get(name="Cove").status == "open"
    assert events("Bell")[1:] == [(2019, "missing", "", ""), (2019, "closed", "Open", "Closed")]


def test_faulty_row_still_names_its_agency(db):
    run(CCD + "2018,0100001,,Ada,1,1\n2018,3900002,,Bell,1,1\n")

    report = run(CCD + "2019,100001,,Ada,1,1\n2019,3900002,,Bell,1,1,more\n")

    assert (len(report.faulty), report.vanished) == (2, [])


def test_list_of_service_centers_alone_makes_no_district_vanish(db):
    run(CCD + "2018,3900001,,Ada,1,1\n2018,3900002,,Bell ESC,4,1\n")

    assert run(CCD + "2019,3900002,,Bell ESC,4,1\n").vanished == []


def test_schools_vanish_by_the_list_of_schools_alone(db):
    DistrictFactory(nces_id="3900001", listed_to=2018)
    head = SCHOOLS.replace("ncessch", "year,ncessch")
    run(head + "2018,390000104681,3900001,Kettle,,K,5\n2018,390000104682,3900001,Elm,,K,5\n")

    report = run(head + "2019,390000104681,3900001,Kettle,,K,5\n")

    assert [line["name"] for line in report.vanished] == ["Elm"]


def test_older_list_changes_no_newer_facts(db):
    run(CCD + "2019,3900001,,Ada City,1,1\n")

    report = run(CCD + "2018,3900001,,Ada,1,2\n")

    ada = District.objects.get()
    assert (ada.name, ada.status, ada.listed_to) == ("Ada City", "open", 2019)
    assert report.notes == [
        "1 row is of a newer year in the directory; their facts stay as they are."
    ]


def test_merged_organization_stays_merged(db):
    ada = DistrictFactory(name="Ada")
    DistrictFactory(nces_id="3900002", name="Bell", status="merged", merged_into=ada)

    report = run(CCD + "2019,3900002,,Bell Local,1,1\n")

    assert (report.counts["unchanged"], District.objects.get(pk=ada.pk).status) == (1, "open")
    assert District.objects.get(nces_id="3900002").status == "merged"


def test_same_list_again_tells_nothing_anew(db):
    text = CCD + "2018,3900001,,Ada,1,1\n2018,3900002,,Bell,1,3\n"
    run(text)
    before = list(StatusEvent.objects.values_list("pk", "event", "after"))

    run(text)

    assert list(StatusEvent.objects.values_list("pk", "event", "after")) == before


def test_list_without_a_year_tells_the_day(db):
    run("record,irn,name\ndistrict,990501,Fallow\n")

    told = StatusEvent.objects.get()
    assert (told.event, told.school_year, told.on is None) == ("listed", None, False)


@pytest.mark.parametrize("commit", [True, False])
def test_dry_run_tells_the_same_and_keeps_nothing(db, commit):
    run(CCD + "2018,3900001,,Ada,1,1\n2018,3900002,,Bell,1,1\n")
    before = StatusEvent.objects.count()

    report = run(CCD + "2019,3900001,,Ada City,1,2\n", commit=commit)

    assert (report.counts["renamed"], report.counts["vanished"]) == (1, 1)
    assert (StatusEvent.objects.count() == before) is not commit
