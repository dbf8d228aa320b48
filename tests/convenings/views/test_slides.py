from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from convenings.jobs import forget_slides
from convenings.models import EvidenceSlide
from convenings.services.slides import UNDO_WITHIN
from core import clock
from tests.factories.cohorts import DesignTeamFactory
from tests.factories.convenings import EvidenceSlideFactory

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40
WORDS = {
    "title": "Goal cards",
    "alt_text": "41 of 56 learners looked at their goal again.",
    "no_student_identified": "on",
}


@pytest.fixture
def put(convening, team):
    return reverse("convenings:slide-put", args=[convening.pk, team.pk])


@pytest.fixture
def gallery(convening):
    return reverse("convenings:slides", args=[convening.pk])


def later():
    return clock.now() + UNDO_WITHIN


def image(name="goal cards.png", content=PNG):
    return SimpleUploadedFile(name, content, content_type="image/png")


def test_a_team_adds_an_image_and_everybody_sees_it(
    signed_in, team_member, specialist, put, gallery
):
    signed_in(team_member).post(put, {**WORDS, "file": image()})

    client = signed_in(specialist)
    shown = client.get(gallery).text
    assert 'alt="41 of 56 learners looked at their goal again."' in shown
    file = client.get(reverse("convenings:slide-file", args=[EvidenceSlide.objects.get().pk]))
    assert b"".join(file.streaming_content) == PNG
    assert file["Content-Disposition"] == 'attachment; filename="goal cards.png"'
    assert file["X-Content-Type-Options"] == "nosniff"


def test_the_words_for_those_who_cannot_see_it_are_asked_for(signed_in, team_member, put):
    response = signed_in(team_member).post(put, {"title": "Goal cards", "file": image()})

    assert response.status_code == 422
    assert "What the slide says: Fill this in" in response.text
    assert "Tick this to go on" in response.text
    assert not EvidenceSlide.objects.exists()


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "Choose a file or enter a link"),
        ({"url": "https://a.example/"}, "Choose a file or enter a link, not both"),
        ({"file": ("page.png", b"<html></html>")}, "none of those we take"),
        ({"file": ("deck.pdf", PNG)}, "its content is a PNG image"),
    ],
)
def test_what_cannot_be_a_slide_is_refused_in_words(signed_in, team_member, put, body, words):
    if "url" in body:
        body = {**body, "file": image()}
    elif body:
        body = {"file": image(*body["file"])}

    response = signed_in(team_member).post(put, {**WORDS, **body})

    assert response.status_code == 422
    assert words in response.text
    assert "Goal cards" in response.text


def test_a_second_slide_takes_the_place_of_the_first_and_its_file_goes(
    signed_in, team_member, put, tmp_path, django_capture_on_commit_callbacks
):
    client = signed_in(team_member)
    client.post(put, {**WORDS, "file": image()})
    first = EvidenceSlide.objects.get().file.path

    client.post(put, {**WORDS, "title": "Second", "file": image()})
    assert Path(first).exists()  # for an undo
    with clock.at(later()), django_capture_on_commit_callbacks(execute=True):
        assert forget_slides() == 1

    slide = EvidenceSlide.objects.get()
    assert slide.title == "Second"
    assert [str(path) for path in tmp_path.rglob("*.png")] == [slide.file.path]
    assert slide.file.path != first


def test_words_are_changed_without_sending_the_file_again(signed_in, team_member, put):
    client = signed_in(team_member)
    client.post(put, {**WORDS, "file": image()})

    client.post(put, {**WORDS, "title": "Better words"})

    slide = EvidenceSlide.objects.get()
    assert (slide.title, slide.file_name) == ("Better words", "goal cards.png")


def test_a_slide_is_taken_out_with_its_file(
    signed_in, team_member, convening, team, put, tmp_path, django_capture_on_commit_callbacks
):
    client = signed_in(team_member)
    client.post(put, {**WORDS, "file": image()})
    take_back = reverse("convenings:slide-take-back", args=[convening.pk, team.pk])

    client.post(take_back)
    assert not EvidenceSlide.objects.standing().exists()
    with clock.at(later()), django_capture_on_commit_callbacks(execute=True):
        forget_slides()

    assert not EvidenceSlide.objects.exists()
    assert list(tmp_path.rglob("*.png")) == []


def test_slide_that_was_taken_out_can_be_put_back(
    signed_in, team_member, specialist, convening, team, put, gallery
):
    client = signed_in(team_member)
    client.post(put, {**WORDS, "file": image()})
    slide = EvidenceSlide.objects.get()
    file = reverse("convenings:slide-file", args=[slide.pk])
    undo = reverse("convenings:slide-restore", args=[slide.pk])

    take_back = reverse("convenings:slide-take-back", args=[convening.pk, team.pk])
    page = client.post(take_back, follow=True).text
    assert f'action="{undo}"' in page
    assert WORDS["title"] not in page
    assert client.get(file).status_code == 404
    assert WORDS["alt_text"] not in client.get(put).text

    for _ in range(2):
        assert "back in the gallery" in client.post(undo, follow=True).text
    assert WORDS["alt_text"] in signed_in(specialist).get(gallery).text
    assert b"".join(client.get(file).streaming_content) == PNG
    assert forget_slides() == 0


def test_slide_that_was_replaced_takes_its_place_again(signed_in, team_member, put):
    client = signed_in(team_member)
    client.post(put, {**WORDS, "file": image()})
    first = EvidenceSlide.objects.get()
    undo = reverse("convenings:slide-restore", args=[first.pk])

    page = client.post(put, {**WORDS, "title": "Second", "file": image()}, follow=True).text
    assert f'action="{undo}"' in page
    assert "Second" in page
    assert f">{first.title}<" not in page

    client.post(undo)

    assert EvidenceSlide.objects.standing().get() == first
    assert client.get(put).context["slide"] == first


def test_slide_is_not_put_back_once_it_is_forgotten(
    signed_in, team_member, team_lead, outsider, convening, team, put
):
    client = signed_in(team_member)
    client.post(put, {**WORDS, "url": "https://slides.example/1"})
    slide = EvidenceSlide.objects.get()
    client.post(reverse("convenings:slide-take-back", args=[convening.pk, team.pk]))
    undo = reverse("convenings:slide-restore", args=[slide.pk])
    assert signed_in(outsider).post(undo).status_code == 404
    with clock.at(later()):
        forget_slides()

    assert signed_in(team_lead).post(undo).status_code == 404


def test_slides_are_walked_through_one_by_one(signed_in, specialist, convening, cohort):
    slides = [
        EvidenceSlideFactory(convening=convening, team=DesignTeamFactory(cohort=cohort, name=name))
        for name in ("Ash", "Birch", "Cedar")
    ]

    middle = signed_in(specialist).get(reverse("convenings:slide", args=[slides[1].pk])).text

    for other in (slides[0], slides[2]):
        assert reverse("convenings:slide", args=[other.pk]) in middle
    assert "Slide <b>2</b> of 3" in middle


@pytest.mark.parametrize("how_many", [1, 6])
def test_the_gallery_takes_the_same_queries_for_any_number_of_slides(
    how_many, signed_in, specialist, convening, cohort, gallery, django_assert_max_num_queries
):
    for _ in range(how_many):
        EvidenceSlideFactory(convening=convening, team=DesignTeamFactory(cohort=cohort))
    client = signed_in(specialist)
    client.get(gallery)

    with django_assert_max_num_queries(18):
        client.get(gallery)
