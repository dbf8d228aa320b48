import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from network.models import School
from surveys.collection.services import FrameRow, open_administration, set_school_frame
from tests.factories.cohorts import EnrollmentFactory
from tests.factories.network import PersonFactory, SchoolFactory
from tests.factories.surveys import AdministrationFactory, shipped
from tests.sheets import rows_of_xlsx
from tests.surveys.asking import invited

pytestmark = pytest.mark.django_db
ROLES = ["classroom teacher", "intervention specialist", "other licensed staff"]


@pytest.fixture
def admin(signed_in, state_admin):
    return signed_in(state_admin)


@pytest.fixture
def statewide(db):
    return AdministrationFactory(cohort=None, title="Statewide")


def staff(survey):
    return dict(survey.units.filter(kind="school").values_list("name", "staff"))


def test_schools_outside_the_cohort_are_searched_and_added(admin, statewide, school, other_school):
    url = f"/surveys/{statewide.pk}/frame/"
    empty = admin.get(url).content.decode()
    found = admin.get(f"{url}?which=all&q=kettle").content.decode()
    assert "Choose schools by hand" in empty
    assert "Kettle School" in found
    assert "Gull School" not in found

    answer = admin.post(f"{url}?which=all&q=kettle", {f"school-{school.pk}-staff": "40"})
    assert answer.url == f"{url}?which=all&q=kettle"
    admin.post(url, {f"school-{other_school.pk}-staff": "20"})
    assert staff(statewide) == {"Kettle School": 40, "Gull School": 20}


def test_schools_of_a_center_or_a_district(admin, framed, school, other_school):
    url = f"/surveys/{framed.pk}/frame/"
    center = framed.units.get(name="Maple ESC").organization_id
    for query in (f"?center={center}", f"?district={school.agency_id}"):
        text = admin.get(url + query).content.decode()
        assert "Kettle School" in text
        assert "Gull School" not in text
    assert "No school is like this" in admin.get(f"{url}?q=nowhere").content.decode()
    assert admin.get(f"{url}?center=x&district=y&which=z&page=999").status_code == 200


def test_a_page_that_is_saved_leaves_the_other_schools_alone(admin, framed, school):
    admin.post(f"/surveys/{framed.pk}/frame/", {f"school-{school.pk}-staff": "41"})
    assert staff(framed) == {"Kettle School": 41, "Gull School": 20}

    admin.post(f"/surveys/{framed.pk}/frame/", {f"school-{school.pk}-staff": ""})
    assert staff(framed) == {"Gull School": 20}
    assert framed.units.get(kind="network").staff == 20


def test_an_emptied_row_takes_no_invitations_along_but_a_zero_does(admin, framed, school):
    invited(framed, "Kettle School", 3)
    url = f"/surveys/{framed.pk}/frame/"
    for typed in ("", "2"):
        text = admin.post(url, {f"school-{school.pk}-staff": typed}).content.decode()
        assert "3 are invited here, so at least 3 are expected." in text
    assert framed.invitations.count() == 3

    admin.post(url, {f"school-{school.pk}-staff": "0"})
    assert staff(framed) == {"Gull School": 20}
    assert not framed.invitations.exists()


@pytest.mark.parametrize("name", ["school-x-staff", "school-99999999-staff", "school-", "school"])
def test_fields_of_no_school_change_nothing(admin, framed, name):
    assert admin.post(f"/surveys/{framed.pk}/frame/", {name: "5"}).status_code == 302
    assert staff(framed) == {"Kettle School": 40, "Gull School": 20}


def test_the_template_holds_the_schools_and_comes_back_filled_in(admin, framed, school):
    rows = rows_of_xlsx(
        b"".join(admin.get(f"/surveys/{framed.pk}/frame/frame.xlsx").streaming_content)
    )
    head, gull, kettle = rows
    assert head == ["IRN", "School", "District", *ROLES, "Staff"]
    assert kettle[0] == "000042"  # text: the zeros stay
    assert (gull[1], gull[-1]) == ("Gull School", "20")

    kettle[3:7] = ["30", "5", "7", ""]
    text = "\n".join(",".join(row) for row in (head, kettle))
    upload = SimpleUploadedFile("frame.csv", text.encode())
    shown = admin.post(f"/surveys/{framed.pk}/frame/paste/", {"file": upload, "lines": ""})
    page = shown.content.decode()
    assert "30 classroom teacher, 5 intervention specialist, 7 other licensed staff" in page
    assert "Take these numbers" in page
    assert staff(framed)["Kettle School"] == 40  # only shown

    for _ in range(2):  # a second click changes nothing more
        admin.post(f"/surveys/{framed.pk}/frame/paste/", {"take": "1", "lines": text})
    unit = framed.units.get(name="Kettle School")
    assert (unit.staff, unit.staff_by_role) == (42, dict(zip(ROLES, [30, 5, 7], strict=True)))
    assert staff(framed)["Gull School"] == 20


