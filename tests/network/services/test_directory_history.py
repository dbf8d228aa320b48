"""The lists of many years: nothing lost, nothing doubled, and every year can be told again."""

import csv
import io
from pathlib import Path

import pytest

from network.directory.files import Choices
from network.models import AgencyDecision, District, Organization, ServiceCenter, StatusEvent
from network.services import directory_import as imports
from tests.factories.network import DistrictFactory
from tests.network.imports import CCD, counts, run

HISTORY = Choices(reader="ccd_history")
SPECIMEN = (
    Path(__file__).parents[4] / "shared" / "data" / "directory" / "oh_ccd-lea-directory_to_2019.csv"
)


def load(text, **options):
    return run(text, choices=HISTORY, **options)


def events(name):
    found = StatusEvent.objects.filter(organization__name=name).order_by("school_year", "pk")
    return [(e.school_year, e.event, e.before, e.after) for e in found]


def everything():
    fields = ("organization_id", "event", "school_year", "before", "after", "source", "pk")
    facts = ("pk", "name", "irn", "nces_id", "status", "kind", "listed_to")
    return (
        list(StatusEvent.objects.order_by("pk").values_list(*fields)),
        list(Organization.objects.order_by("pk").values_list(*facts)),
    )


LIFE = CCD + (
    "2001,3900001,000442,ADA,1,1\n2001,3900002,000443,BELL,1,1\n"
    "2002,3900001,000442,Ada Local,1,1\n"
    "2003,3900001,000442,Ada Local,1,2\n2003,3900002,000443,BELL,1,1\n"
    "2004,3900002,000443,BELL,1,6\n"
    "2005,3900002,000443,Bell City,1,8\n2005,3900003,000444,Cove,7,3\n"
)


def test_agency_gets_its_newest_facts_and_every_year_what_happened(db):
    report = load(LIFE)

    assert (counts(report), report.rows, report.faulty) == ((3, 0, 0, 0), 8, [])
    assert events("Ada Local") == [
        (2001, "listed", "", "ADA"),
        (2002, "renamed", "ADA", "Ada Local"),
        (2003, "closed", "Open", "Closed"),
        (2004, "missing", "", ""),
    ]
    assert events("Bell City") == [
        (2001, "listed", "", "BELL"),
        (2002, "missing", "", ""),
        (2003, "returned", "", "BELL"),
        (2004, "inactive", "Open", "Inactive"),
        (2005, "renamed", "BELL", "Bell City"),
        (2005, "reopened", "Inactive", "Reopened"),
    ]
    assert events("Cove") == [(2005, "listed", "", "Cove"), (2005, "opened", "", "New")]
    facts = District.objects.order_by("name").values_list("name", "status", "listed_to")
    assert list(facts) == [
        ("Ada Local", "closed", 2003),
        ("Bell City", "reopened", 2005),
        ("Cove", "new", 2005),
    ]
    assert [line["name"] for line in report.vanished] == ["Ada Local"]


def test_order_of_the_rows_does_not_matter(db):
    head, *rows = LIFE.splitlines()
    load("\n".join([head, *reversed(rows)]))

    assert [what for _, what, _, _ in events("Bell City")] == [
        "listed",
        "missing",
        "returned",
        "inactive",
        "renamed",
        "reopened",
    ]


def test_twice_changes_nothing(db):
    load(LIFE)
    before = everything()

    report = load(LIFE)

    assert (counts(report), report.events) == ((0, 0, 0, 3), 0)
    assert everything() == before


def test_dry_run_keeps_nothing(db):
    report = load(LIFE, commit=False)

    assert report.counts["added"] == 3
    assert everything() == ([], [])


def test_two_agencies_with_one_state_id_stay_two(db):
    load(CCD + "2001,3900001,000442,Old,7,2\n2003,3900002,000442,New,7,1\n")

    found = District.objects.order_by("nces_id").values_list("name", "irn")
    assert list(found) == [("Old", "000442"), ("New", "000442")]


def test_of_two_agencies_with_one_state_id_the_newer_is_the_one_known_by_it(db):
    ours = DistrictFactory(irn="000442", nces_id="", name="Ours")

    report = load(CCD + "2001,3900001,000442,Old,7,2\n2003,3900002,000442,New,7,1\n")

    ours.refresh_from_db()
    assert (ours.nces_id, ours.name, report.faulty) == ("3900002", "New", [])
    assert District.objects.count() == 2


def test_service_agency_is_guessed_by_the_names_of_all_years_and_asked_once(db, state_admin):
    text = CCD + "2001,3900001,,WASHINGTON EDUC SRV CTR,4,1\n2002,3900001,,WASHINGTON,4,2\n"
    by = state_admin.person
    started = imports.start_import(text.encode(), file_name="a.csv", by=by, reader="ccd_history")

    checked = imports.check_import(started)

    (asked,) = checked.report["unconfirmed"]
    assert (asked["name"], asked["is_service_center"]) == ("WASHINGTON", True)
    imports.confirm_agencies(checked, centers={"3900001": True}, by=by)
    imports.apply_import(imports.check_import(checked), by=by)
    assert ServiceCenter.objects.get().name == "WASHINGTON"
    assert AgencyDecision.objects.count() == 1


