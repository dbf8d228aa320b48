"""A OneRoster export through the browser."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from network.models import DirectoryImport, Person
from tests.factories.network import DistrictFactory, SchoolFactory
from tests.network.directory.rosters import export_12


@pytest.fixture
def admin(signed_in, state_admin):
    fallow = DistrictFactory(name="Fallow Local", irn="990501")
    SchoolFactory(name="Kettle School", irn="000442", agency=fallow)
    return signed_in(state_admin)


def upload(admin, content, **chosen):
    file = SimpleUploadedFile("roster.zip", content)
    return admin.post(reverse("network:import-new"), {"file": file, **chosen})


@pytest.mark.parametrize("reader", ["", "oneroster"])
def test_people_are_shown_before_they_are_written(admin, reader):
    answer = upload(admin, export_12(), reader=reader)
    page = admin.get(answer.url).text

    assert "tina.hale@example.org" in page
    assert "Principal, Kettle School" in page
    assert "Olga Off" in page
    assert "Pupil" not in page
    assert not Person.objects.filter(last_name="Hale").exists()
    found = DirectoryImport.objects.get()
    admin.post(reverse("network:import-write", args=[found.pk]))
    assert Person.objects.filter(last_name="Hale").exists()


def test_there_are_no_columns_to_choose(admin):
    upload(admin, export_12())
    found = DirectoryImport.objects.get()

    answer = admin.get(reverse("network:import-columns", args=[found.pk]))

    assert answer.url == reverse("network:import", args=[found.pk])


def test_list_that_is_no_export_is_refused_as_one(admin):
    answer = upload(admin, b"leaid,name,agency_type\n3900001,Ada,1\n", reader="oneroster")

    assert "This is no OneRoster export" in answer.context["form"].errors["file"][0]


def test_faults_name_their_file(admin):
    roles = "userSourcedId,role,orgSourcedId\nu6,teacher,x1\n"
    upload(admin, export_12(roles=roles))
    found = DirectoryImport.objects.get()
    page = admin.get(reverse("network:import", args=[found.pk]), {"show": "faults"}).text
    assert "orgs.csv, row 5" in page

    answer = admin.get(reverse("network:import-faults", args=[found.pk]))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()

    assert lines[0] == "file,row,name,column,value,reason"
    assert lines[1].startswith("orgs.csv,5,Elsewhere,identifier,123456,")
