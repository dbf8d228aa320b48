"""The state administrator's way through an import, page by page."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from network.directory.mapping import known_names
from network.directory.tables import read_table
from network.models import AgencyDecision, DirectoryImport, District, ServiceCenter
from network.services.directory_import import check_import
from tests.factories.network import DirectoryImportFactory

CCD = b"school_year,leaid,irn,name,agency_type,status\n"


@pytest.fixture
def admin(signed_in, state_admin):
    return signed_in(state_admin)


def upload(admin, content, name="agencies.csv"):
    return admin.post(reverse("network:import-new"), {"file": SimpleUploadedFile(name, content)})


def test_upload_leads_to_the_dry_run_and_writing_to_the_directory(admin):
    answer = upload(admin, CCD + b"2019,3900001,000442,Ada,1,1\n")

    found = DirectoryImport.objects.get()
    assert answer.url == reverse("network:import", args=[found.pk])
    page = admin.get(answer.url).content.decode()
    assert "Nothing has been written yet." in page
    assert "Write 1 row<" in page
    assert not District.objects.exists()

    write = reverse("network:import-write", args=[found.pk])
    admin.post(write)
    answer = admin.post(write, follow=True)

    assert District.objects.get().irn == "000442"
    assert "This list is in the directory" in answer.content.decode()


def test_wrong_header_is_told_at_the_file(admin):
    answer = upload(admin, b"restaurant,price\nDaniella,43\n")

    assert answer.status_code == 200
    assert answer.context["form"].errors["file"][0].startswith("The header is not that of a")
    assert not DirectoryImport.objects.exists()


def test_file_that_is_no_list_is_told_by_its_content(admin):
    answer = upload(admin, b"\x89PNG\r\n\x1a\n\x00\x00", name="list.csv")

    assert "not a text file" in answer.context["form"].errors["file"][0]


def test_file_that_is_too_large_is_refused(admin, settings):
    settings.UPLOAD_LIMIT_BYTES = 10

    answer = upload(admin, CCD)

    assert "Split the list in two" in answer.context["form"].errors["file"][0]


def test_list_of_many_years_asks_for_one(admin):
    answer = upload(admin, CCD + b"2018,3900001,000442,Ada,1,1\n2019,3900001,000442,Ada,1,2\n")
    found = DirectoryImport.objects.get()
    columns = reverse("network:import-columns", args=[found.pk])
    assert answer.url == columns

    form = admin.get(columns).context["form"]
    chosen = {name: found.mapping.get(name, "") for name in form.columns}
    answer = admin.post(columns, {**chosen, "chosen_year": "2019"})

    assert answer.url == reverse("network:import", args=[found.pk])
    found.refresh_from_db()
    assert (found.year, found.report["rows"]) == (2019, 1)


def test_columns_can_be_chosen_by_hand(admin):
    upload(admin, b"leaid,name,other,agency_type\n3900001,Wrong,Right,1\n")
    found = DirectoryImport.objects.get()
    chosen = {"leaid": "leaid", "name": "other", "agency_type": "agency_type"}

    admin.post(reverse("network:import-columns", args=[found.pk]), chosen)

    found.refresh_from_db()
    assert [line["name"] for line in found.report["changes"]] == ["Right"]


def test_lost_zeros_are_put_back_when_chosen(admin):
    upload(admin, b"leaid,irn,name,agency_type\n3900001,442,Ada,1\n")
    found = DirectoryImport.objects.get()
    assert len(found.report["faulty"]) == 1
    same = {name: name for name in ("leaid", "irn", "name", "agency_type")}

    admin.post(
        reverse("network:import-columns", args=[found.pk]), {**same, "puts_zeros_back": "on"}
    )

    found.refresh_from_db()
    assert (found.report["faulty"], found.report["changes"][0]["irn"]) == ([], "000442")


def test_service_agencies_are_confirmed_with_one_button(admin):
    upload(admin, CCD + b"2019,3900001,,Bell ESC,4,1\n2019,3900002,,Cove,4,1\n")
    found = DirectoryImport.objects.get()
    page = admin.get(reverse("network:import", args=[found.pk])).content.decode()
    assert "2 agencies may be service centers" in page
    agencies = reverse("network:import-agencies", args=[found.pk])
    assert admin.get(agencies).context["form"]["centers"].initial == ["3900001"]

    admin.post(agencies, {"centers": ["3900001"]})
    admin.post(reverse("network:import-write", args=[found.pk]))

    assert AgencyDecision.objects.count() == 2
    assert (ServiceCenter.objects.get().name, District.objects.get().name) == ("Bell ESC", "Cove")


def test_writing_before_the_agencies_are_confirmed_writes_nothing(admin):
    upload(admin, CCD + b"2019,3900001,,Bell ESC,4,1\n2019,3900002,,Ada,1,1\n")
    found = DirectoryImport.objects.get()

    answer = admin.post(reverse("network:import-write", args=[found.pk]), follow=True)

    assert "Say what these 1 agencies are first." in answer.content.decode()
    assert not District.objects.exists()


def test_faulty_rows_come_as_they_stood_with_the_reason(admin):
    upload(admin, CCD + b"2019,39,000442,=Ada,1,1\n2019,3900002,,Bell,1,1\n")
    found = DirectoryImport.objects.get()

    answer = admin.get(reverse("network:import-faults", args=[found.pk]))

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines == [
        "school_year,leaid,irn,name,agency_type,status,row,column,reason",
        "2019,39,000442,'=Ada,1,1,2,leaid,\"LEAID has 2 digits, needs 7. Spreadsheets drop leading "
        'zeros; did you mean 0000039?"',
    ]


def test_tabs_narrow_the_lines(admin):
    upload(admin, CCD + b"2019,39,000442,Ada,1,1\n2019,3900002,,Bell,1,1\n")
    url = reverse("network:import", args=[DirectoryImport.objects.get().pk])

    shown = {
        code: [line["what"] for line in admin.get(url, {"show": code}).context["page"]]
        for code in ("all", "faults", "changed", "new")
    }

    assert shown == {
        "all": ["fault", "added"],
        "faults": ["fault"],
        "changed": [],
        "new": ["added"],
    }


def test_written_import_cannot_be_mapped_anew(admin):
    upload(admin, CCD + b"2019,3900001,000442,Ada,1,1\n")
    found = DirectoryImport.objects.get()
    admin.post(reverse("network:import-write", args=[found.pk]))

    assert admin.get(reverse("network:import-columns", args=[found.pk])).status_code == 404


def test_nobody_else_writes(signed_in, specialist, directory_import):
    answer = signed_in(specialist).post(reverse("network:import-write", args=[directory_import.pk]))

    assert answer.status_code == 404


@pytest.mark.parametrize("count", [1, 5])
def test_list_of_imports_asks_as_often_for_five_as_for_one(admin, count, django_assert_num_queries):
    for _ in range(count):
        check_import(DirectoryImportFactory())
    admin.get(reverse("network:import-list"))

    # user, person, grants; count, rows
    with django_assert_num_queries(5):
        page = admin.get(reverse("network:import-list")).context["page"]

    assert [row.faults for row in page] == [1] * count


def test_upload_that_waits_is_on_the_day_of_the_state_admin(admin):
    upload(admin, CCD + b"2019,3900001,000442,Ada,1,1\n")

    page = admin.get(reverse("home")).content.decode()

    assert "Check agencies.csv" in page


def faults_of(admin, kind):
    (found,) = DirectoryImport.objects.order_by("-pk")[:1]
    answer = admin.get(reverse(f"network:import-faults{kind}", args=[found.pk]))
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("kind", ["", "-xlsx"])
def test_file_of_faults_is_corrected_and_uploaded_again_as_it_is(admin, kind):
    head = CCD.replace(b"\n", b",phone,motto\n")
    upload(
        admin,
        head
        + b"2019,3900001,000442,Ada,1,1,,\n"
        + b'2019,39,000443,"Bell, City",1,77,+1 419 555 0100,=SUM(A1)\n'
        + b"2019,3900003,000444,Cove,1,1,,one,two\n",
    )

    name = "faults.xlsx" if kind else "faults.csv"
    upload(admin, faults_of(admin, kind), name=name)

    # Uncorrected, the same rows are faulty for the same reasons, and the columns are not doubled.
    again = DirectoryImport.objects.order_by("-pk")[0]
    assert again.report["counts"]["added"] == 0
    assert [(f["row"], f["column"]) for f in again.report["faulty"]] == [(2, "leaid"), (3, "")]
    header = read_table(faults_of(admin, kind), known=known_names).header
    assert header[-4:] == ["motto", "row", "column", "reason"]

    table = read_table(faults_of(admin, kind), known=known_names)
    (_, bell), (_, cove) = table.rows
    assert bell[6:8] == ["+1 419 555 0100", "=SUM(A1)"]
    assert cove[-1] == "two"
    bell[1], bell[5] = "3900002", "1"
    rows = [table.header, bell, cove[: len(table.header)]]
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    upload(admin, text.getvalue().encode())

    mended = DirectoryImport.objects.order_by("-pk")[0]
    assert (mended.report["faulty"], mended.report["counts"]["added"]) == ([], 2)
    admin.post(reverse("network:import-write", args=[mended.pk]))
    assert District.objects.get(name="Bell, City").phone == "+1 419 555 0100"