def test_row_told_twice_is_a_fault_and_the_agency_stays_one(db):
    report = load(CCD + "2001,3900001,,Ada,1,1\n2001,3900001,,Ada again,1,1\n")

    assert [(fault["row"], fault["reason"]) for fault in report.faulty] == [
        (3, "Row 2 already speaks of this agency in 2001.")
    ]
    assert District.objects.get().name == "Ada"


def test_year_whose_row_is_faulty_still_counts_as_listed(db):
    report = load(CCD + "2001,3900001,,Ada,1,1\n2002,3900001,,Ada,1,77\n2003,3900001,,Ada,1,1\n")

    assert [fault["row"] for fault in report.faulty] == [3]
    assert events("Ada") == [(2001, "listed", "", "Ada")]


def test_list_of_the_next_year_goes_on_where_the_history_ends(db):
    load(LIFE)

    report = run(CCD + "2006,3900003,000444,Cove,7,1\n2006,3900001,000442,Ada,1,8\n")

    assert [line["name"] for line in report.vanished] == ["Bell City"]
    assert [event[:2] for event in events("Ada")][-3:] == [
        (2006, "returned"),
        (2006, "renamed"),
        (2006, "reopened"),
    ]
    assert Organization.objects.listed_in(2006).count() == 2


def test_history_learnt_after_the_newest_list_puts_its_events_right(db):
    run(CCD + "2006,3900003,000444,Cove East,7,1\n2006,3900001,000442,Ada,1,8\n")

    load(LIFE)

    assert [event[:2] for event in events("Ada")] == [
        (2001, "listed"),
        (2002, "renamed"),
        (2003, "closed"),
        (2004, "missing"),
        (2006, "reopened"),
        (2006, "returned"),
        (2006, "renamed"),
    ]
    assert events("Cove East")[-1] == (2006, "renamed", "Cove", "Cove East")
    for year, names in {2005: {"Bell City", "Cove"}, 2006: {"Ada", "Cove East"}}.items():
        listed = Organization.objects.listed_in(year).with_name_in(year)
        assert set(listed.values_list("name_then", flat=True)) == names


def test_history_in_two_files_is_that_of_one(db):
    head, *rows = LIFE.splitlines()
    load("\n".join([head, *(row for row in rows if row < "2003")]))
    load("\n".join([head, *(row for row in rows if row > "2003")]))

    for year, names in {
        2001: {"ADA", "BELL"},
        2002: {"Ada Local"},
        2003: {"Ada Local", "BELL"},
        2004: {"BELL"},
        2005: {"Bell City", "Cove"},
    }.items():
        listed = Organization.objects.listed_in(year).with_name_in(year)
        assert set(listed.values_list("name_then", flat=True)) == names, year


def test_event_typed_by_hand_stays(db):
    load(LIFE)
    ada = District.objects.get(name="Ada Local")
    typed = StatusEvent.objects.create(
        organization=ada, event="inactive", school_year=2002, on="2002-10-01"
    )

    load(LIFE)

    assert StatusEvent.objects.filter(pk=typed.pk).exists()


def test_missing_are_closed_when_the_operator_says_so(db):
    report = load(CCD + "2001,3900001,,Ada,1,1\n2002,3900002,,Bell,1,1\n", closes_missing=True)

    assert District.objects.get(name="Ada").status == "closed"
    assert events("Ada")[1:] == [(2002, "missing", "", ""), (2002, "closed", "Open", "Closed")]
    assert report.vanished[0]["is_closing"]
    load(CCD + "2001,3900001,,Ada,1,1\n2002,3900002,,Bell,1,1\n")
    assert (2002, "closed", "Open", "Closed") in events("Ada")


def test_list_without_a_year_is_no_history(db):
    with pytest.raises(imports.files.WrongHeader, match="School year"):
        load("leaid,name,agency_type\n3900001,Ada,1\n")


@pytest.mark.specimens
def test_twenty_six_years_lose_and_double_nobody(db):
    if not SPECIMEN.exists():
        pytest.skip("The list does not lie beside the checkout")
    content = SPECIMEN.read_bytes()
    years = {}
    for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig"))):
        squeezed = " ".join(row["name"].split())
        years.setdefault(int(row["school_year"]), {})[row["leaid"]] = squeezed

    report = load(content)

    assert (report.rows, report.faulty) == (26_430, [])
    assert (counts(report), Organization.objects.count()) == ((1711, 0, 0, 0), 1711)
    assert len(years) == 26
    for year, names in years.items():
        listed = Organization.objects.listed_in(year).with_name_in(year)
        assert dict(listed.values_list("nces_id", "name_then")) == names, year
    shared = Organization.objects.filter(irn__in=["143404", "149344", "009121", "011440"])
    assert shared.count() == 8
    assert report.history["events"]["renamed"] == 3144
    before = everything()
    again = load(content)
    assert (counts(again), again.events) == ((0, 0, 0, 1711), 0)
    assert everything() == before
