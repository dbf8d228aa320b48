import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from convenings.models import Material
from convenings.services import material as services
from network.models import Activity
from tests.factories.hours import MaterialFactory


def deck(name="Plan of the day.pdf", content=b"%PDF-1.7 a deck"):
    return SimpleUploadedFile(name, content, "text/html")


def add(convening, by, **facts):
    given = {"kind": "deck", "title": "Opening", "access": "cohort", "file": deck(), **facts}
    return services.add_material(convening, **given, by=by)


def test_a_file_is_known_by_its_content_and_lies_under_a_name_that_tells_nothing(
    convening, specialist
):
    material = add(convening, specialist.person)

    assert (material.content_type, material.file_name) == ("application/pdf", "Plan of the day.pdf")
    assert "Plan" not in material.file.name
    assert "Opening was added for everybody who sees the cohort." in str(
        Activity.objects.latest("pk").summary
    )


def test_a_second_click_adds_nothing(convening, specialist):
    first, second = (add(convening, specialist.person) for _ in range(2))

    assert first == second
    assert convening.materials.count() == 1


def test_a_page_that_pretends_to_be_a_deck_is_refused(convening, specialist):
    with pytest.raises(services.FileRefused, match="Choose another file"):
        add(convening, specialist.person, file=deck(content=b"<html><script>"))
    assert not Material.objects.exists()


def test_a_link_needs_no_file(convening, specialist):
    given = add(convening, specialist.person, file=None, url="https://video.example/4")

    assert given.get_absolute_url() == "https://video.example/4"


def test_what_is_removed_can_be_brought_back_and_each_happens_once(convening, specialist):
    material, by = MaterialFactory(convening=convening), specialist.person
    for _ in range(2):
        services.remove_material(material, by=by)
    assert not Material.objects.kept().exists()
    assert Activity.objects.about(convening).count() == 1

    for _ in range(2):
        services.bring_back_material(material, by=by)
    assert Material.objects.kept().get() == material
    assert Activity.objects.about(convening).count() == 2


def test_the_log_says_who_opened_a_material_to_everybody(convening, specialist):
    material = MaterialFactory(convening=convening, title="Cards")

    services.change_material(
        material, kind="deck", title="Cards", access="public", by=specialist.person
    )

    line = Activity.objects.about(convening).get()
    assert line.summary == "The material Cards was changed."
