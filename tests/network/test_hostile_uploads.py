"""Files that are not what they claim, or that would take the server along: refused in words.

Whatever is refused leaves no import, no file and nothing half-applied.
"""

import io
import stat
import time
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from network.directory.files import Refused
from network.models import DirectoryImport, Organization
from network.services.directory_import import Source, import_files
from tests.network.directory.rosters import MANIFEST_11, ORGS, USERS_11, export_11
from tests.network.imports import CCD, run

MB = 1 << 20


@pytest.fixture
def admin(signed_in, state_admin):
    return signed_in(state_admin)


def refusal(admin, content, name="agencies.csv", **chosen):
    """What the form says; nothing may be left behind."""
    organizations = Organization.objects.count()
    file = SimpleUploadedFile(name, content)
    answer = admin.post(reverse("network:import-new"), {"file": file, **chosen})
    assert answer.status_code == 200
    assert not DirectoryImport.objects.exists()
    assert Organization.objects.count() == organizations
    return answer.context["form"].errors["file"][0]


def packed(members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7\nsome text\n", "This is a PDF"),
        (b"<!doctype html><table><tr><td>leaid</td></tr></table>", "This is a web page or XML"),
        (b'{"leaid": "3900001"}', "This is JSON"),
        (b'[{"leaid": "3900001"}]', "This is JSON"),
        (b"{\\rtf1 leaid}", "This is a text document"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "This is not a text file"),
        (b"\x1f\x8b\x08\x00\x00\x00", "This is not a text file"),
        (b"MZ\x90\x00\x03\x00", "This is not a text file"),
        (b"", "The submitted file is empty."),
        (b"\n\n\n", "The file is empty."),
        (b"\xff\xfel\x00e", "ends in the middle of a character"),
    ],
)
def test_file_that_is_no_list_is_told_by_its_content_whatever_its_name(admin, content, told):
    assert told in refusal(admin, content)


def test_list_under_a_wrong_name_is_read_all_the_same(db):
    assert run(CCD + "2019,3900001,000442,Ada,1,1\n", name="list.xlsx").counts["added"] == 1


def test_two_hundred_megabytes_are_refused_before_they_are_read(admin):
    class NeverRead(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, _):
            raise AssertionError("The body was read.")

    answer = admin.generic(
        "POST",
        reverse("network:import-new"),
        **{
            "wsgi.input": NeverRead(),
            "CONTENT_TYPE": "multipart/form-data; boundary=x",
            "CONTENT_LENGTH": str(200 * MB),
        },
    )

    assert answer.status_code == 400
    assert "This could not be taken" in answer.text


def test_cell_without_an_end_is_refused(admin):
    text = CCD + '2019,3900001,000442,"' + "A" * 200_000

    assert "a cell has no end or is longer than 100,000 characters" in refusal(admin, text.encode())


def test_millions_of_columns_are_refused_before_they_are_built(admin):
    text = CCD + "2019,3900001,000442,Ada,1,1" + "," * 3_000_000

    assert "more than 2,000 columns" in refusal(admin, text.encode())


def test_millions_of_cells_are_refused_before_they_are_built(admin):
    started = time.monotonic()
    text = CCD + ("," * 999 + "\n") * 5_100

    assert "more than 5,000,000 cells" in refusal(admin, text.encode())
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "name", ["../evil.csv", "/etc/evil.csv", "a/../../evil.csv", "C:\\evil.csv"]
)
def test_archive_that_reaches_outside_itself_is_refused(admin, name):
    content = packed({"users.csv": USERS_11, "orgs.csv": ORGS, name: "x"})

    assert "names files outside itself" in refusal(admin, content, name="roster.zip")


def test_archive_with_a_link_is_refused(admin):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        link = zipfile.ZipInfo("users.csv")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    content = target.getvalue()

    assert "names files outside itself" in refusal(admin, content)


def test_archive_that_unpacks_to_gigabytes_is_refused(admin):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("orgs.csv", ORGS)
        with archive.open("users.csv", "w") as member:
            for _ in range(151):
                member.write(b" " * MB)
    content = target.getvalue()
    assert len(content) < MB

    assert "unpacks to far more than any export" in refusal(admin, content)


def test_archive_that_lies_about_its_size_is_refused(admin):
    content = packed({"manifest.csv": MANIFEST_11, "orgs.csv": ORGS, "users.csv": " " * 50_000})
    lied = content.replace((50_000).to_bytes(4, "little"), (500).to_bytes(4, "little"))
    assert lied != content

    assert "The archive is broken" in refusal(admin, lied)


@pytest.mark.parametrize("name", ["more.zip", "roles.csv"])
def test_archive_in_an_archive_is_refused(admin, name):
    inner = packed({"users.csv": USERS_11})
    content = packed({"orgs.csv": ORGS, "users.csv": USERS_11, name: inner})

    assert "another archive" in refusal(admin, content)


def test_archive_with_one_name_twice_is_refused(admin):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("orgs.csv", ORGS)
        archive.writestr("users.csv", USERS_11)
        archive.writestr("again/users.csv", USERS_11)

    assert "holds users.csv twice" in refusal(admin, target.getvalue())


def test_archive_with_a_password_is_refused(admin):
    content = bytearray(export_11())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := content.find(signature, at + 1)) >= 0:
            content[at + offset] |= 1

    assert "protected by a password" in refusal(admin, bytes(content))


def test_other_archives_are_told_what_they_hold(admin):
    content = packed({"list.csv": CCD, "photo.png": "x"})

    told = refusal(admin, content, name="list.zip")

    assert "neither a workbook nor a OneRoster export: it holds list.csv, photo.png" in told


@pytest.mark.parametrize("cut", [10, 100, -40])
def test_archive_that_is_cut_short_is_refused(admin, cut):
    told = refusal(admin, export_11()[:cut])

    assert "broken" in told


def test_nothing_is_half_applied_when_a_later_file_is_refused(db):
    good = Source("a.csv", (CCD + "2019,3900001,000442,Ada,1,1\n").encode())
    bad = Source("b.zip", export_11()[:-40])

    with pytest.raises(Refused):
        import_files([good, bad], year=None, commit=True)

    assert not Organization.objects.exists()