def test_a_dry_run_tells_what_is_new_left_out_and_not_in_the_cohort(admin, framed, school):
    added = SchoolFactory(name="Ash School", irn="000777", agency=school.agency)
    enrolled = SchoolFactory(name="Elm School", irn="000778", agency=school.agency)
    EnrollmentFactory(cohort=framed.cohort, school=enrolled)
    invited(framed, "Kettle School", 2)
    lines = "IRN,Staff\n000777,5\n000778,6\n42,0\n"
    text = admin.post(f"/surveys/{framed.pk}/frame/paste/", {"lines": lines}).content.decode()

    assert added.name in text
    assert "new, from outside the cohort" in text
    assert '<td data-label="What changes">new</td>' in text
    assert "left out, and its 2 invitations with it" in text


def test_every_fault_of_a_file_is_named_and_the_lines_stay(admin, framed):
    invited(framed, "Kettle School", 3)
    lines = "IRN,Staff\n000042,2\n999999,5\n000042,4\n"
    answer = admin.post(f"/surveys/{framed.pk}/frame/paste/", {"take": "1", "lines": lines})
    text = answer.content.decode()

    assert "Line 2: 3 are invited at Kettle School, so at least 3 are expected." in text
    assert "Line 3, column IRN: no school with IRN 999999 is in the directory." in text
    assert "Line 4: IRN 000042 stands in line 2 already." in text
    assert "999999,5" in text
    assert "Take these numbers" not in text
    assert staff(framed)["Kettle School"] == 40


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The submitted file is empty."),
        (b"%PDF-1.7 something", "This is a PDF"),
        (b"PK\x03\x04broken", "The workbook"),
        (b"School,Staff\nKettle,5", "There is no column IRN."),
    ],
)
def test_a_file_that_is_no_frame_is_refused_in_words(admin, framed, content, words):
    upload = SimpleUploadedFile("frame.csv", content)
    text = admin.post(f"/surveys/{framed.pk}/frame/paste/", {"file": upload}).content.decode()

    assert words in text
    assert staff(framed) == {"Kettle School": 40, "Gull School": 20}


def test_nothing_chosen_and_nothing_pasted_is_said(admin, framed):
    text = admin.post(f"/surveys/{framed.pk}/frame/paste/", {}).content.decode()

    assert "Choose a file, or paste lines." in text


def test_the_roster_is_proposed_by_role_where_titles_tell_it_and_nothing_is_saved(
    admin, framed, school, other_school
):
    for title in ("Classroom teacher", "Classroom Teachers", "Intervention specialist"):
        PersonFactory(organization=school, job_title=title)
    PersonFactory(organization=other_school, job_title="Classroom teacher")
    PersonFactory(organization=other_school, job_title="Baker")
    text = admin.get(f"/surveys/{framed.pk}/frame/roster/").content.decode()

    assert "000042,Kettle School,2,1,0,3" in text
    assert "Gull School,,,,2" in text
    assert "Take these numbers" in text
    assert staff(framed) == {"Kettle School": 40, "Gull School": 20}


def test_a_roster_without_people_says_so(admin, framed):
    page = admin.get(f"/surveys/{framed.pk}/frame/roster/", follow=True).content.decode()

    assert "Nobody is known yet at the schools of this survey." in page


def test_after_opening_the_frame_is_only_read(admin, framed, school):
    open_administration(framed, by=None)
    url = f"/surveys/{framed.pk}/frame/"
    page = admin.get(url).content.decode()
    assert "These numbers were fixed when the survey opened." in page
    assert "From a spreadsheet" not in page
    assert "Save the frame" not in page

    text = admin.post(url, {f"school-{school.pk}-staff": "9"}).content.decode()
    assert "whom it expects can no longer be changed" in text
    admin.post(f"{url}paste/", {"take": "1", "lines": "42,9"})
    assert staff(framed) == {"Kettle School": 40, "Gull School": 20}
    assert "000042,Kettle School" in admin.get(f"{url}frame.csv").getvalue().decode()


def test_children_are_not_counted_from_the_roster(admin, learner_survey):
    page = admin.get(f"/surveys/{learner_survey.pk}/frame/").content.decode()

    assert "learners in grades 3 to 5" in page
    assert "From the directory" not in page


def test_the_frame_costs_the_same_queries_whatever_its_length(admin, statewide, school):
    url = f"/surveys/{statewide.pk}/frame/"
    set_school_frame(statewide, rows=[FrameRow(school=school, staff=10)], by=None)
    counts = []
    for many in (2, 60):
        SchoolFactory.create_batch(many, agency=school.agency)
        rows = [FrameRow(school=found, staff=10) for found in School.objects.all()]
        with CaptureQueriesContext(connection) as saving:
            set_school_frame(statewide, rows=rows, by=None)
        saved = len(saving)
        admin.get(url)
        with CaptureQueriesContext(connection) as reading:
            page = admin.get(url).content.decode()
        counts.append((saved, len(reading)))

    assert counts[0] == counts[1]
    assert "Save this page" in page  # fifty at a time


def test_another_form_has_columns_of_its_own(admin, cohort, school):
    survey = AdministrationFactory(cohort=cohort, version=shipped("IMLA"))
    head = admin.get(f"/surveys/{survey.pk}/frame/frame.csv").getvalue().decode().splitlines()[0]

    assert head.lstrip("\ufeff") == "IRN,School,District,Staff"
