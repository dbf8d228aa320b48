import pytest

from network.models import (
    Activity,
    AgencyDecision,
    Alignment,
    District,
    Organization,
    School,
    ServiceCenter,
)
from network.services import directory_import as imports
from network.services.directory_import import Source, import_files
from network.services.directory_kinds import looks_like_service_center
from tests.factories.network import DistrictFactory, SchoolFactory
from tests.network.imports import CCD, SCHOOLS, TEMPLATE, counts, run


def test_dry_run_counts_and_writes_nothing(db):
    report = run(CCD + "2019,3900001,000442,Ada Exempted Village,1,1\n", commit=False)

    assert counts(report) == (1, 0, 0, 0)
    assert not Organization.objects.exists()
    assert not Activity.objects.exists()


def test_written_agency_keeps_its_zeros_and_has_a_line_in_its_log(db):
    run(CCD + "2019,0100005,000442,Ada Exempted Village,7,3\n")

    ada = District.objects.get()
    assert (ada.nces_id, ada.irn, ada.status) == ("0100005", "000442", "new")
    assert (ada.kind, ada.agency_type) == ("district", "community")
    assert Activity.objects.about(ada).get().summary == (
        "Ada Exempted Village was added from list.csv."
    )


def test_second_import_of_one_file_changes_nothing(db):
    text = CCD + "2019,3900001,000442,Ada,1,1\n2019,3900002,,Bell ESC,4,1\n"
    run(text)

    assert counts(run(text)) == (0, 0, 0, 2)
    assert Activity.objects.count() == 2


def test_change_and_closing_are_told_field_by_field(db):
    DistrictFactory(nces_id="3900001", irn="000442", name="Ada")
    DistrictFactory(nces_id="3900002", irn="000443", name="Bell")
    DistrictFactory(nces_id="3900003", irn="000444", name="Gone")

    report = run(CCD + "2019,3900001,000442,Ada Local,1,1\n2019,3900002,000443,Bell,1,2\n")

    assert counts(report) == (0, 1, 1, 0)
    assert [line["fields"] for line in report.changes] == [
        [{"field": "name", "label": "name", "old": "Ada", "new": "Ada Local"}],
        [{"field": "status", "label": "status", "old": "Open", "new": "Closed"}],
    ]
    assert District.objects.get(nces_id="3900002").status == "closed"
    # An agency that a list does not name is told, never closed.
    assert report.not_in_file == 1
    assert District.objects.get(nces_id="3900003").status == "open"


def test_value_that_a_file_does_not_know_empties_nothing(db):
    DistrictFactory(nces_id="3900001", irn="000442", name="Ada", city="Ada")

    report = run(CCD + "2019,3900001,NA,Ada,1,M\n")

    assert counts(report) == (0, 0, 0, 1)


def test_agency_known_by_irn_alone_gets_its_federal_id(db):
    ada = DistrictFactory(nces_id="", irn="000442", name="Ada")

    report = run(CCD + "2019,3900001,000442,Ada,1,1\n")

    ada.refresh_from_db()
    assert (counts(report), ada.nces_id) == ((0, 1, 0, 0), "3900001")


def test_irn_given_to_another_agency_does_not_join_the_two(db):
    DistrictFactory(nces_id="3900001", irn="000442", name="Ada")

    assert counts(run(CCD + "2019,3900009,000442,Bell,1,1\n")) == (1, 0, 0, 0)


def test_agency_named_twice_is_faulty_the_second_time(db):
    report = run(CCD + "2019,3900001,000442,Ada,1,1\n2019,3900001,000442,Ada again,1,1\n")

    assert counts(report) == (1, 0, 0, 0)
    assert report.faulty == [
        {
            "file": "list.csv",
            "row": 3,
            "column": "nces_id",
            "value": "3900001",
            "reason": "Row 2 already speaks of this organization.",
            "name": "Ada again",
        }
    ]


@pytest.mark.parametrize(
    ("name", "is_center"),
    [
        ("Muskingum Valley ESC", True),
        ("North Point Educational Service Center", True),
        ("PUTNAM COUNTY EDUC SRV C", True),
        ("Cuyahoga Valley Career Center", False),
        ("Greene County Vocational School District", False),
        ("Crescent Local", False),
    ],
)
def test_service_centers_are_guessed_by_name(name, is_center):
    assert looks_like_service_center(name) is is_center


def test_guess_on_the_command_line_is_used_and_listed_but_not_remembered(db):
    report = run(CCD + "2019,3900001,,Bell ESC,4,1\n2019,3900002,,Cove Career Center,4,1\n")

    assert ServiceCenter.objects.get().name == "Bell ESC"
    assert District.objects.get().agency_type == "jvs"
    assert [(line["name"], line["is_service_center"]) for line in report.unconfirmed] == [
        ("Bell ESC", True),
        ("Cove Career Center", False),
    ]
    assert not AgencyDecision.objects.exists()


def test_guesses_can_be_confirmed_on_the_command_line(db):
    run(CCD + "2019,3900001,,Bell ESC,4,1\n", confirm_guesses=True)

    assert AgencyDecision.objects.get().is_service_center


def test_decision_wins_over_the_name(db):
    AgencyDecision.objects.create(nces_id="3900001", is_service_center=True)

    report = run(CCD + "2019,3900001,,Bell Board,4,1\n")

    assert ServiceCenter.objects.get().name == "Bell Board"
    assert report.unconfirmed == []


