"""Staff of OneRoster exports: who becomes a person, who never does."""

import io
import zipfile
from pathlib import Path

import pytest

from network.directory.tables import Unreadable
from network.models import Activity, DirectoryImport, Person, RoleGrant
from network.services import directory_import as imports
from tests.factories.network import DistrictFactory, PersonFactory, SchoolFactory
from tests.network.directory.rosters import (
    MANIFEST_12,
    ORGS,
    ROLES,
    USERS_11,
    USERS_12,
    export,
    export_11,
    export_12,
)
from tests.network.imports import counts, run

STANDARDS = Path(__file__).parents[4] / "shared" / "data" / "standards"


@pytest.fixture
def kettle(db):
    fallow = DistrictFactory(name="Fallow Local", irn="990501")
    return SchoolFactory(name="Kettle School", irn="000442", agency=fallow)


def test_staff_become_people_with_their_place_and_title(kettle):
    report = run(export_12())

    people = Person.objects.order_by("email").values_list(
        "email", "first_name", "last_name", "job_title", "organization__name"
    )
    assert list(people) == [
        ("maggie@example.org", "Maggie", "Moss", "District administrator", "Fallow Local"),
        ("tina.hale@example.org", "Tina", "Hale", "Principal", "Kettle School"),
    ]
    assert (counts(report), report.faulty) == ((2, 0, 0, 0), [])
    assert not RoleGrant.objects.exists()
    assert Activity.objects.about(Person.objects.first()).get().verb == "added"


def test_students_and_guardians_are_counted_and_never_kept(kettle):
    report = run(export_12())

    assert "2 users are no staff and were left out (parent 1, student 1)." in report.notes
    assert "Pupil" not in str(report.as_dict())
    assert "paul" not in str(report.as_dict()).lower()


def test_student_who_also_helps_is_a_student(kettle):
    report = run(export_12(roles=ROLES + "r9,,,u2,secondary,aide,,,s1\n"))

    assert not Person.objects.filter(first_name="Little").exists()
    assert counts(report) == (2, 0, 0, 0)


def test_who_is_not_enabled_or_to_be_deleted_is_listed_not_imported(kettle):
    report = run(export_12())

    assert [(line["row"], line["name"], line["reason"]) for line in report.not_imported] == [
        (5, "Olga Off", "The export says that this user is not enabled."),
        (6, "Otto Old", "The export says that this row is to be deleted."),
    ]


def test_role_that_has_ended_imports_nobody(kettle):
    ended = ROLES.replace(
        "r7,,,u6,primary,districtAdministrator,,,d1",
        "r7,,,u6,primary,districtAdministrator,2019-07-01,2020-06-30,d1",
    )

    report = run(export_12(roles=ended))

    last = report.not_imported[-1]
    assert (last["name"], last["reason"]) == ("Margaret Moss", "Every role of this user has ended.")
    assert counts(report) == (1, 0, 0, 0)


def test_version_1_1_names_role_and_places_with_the_user(kettle):
    report = run(export_11())

    tina = Person.objects.get()
    assert (tina.job_title, tina.organization_id) == ("Teacher", kettle.pk)
    assert counts(report) == (1, 0, 0, 0)


def test_twice_changes_nothing(kettle):
    run(export_12())

    assert counts(run(export_12())) == (0, 0, 0, 2)
    assert Person.objects.count() == 2


def test_dry_run_keeps_nobody(kettle):
    report = run(export_12(), commit=False)

    assert (counts(report), Person.objects.count()) == ((2, 0, 0, 0), 0)


def test_of_a_known_person_only_what_is_empty_is_filled(kettle):
    tina = PersonFactory(
        email="tina.hale@example.org", first_name="Christina", last_name="Hale", job_title=""
    )

    report = run(export_12())

    tina.refresh_from_db()
    assert (tina.first_name, tina.job_title, tina.organization_id) == (
        "Christina",
        "Principal",
        kettle.pk,
    )
    assert report.counts["changed"] == 1
    assert "1 people have another name here, which stays: Christina Hale." in report.notes


def test_alias_leads_to_the_record_that_goes_on(kettle):
    real = PersonFactory(
        email="t@example.org",
        first_name="Tina",
        last_name="Hale",
        organization=kettle,
        job_title="Head",
    )
    PersonFactory(email="tina.hale@example.org", merged_into=real)

    report = run(export_12())

    assert report.counts["unchanged"] == 1
    assert Person.objects.known().filter(last_name="Hale").count() == 1


def test_organization_that_is_unknown_is_a_fault_of_its_file(kettle):
    roles = ROLES.replace("districtAdministrator,,,d1", "districtAdministrator,,,x1")

    report = run(export_12(roles=roles))

    told = [(fault["file"], fault["row"], fault["column"]) for fault in report.faulty]
    assert told == [("users.csv", 7, "primaryOrgSourcedId"), ("orgs.csv", 5, "identifier")]
    assert "Elsewhere" in report.faulty[0]["reason"]
    assert Person.objects.get().first_name == "Tina"


