"""Every quirk of real files that interop.md 2 lists, each on a small file of our own.

The numbers are those of that list. Two of them are at home in files of answers, not of
organizations: several rows of one respondent (of 11) mean a duplicate here, and scale labels that a
spreadsheet turned into factors (16) are coded words whose case differs here.
"""

import pytest

from network.directory.files import Choices
from network.models import District, Organization, School, StatusEvent
from tests.factories.network import DistrictFactory
from tests.network.imports import CCD, SCHOOLS, counts, run


def names():
    return sorted(Organization.objects.values_list("name", flat=True))


def test_01_leading_zeros_stay_and_lost_ones_are_reported_and_repaired_only_by_choice(db):
    whole = run(CCD + "2019,0100005,000442,Ada,1,1\n")
    assert (District.objects.get().irn, whole.faulty) == ("000442", [])

    lost = CCD + "2019,100006,443,Bell,1,1\n"
    assert "did you mean 0100006?" in run(lost).faulty[0]["reason"]
    assert names() == ["Ada"]
    run(lost, choices=Choices(put_zeros_back=True))
    assert District.objects.get(name="Bell").irn == "000443"


def test_01_zip_codes_keep_their_zeros_too(db):
    head = "leaid,name,agency_type,zip\n"
    run(head + "3900001,Ada,1,02139\n3900002,Bell,1,021394307\n")
    found = District.objects.order_by("name").values_list("postal_code", flat=True)
    assert list(found) == ["02139", "02139-4307"]

    report = run(head + "3900003,Cove,1,2139\n")
    assert "did you mean 02139?" in report.faulty[0]["reason"]


def test_02_prefix_of_the_state_is_no_part_of_the_id(db):
    run(CCD + "2019,3900001,OH-000442,Ada,1,1\n")

    assert counts(run(CCD + "2019,3900001,000442,Ada,1,1\n")) == (0, 0, 0, 1)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_03_names_arrive_whole_in_every_encoding_and_with_every_line_ending(db, codec, ending):
    run((CCD + "2019,3900001,000442,Núñez Académie,1,1\n").replace("\n", ending).encode(codec))

    assert names() == ["Núñez Académie"]


def test_03_windows_signs_saved_as_controls_are_put_right(db):
    run((CCD + "2019,3900001,000442,St. Mary\u0092s,1,1\n").encode())

    assert names() == ["St. Mary’s"]


@pytest.mark.parametrize(
    "marker",
    [
        "",
        " ",
        "NA",
        "NaN",
        "NC",
        "M",
        "N",
        "-",
        "x",
        "-1",
        "-2",
        "-9",
        "-999",
        "NOT AVAILABLE",
        "†",
        "‡",
    ],
)
def test_04_every_marker_of_a_missing_value_empties_nothing(db, marker):
    DistrictFactory(nces_id="3900001", irn="000442", name="Ada", phone="419 555 0100")

    head = "leaid,irn,name,agency_type,status,phone\n"
    report = run(head + f"3900001,{marker},Ada,1,{marker},{marker}\n")

    ada = District.objects.get()
    assert (counts(report), ada.irn, ada.phone) == ((0, 0, 0, 1), "000442", "419 555 0100")


def test_04_two_markers_in_one_file_both_mean_that_nothing_is_said(db):
    report = run(CCD + "2019,3900001,M,Ada,1,1\n2019,3900002,-2,Bell,1,1\n")

    assert (report.faulty, names()) == ([], ["Ada", "Bell"])


def test_05_titles_above_the_header_and_units_below_it_are_stepped_over_and_told(db):
    text = (
        "Directory of agencies\nas of October, all agencies\n\n"
        + CCD
        + "year,id,id,text,code,code\n"
        + "2019,3900001,000442,Ada,1,1\n"
    )

    report = run(text)

    assert (names(), report.faulty) == (["Ada"], [])
    assert report.notes == ["Row 5 holds names of columns or units, no data; left out."]


def test_05_three_header_rows_of_a_survey_tool_leave_the_data(db):
    labels = "Schuljahr,Kennung,Landeskennung,Name der Behörde,Typ,Status\n"
    imports = '"{""ImportId"":""y""}","{""ImportId"":""l""}",i,n,t,s\n'

    report = run(CCD + labels + imports + "2019,3900001,000442,Ada,1,1\n")

    assert (names(), report.faulty, len(report.notes)) == (["Ada"], [], 2)


def test_05_header_that_comes_again_further_down_is_stepped_over(db):
    rows = "2019,3900001,000442,Ada,1,1\n"

    report = run(CCD + rows + CCD + rows.replace("3900001", "3900002").replace("000442", "000443"))

    assert (District.objects.count(), report.faulty) == (2, [])


def test_06_two_schools_of_one_name_in_one_district_stay_two(db):
    DistrictFactory(nces_id="3900001")

    run(SCHOOLS + "390000104681,3900001,Kettle,,K,5\n390000104682,3900001,Kettle,,6,8\n")

    assert School.objects.filter(name="Kettle").count() == 2


def test_07_every_status_of_the_lists_is_known_and_vanishing_closes_nobody(db):
    first = "".join(f"2018,390000{code},,A{code},1,{code}\n" for code in range(1, 9))
    run(CCD + first)
    told = District.objects.order_by("nces_id").values_list("status", flat=True)
    assert list(told) == [
        "open",
        "closed",
        "new",
        "added",
        "changed",
        "inactive",
        "future",
        "reopened",
    ]

    report = run(CCD + "2019,3900001,,A1,1,1\n")

    assert report.counts["vanished"] == 7
    assert District.objects.get(name="A4").status == "added"


def test_07_id_given_to_another_agency_joins_nobody(db):
    run(CCD + "2018,3900001,000442,Ada,7,2\n")
    run(CCD + "2019,3900009,000442,Bell,7,3\n")

    assert names() == ["Ada", "Bell"]


def test_07_id_twice_in_one_file_is_a_fault_the_second_time(db):
    report = run(CCD + "2019,3900001,000442,Ada,1,1\n2019,3900001,000442,Bell,1,1\n")

    assert report.faulty[0]["reason"] == "Row 2 already speaks of this organization."
    assert names() == ["Ada"]


def test_08_rename_keeps_the_former_name(db):
    run(CCD + "2018,3900001,000442,ADA EX VILL,1,1\n")
    run(CCD + "2019,3900001,000442,Ada Exempted Village,1,1\n")

    renamed = StatusEvent.objects.get(event="renamed")
    assert (renamed.before, renamed.after) == ("ADA EX VILL", "Ada Exempted Village")