def test_known_service_center_stays_one_under_a_name_that_says_nothing(db):
    run(CCD + "2019,3900001,,Bell ESC,4,1\n")

    report = run(CCD + "2020,3900001,,Bell Board of Education,4,1\n")

    assert ServiceCenter.objects.get().name == "Bell Board of Education"
    assert counts(report) == (0, 1, 0, 0)


def test_wrong_guess_is_put_right_by_a_decision(db):
    text = CCD + "2019,3900001,,Bell,4,1\n"
    run(text)
    AgencyDecision.objects.create(nces_id="3900001", is_service_center=True)

    report = run(text)

    bell = ServiceCenter.objects.get()
    assert (counts(report), bell.kind, bell.name) == ((0, 1, 0, 0), "esc", "Bell")
    assert not District.objects.exists()
    assert counts(run(text)) == (0, 0, 0, 1)


def test_school_of_an_unknown_agency_is_a_faulty_row(db):
    district = DistrictFactory(nces_id="3900001")

    report = run(
        SCHOOLS + "390000104681,3900001,Kettle,Ada,K,5\n390000204681,3900002,Lost,Ada,K,5\n"
    )

    assert School.objects.get().agency_id == district.pk
    assert [(fault["row"], fault["column"], fault["value"]) for fault in report.faulty] == [
        (3, "leaid", "3900002")
    ]


def test_school_of_a_community_agency_is_a_community_school(db):
    DistrictFactory(nces_id="3900001", agency_type="community")

    run(SCHOOLS + "390000104681,3900001,Kettle,Ada,Kindergarten,5\n")

    school = School.objects.get()
    assert (school.school_type, school.lowest_grade, school.grades) == ("community", "K", "K–5")


def test_two_schools_of_one_name_in_one_district_stay_two(db):
    DistrictFactory(nces_id="3900001")

    report = run(
        SCHOOLS + "390000104681,3900001,Kettle,Ada,K,5\n390000104682,3900001,Kettle,Ada,6,8\n"
    )

    assert (counts(report), School.objects.count()) == ((2, 0, 0, 0), 2)


def test_school_that_moves_to_another_agency_is_changed(db):
    old, new = DistrictFactory(nces_id="3900001", name="Ada"), DistrictFactory(nces_id="3900002")
    school = SchoolFactory(nces_id="390000104681", name="Kettle", agency=old, irn="")

    report = run(SCHOOLS + "390000104681,3900002,Kettle,NA,NA,NA\n")

    school.refresh_from_db()
    assert school.agency_id == new.pk
    assert report.changes[0]["fields"] == [
        {"field": "agency_id", "label": "agency", "old": "Ada", "new": new.name}
    ]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "latin-1"])
def test_names_arrive_whole_from_every_encoding(db, codec):
    run((CCD + "2019,3900001,000442,Núñez Académie Zoë,1,1\n").encode(codec))

    assert District.objects.get().name == "Núñez Académie Zoë"


TEMPLATE_FILE = (
    TEMPLATE
    + "school,000442,Kettle,990501,,,,K\n"
    + "alignment,,,990501,990001,2025-07-01,,\n"
    + "district,990501,Fallow,,,,,\n"
    + "service_center,990001,Maple ESC,,,,,\n"
)


def test_template_may_name_its_records_in_any_order(db):
    report = run(TEMPLATE_FILE)

    assert (counts(report), report.faulty) == ((4, 0, 0, 0), [])
    assert School.objects.get().agency.name == "Fallow"
    assert str(Alignment.objects.get()) == "Fallow with Maple ESC"
    assert counts(run(TEMPLATE_FILE)) == (0, 0, 0, 4)


def test_realignment_is_imported_and_not_undone_by_the_older_file(db):
    run(TEMPLATE_FILE + "service_center,990002,Oak ESC,,,,,\n")
    run(TEMPLATE + "alignment,,,990501,990002,2026-07-01,,\n")

    assert counts(run(TEMPLATE_FILE)) == (0, 0, 0, 4)
    assert [(a.service_center.name, str(a.ends_on)) for a in Alignment.objects.all()] == [
        ("Maple ESC", "2026-06-30"),
        ("Oak ESC", "None"),
    ]


def test_alignment_that_clashes_is_a_faulty_row(db):
    run(TEMPLATE_FILE + "service_center,990002,Oak ESC,,,,,\n")

    report = run(TEMPLATE + "alignment,,,990501,990002,2024-07-01,,\n")

    assert [(fault["row"], fault["column"]) for fault in report.faulty] == [(2, "starts_on")]
    assert Alignment.objects.count() == 1


def test_files_given_together_go_agencies_first(db):
    schools = Source("s.csv", (SCHOOLS + "390000104681,3900001,Kettle,Ada,K,5\n").encode())
    agencies = Source("a.csv", (CCD + "2019,3900001,000442,Ada,1,1\n").encode())

    reports = import_files([schools, agencies], year=2019, commit=False)

    assert [(report.file, counts(report), report.faulty) for report in reports] == [
        ("a.csv", (1, 0, 0, 0), []),
        ("s.csv", (1, 0, 0, 0), []),
    ]


def test_refused_file_leaves_the_others_unwritten(db):
    agencies = Source("a.csv", (CCD + "2019,3900001,000442,Ada,1,1\n").encode())
    other = Source("r.csv", b"restaurant,price\nDaniella,43\n")

    with pytest.raises(imports.files.WrongHeader):
        import_files([agencies, other], year=None, commit=True)

    assert not Organization.objects.exists()
