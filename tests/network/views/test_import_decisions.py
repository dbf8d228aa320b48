"""What a state administrator decides between the dry run and the writing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from network.models import DirectoryImport, District, StatusEvent
from tests.factories.network import DistrictFactory
from tests.network.imports import run

CCD = "school_year,leaid,irn,name,agency_type,status\n"


@pytest.fixture
def admin(signed_in, state_admin):
    return signed_in(state_admin)


def upload(admin, text, **chosen):
    file = SimpleUploadedFile("agencies.csv", text.encode())
    admin.post(reverse("network:import-new"), {"file": file, **chosen})
    return DirectoryImport.objects.get()


def address(name, found):
    return reverse(f"network:{name}", args=[found.pk])


def edited(number):
    return DistrictFactory(
        nces_id=f"390000{number}", name=f"Ours {number}", edited_by_hand=["name", "status"]
    )


def test_choice_field_by_field_is_kept_on_the_form_and_written(admin):
    first, second = edited(1), edited(2)
    found = upload(admin, CCD + "2019,3900001,,Theirs 1,1,2\n2019,3900002,,Theirs 2,1,1\n")
    page = admin.get(address("import", found), {"show": "kept"}).text
    assert page.count("Take the file’s value<") == 3
    shown = ["2:name", "2:status", "3:name"]

    answer = admin.post(address("import-accept", found), {"shown": shown, "take": ["2:status"]})
    page = admin.get(answer.url).text

    assert answer.url.endswith("?show=kept")
    assert page.count(" checked>") == 1
    admin.post(address("import-write", found))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.name, first.status, first.edited_by_hand) == ("Ours 1", "closed", ["name"])
    assert second.name == "Ours 2"


@pytest.mark.parametrize(("everything", "name"), [("file", "Theirs 1"), ("ours", "Ours 1")])
def test_all_or_none_with_one_button(admin, everything, name):
    edited(1)
    found = upload(admin, CCD + "2019,3900001,,Theirs 1,1,1\n")

    admin.post(address("import-accept", found), {"everything": everything, "take": ["2:name"]})
    admin.post(address("import-write", found))

    assert District.objects.get().name == name


def test_choice_of_a_page_leaves_that_of_the_others(admin):
    edited(1), edited(2)
    found = upload(admin, CCD + "2019,3900001,,Theirs 1,1,1\n2019,3900002,,Theirs 2,1,1\n")

    admin.post(address("import-accept", found), {"shown": ["2:name"], "take": ["2:name"]})
    admin.post(address("import-accept", found), {"shown": ["3:name"], "take": ["3:name"]})

    found.refresh_from_db()
    assert found.accepted == {"2": ["name"], "3": ["name"]}


def test_field_that_nobody_asked_about_is_refused_in_words(admin):
    edited(1)
    found = upload(admin, CCD + "2019,3900001,,Theirs 1,1,1\n")

    answer = admin.post(address("import-accept", found), {"take": ["2:irn"]}, follow=True)

    assert "Look at the list again." in answer.text


def test_those_who_vanished_are_closed_by_a_tick(admin):
    run(CCD + "2018,3900001,,Ada,1,1\n2018,3900002,,Bell,1,1\n2018,3900003,,Cove,1,1\n")
    found = upload(admin, CCD + "2019,3900001,,Ada,1,1\n2019,3900003,,Cove,1,1\n")
    page = admin.get(address("import", found), {"show": "vanished"}).text
    assert "Last listed in 2018" in page
    assert "Stays as it is here: open." in page

    admin.post(address("import-missing", found), {"closes_missing": "on"})
    page = admin.get(address("import", found), {"show": "vanished"}).text
    assert "<ins>Closed</ins>" in page
    admin.post(address("import-write", found))

    bell = District.objects.get(name="Bell")
    assert bell.status == "closed"
    told = StatusEvent.objects.filter(organization=bell, school_year=2019).values_list("event")
    assert sorted(told) == [("closed",), ("missing",)]


def test_newer_list_that_changes_nothing_can_be_written(admin):
    run(CCD + "2018,3900001,,Ada,1,1\n")
    found = upload(admin, CCD + "2019,3900001,,Ada,1,1\n")
    page = admin.get(address("import", found)).text
    assert "Write that this list is the newest" in page

    admin.post(address("import-write", found))

    assert District.objects.get().listed_to == 2019


def test_list_is_read_as_the_operator_says(admin):
    found = upload(
        admin, "irn,district\n045187,Ada Village (045187) - Hardin County\n", reader="template"
    )
    columns = address("import-columns", found)
    assert "Which column holds “Record" in admin.get(columns, follow=True).text

    admin.post(columns, {"record": "=district", "irn": "irn", "name": "district"})
    admin.post(address("import-write", found))

    ada = District.objects.get()
    assert (ada.irn, ada.name, ada.county) == ("045187", "Ada Village", "Hardin County")


def test_reader_can_be_changed_afterwards(admin):
    found = upload(admin, "ncessch,leaid,name,agency_type\n390000104681,3900001,Ada,1\n")
    assert found.reader == "nces_schools"

    admin.post(address("import-reader", found), {"reader": "ccd_agencies"})

    found.refresh_from_db()
    assert (found.reader, found.mapping["agency_type"]) == ("ccd_agencies", "agency_type")


@pytest.mark.parametrize("count", [1, 20])
def test_preview_asks_as_often_for_twenty_edits_as_for_one(admin, count, django_assert_num_queries):
    rows = ""
    for number in range(count):
        DistrictFactory(nces_id=f"39000{number:02}", name="Ours", edited_by_hand=["name"])
        rows += f"2019,39000{number:02},,Theirs,1,1\n"
    found = upload(admin, CCD + rows)
    url = address("import", found)
    admin.get(url)

    # user, person, grants; the import; its activity and the actors
    with django_assert_num_queries(5):
        page = admin.get(url, {"show": "kept"}).context["page"]

    assert len(page.object_list) == count


def test_list_of_many_years_is_read_as_history_when_chosen(admin):
    found = upload(admin, CCD + "2018,3900001,,ADA,1,1\n2019,3900001,,Ada,1,1\n")
    columns = address("import-columns", found)
    form = admin.get(columns).context["form"]
    chosen = {name: found.mapping.get(name, "") for name in form.columns}

    answer = admin.post(columns, {**chosen, "chosen_year": "history"})
    page = admin.get(answer.url).text
    assert "2 years, 2018 to 2019" in page
    admin.post(address("import-write", found))

    found.refresh_from_db()
    assert (found.reader, found.year) == ("ccd_history", None)
    told = StatusEvent.objects.order_by("school_year").values_list("event", flat=True)
    assert list(told) == ["listed", "renamed"]


def test_history_can_still_become_one_year(admin):
    found = upload(
        admin, CCD + "2018,3900001,,ADA,1,1\n2019,3900001,,Ada,1,1\n", reader="ccd_history"
    )
    columns = address("import-columns", found)
    form = admin.get(columns).context["form"]
    assert form["chosen_year"].initial == "history"
    chosen = {name: found.mapping.get(name, "") for name in form.columns}

    admin.post(columns, {**chosen, "chosen_year": "2018"})

    found.refresh_from_db()
    assert (found.reader, found.year, found.report["rows"]) == ("ccd_agencies", 2018, 1)