def test_department_is_a_part_of_its_school(kettle):
    run(
        export_12(
            roles=ROLES.replace("principal,,,s1", "principal,,,m1"),
            users=USERS_12.replace("Hunter2!,,s1\nu2", "Hunter2!,,\nu2"),
        )
    )

    assert Person.objects.get(first_name="Tina").organization_id == kettle.pk


def test_school_and_district_of_one_state_id_are_told_apart_by_type(db):
    district = DistrictFactory(irn="000442")
    school = SchoolFactory(irn="000442", agency=district)
    orgs = ORGS.replace("OH-990501", "000442")

    run(export_12(orgs=orgs))

    assert Person.objects.get(first_name="Tina").organization_id == school.pk
    assert Person.objects.get(first_name="Maggie").organization_id == district.pk


def test_person_named_twice_and_person_without_an_address_are_faults(kettle):
    users = USERS_12 + (
        "u1,,,TRUE,again,Tina,Hale,other@example.org,x,,s1\n"
        "u8,,,TRUE,twin,Tim,Hale,tina.hale@example.org,x,,s1\n"
        "u9,,,TRUE,none,No,Mail,,x,,s1\n"
    )
    roles = ROLES + "r8,,,u8,primary,teacher,,,s1\nr9,,,u9,primary,teacher,,,s1\n"

    report = run(export_12(users=users, roles=roles))

    told = [(fault["row"], fault["column"], fault["value"]) for fault in report.faulty]
    assert told == [
        (8, "sourcedId", "u1"),
        (9, "email", "tina.hale@example.org"),
        (10, "email", ""),
    ]


def test_delta_must_say_what_each_row_is(kettle):
    manifest = MANIFEST_12.replace("file.users,bulk", "file.users,delta")
    users = USERS_12.replace("u6,,", "u6,active,")

    report = run(export_12(manifest=manifest, users=users))

    assert Person.objects.get().first_name == "Maggie"
    assert report.faulty[0]["reason"].startswith("A delta file says of each row")
    assert any(note.startswith("This is a delta export") for note in report.notes)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (export_12(users=None), "The export has no users.csv"),
        (export_12(orgs=None), "The export has no orgs.csv"),
        (export_12(roles=None), "OneRoster 1.2 says in roles.csv who does what"),
        (export_12(users="a,b\n1,2\n"), "users.csv has no column sourcedId"),
    ],
)
def test_export_with_a_missing_file_is_refused_in_words(db, content, told):
    with pytest.raises(Unreadable, match=told):
        run(content)


def test_export_without_a_manifest_is_read_and_told(kettle):
    report = run(export_11(manifest=None))

    assert report.notes[0].startswith("The export has no manifest.csv")
    assert counts(report) == (1, 0, 0, 0)


def test_files_may_lie_in_a_folder(kettle):
    report = run(export(folder="export-2026/", orgs=ORGS, users=USERS_11))

    assert counts(report) == (1, 0, 0, 0)


def test_ragged_row_is_a_fault_and_shows_nothing_of_it(kettle):
    report = run(export_11(users=USERS_11 + "u9,TRUE,s1,student,k,Kid,Secret,k@e.org,pw,more\n"))

    (fault,) = report.faulty
    assert (fault["file"], fault["row"], fault["value"]) == ("users.csv", 4, "")


def test_kept_copy_holds_no_password_no_student_and_the_same_rows(kettle, state_admin):
    by = state_admin.person
    started = imports.start_import(export_12(), file_name="roster.zip", by=by)

    with started.file.open("rb") as kept, zipfile.ZipFile(io.BytesIO(kept.read())) as packed:
        text = "".join(packed.read(name).decode() for name in packed.namelist())
    for secret in ("Hunter2", "password", "Little", "Pupil", "Paul", "u2,", "u3,"):
        assert secret not in text
    checked = imports.check_import(started)
    assert checked.report["counts"]["added"] == 2
    assert checked.report["notes"] == run(export_12(), commit=False).notes
    assert [line["row"] for line in checked.report["not_imported"]] == [5, 6]


def test_written_in_the_browser_as_on_the_command_line(kettle, state_admin):
    by = state_admin.person
    started = imports.start_import(export_12(), file_name="roster.zip", by=by)
    assert (started.reader, started.mapping) == ("oneroster", {})

    imports.apply_import(imports.check_import(started), by=by)

    assert DirectoryImport.objects.get().state == "applied"
    assert Activity.objects.about(Person.objects.get(first_name="Tina")).get().actor == by


@pytest.mark.specimens
def test_exports_of_others_name_students_alone_and_import_nobody(db):
    path = STANDARDS / "oneroster_test_data.zip"
    if not path.exists():
        pytest.skip("The export does not lie beside the checkout")

    report = run(path.read_bytes())

    assert (report.rows, counts(report)) == (1, (0, 0, 0, 0))
    assert "1 users are no staff and were left out (student 1)." in report.notes
    folder = STANDARDS / "oneroster_v1p1_sample"
    files = {found.stem: found.read_text() for found in folder.glob("*.csv")}
    report = run(export(**files))
    assert (report.rows, Person.objects.count()) == (2, 0)
