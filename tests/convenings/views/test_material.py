import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convenings.models import Material
from tests.factories.convenings import ConveningFactory
from tests.factories.hours import MaterialFactory

ALL = reverse("convenings:materials-all")


def address(name, thing):
    return reverse(f"convenings:{name}", args=[thing.pk])


def test_whoever_runs_the_cohort_adds_a_file_and_its_members_find_it(
    convening, specialist, team_member, signed_in
):
    file = SimpleUploadedFile("deck.pdf", b"%PDF-1.7 a deck")
    facts = {"title": "Opening deck", "kind": "deck", "access": "cohort", "file": file}

    answer = signed_in(specialist).post(address("material-new", convening), facts)

    assert answer.url == address("materials", convening)
    page = signed_in(team_member).get(answer.url).text
    assert "Opening deck" in page
    assert "Remove" not in page


def test_a_file_is_handed_out_as_an_attachment_of_its_own_type(convening, team_member, signed_in):
    material = MaterialFactory(convening=convening)

    answer = signed_in(team_member).get(address("material-file", material))

    assert answer["Content-Disposition"] == 'attachment; filename="Plan of the day.txt"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("text/plain", "nosniff")
    assert b"".join(answer) == b"Plan of the day\n"


def test_a_stranger_opens_what_is_public_and_is_asked_to_sign_in_for_the_rest(client, convening):
    public = MaterialFactory(convening=convening, access="public", title="Open cards")
    private = MaterialFactory(convening=convening, title="Our plan")

    page = client.get(ALL).text
    assert "Open cards" in page
    assert "Our plan" not in page
    answer = client.get(address("material-file", public))
    assert (answer.status_code, b"".join(answer)) == (200, b"Plan of the day\n")
    for pk in (private.pk, 10**9):
        asked = client.get(reverse("convenings:material-file", args=[pk]))
        assert asked.url.startswith("/accounts/login/")


def test_what_is_removed_is_found_nowhere_until_it_is_brought_back(
    client, convening, specialist, signed_in
):
    material = MaterialFactory(convening=convening, access="public", title="Open cards")
    organizer = signed_in(specialist)
    answer = organizer.post(address("material-remove", material), follow=True)

    assert address("material-restore", material) in answer.text
    assert "Open cards" not in organizer.get(ALL).text
    assert organizer.get(address("material-file", material)).status_code == 404

    organizer.post(address("material-restore", material))
    assert "Open cards" in organizer.get(ALL).text


@pytest.mark.parametrize(
    ("facts", "complaint"),
    [
        ({}, "Choose a file or enter a link"),
        ({"url": "https://a.example", "with_file": b"%PDF-1.7"}, "not both"),
        ({"with_file": b"<html>"}, "Choose another file"),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL"),
    ],
)
def test_faults_are_said_and_what_was_typed_stays(
    facts, complaint, convening, specialist, signed_in
):
    given = {"title": "Opening deck", "kind": "deck", "access": "public", "url": ""} | facts
    if content := given.pop("with_file", None):
        given["file"] = SimpleUploadedFile("deck.pdf", content)

    answer = signed_in(specialist).post(address("material-new", convening), given)

    assert answer.status_code == 422
    assert complaint in answer.text
    assert "Opening deck" in answer.text
    assert not Material.objects.exists()


def test_a_material_is_opened_to_everybody_by_a_change(convening, specialist, signed_in):
    material = MaterialFactory(convening=convening, title="Cards")
    facts = {"title": "Goal cards", "kind": "handout", "access": "public"}

    signed_in(specialist).post(address("material-change", material), facts)

    material.refresh_from_db()
    assert (material.title, material.access) == ("Goal cards", "public")
    assert material.file_name == "Plan of the day.txt"


def test_the_search_finds_materials_in_ones_own_scope(
    convening, other_cohort, team_member, signed_in
):
    MaterialFactory(convening=convening, title="Moonshot deck")
    elsewhere = ConveningFactory(cohort=other_cohort)
    MaterialFactory(convening=elsewhere, title="Moonshot plan")

    page = signed_in(team_member).get(ALL, {"q": "moonshot"}).text

    assert "Moonshot deck" in page
    assert "Moonshot plan" not in page


@pytest.mark.parametrize("how_many", [1, 12])
def test_lists_take_the_same_queries_for_any_number(
    how_many, convening, specialist, signed_in, django_assert_num_queries
):
    for _ in range(how_many):
        MaterialFactory(convening=convening)
    client = signed_in(specialist)
    client.get(ALL)

    with django_assert_num_queries(5):  # user, person, grants; count, rows
        client.get(ALL)
    with django_assert_num_queries(10):  # the head of the convening besides
        client.get(address("materials", convening))
