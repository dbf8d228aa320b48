import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from improvement.models import Artifact
from network.models import Indicator
from network.services.frameworks import load_frameworks
from tests.factories.improvement import (
    ArtifactCommentFactory,
    ArtifactFactory,
    ArtifactVersionFactory,
)


def upload(name="Goal cards.txt", content=b"Goal cards\n"):
    return SimpleUploadedFile(name, content)


def answers(**changes):
    return {"title": "Goal cards", "no_student_identified": "on"} | changes


@pytest.fixture
def new_page(team):
    return reverse("improvement:artifact-new", args=[team.pk])


def test_a_member_adds_a_file_with_its_indicators(team_member, team, new_page, signed_in):
    load_frameworks()
    tag = Indicator.objects.get(component__version__is_current=True, code="4.3")
    client = signed_in(team_member)
    assert client.get(new_page).text.count('type="checkbox"') == 21

    answer = client.post(
        new_page, answers(file=upload(), **{f"component_{tag.component_id}": [tag.pk]})
    )

    artifact = Artifact.objects.get()
    assert answer.url == artifact.get_absolute_url()
    assert (artifact.team, artifact.kind, artifact.added_by) == (team, "file", team_member.person)
    assert [*artifact.indicators.all()] == [tag]


def test_a_member_adds_a_link(team_member, new_page, signed_in):
    signed_in(team_member).post(new_page, answers(url="docs.example/cards"))

    assert Artifact.objects.get().versions.get().url == "https://docs.example/cards"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Choose a file or enter a link"),
        ({"file": upload(), "url": "https://docs.example/a"}, "not both"),
        ({"url": "ftp://docs.example/a"}, "Enter a valid URL"),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL"),
        ({"file": upload("cards.pdf")}, "named .pdf, but its content is a text"),
        ({"file": upload("cards.html", b"<html>")}, "none of those we take"),
        ({"url": "https://docs.example/a", "no_student_identified": ""}, "Tick this to go on"),
    ],
)
def test_a_refusal_is_said_in_words_and_input_kept(
    team_member, new_page, signed_in, changes, words
):
    response = signed_in(team_member).post(new_page, answers(**changes))

    assert words in response.text
    assert 'value="Goal cards"' in response.text
    assert "<title>Error: " in response.text
    assert not Artifact.objects.exists()


def test_a_file_over_the_limit_is_refused_at_the_field(team_member, new_page, signed_in, settings):
    settings.UPLOAD_LIMIT_BYTES = 5

    response = signed_in(team_member).post(new_page, answers(file=upload()))

    assert "is the most" in response.text
    assert not Artifact.objects.exists()


def test_a_file_is_served_only_as_an_attachment(specialist, artifact_file, signed_in):
    url = reverse("improvement:download", args=[artifact_file.pk])

    response = signed_in(specialist).get(url)

    assert b"".join(response.streaming_content) == b"Goal cards\n"
    assert response.headers["Content-Disposition"] == 'attachment; filename="Goal cards.txt"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Type"] == "text/plain"
    assert "no-store" in response.headers["Cache-Control"]


def test_a_link_has_no_file_to_download(specialist, artifact, signed_in):
    link = ArtifactVersionFactory(artifact=artifact, file=None, url="https://docs.example/a")
    url = reverse("improvement:download", args=[link.pk])

    assert signed_in(specialist).get(url).status_code == 404


def test_a_specialist_comments(specialist, artifact, signed_in):
    client = signed_in(specialist)

    client.post(artifact.get_absolute_url(), {"text": "Which learners chose?"})

    comment = artifact.comments.get()
    assert (comment.author, comment.text) == (specialist.person, "Which learners chose?")
    assert "Which learners chose?" in client.get(artifact.get_absolute_url()).text


def test_a_comment_that_is_too_long_is_kept_in_the_form(specialist, artifact, signed_in):
    words = "word " * 500

    response = signed_in(specialist).post(artifact.get_absolute_url(), {"text": words})

    assert "at most 2000 characters" in response.text
    assert words.strip() in response.text
    assert not artifact.comments.exists()


def test_a_comment_is_text_and_never_markup(specialist, artifact, signed_in):
    client = signed_in(specialist)
    client.post(artifact.get_absolute_url(), {"text": "<script>alert(1)</script>"})

    assert "<script>alert" not in client.get(artifact.get_absolute_url()).text


@pytest.mark.parametrize("who", ["school_leader", "partner_facilitator", "outsider"])
def test_who_only_reads_or_does_not_see_it_cannot_comment(request, who, artifact, signed_in):
    client = signed_in(request.getfixturevalue(who))

    assert client.post(artifact.get_absolute_url(), {"text": "x"}).status_code == 404
    assert not artifact.comments.exists()


@pytest.mark.parametrize("how_many", [1, 5])
def test_a_teams_artifacts_take_the_same_queries_for_any_number(
    how_many, specialist, team, signed_in, django_assert_num_queries
):
    load_frameworks()
    tags = Indicator.objects.filter(component__version__is_current=True)[:3]
    for _ in range(how_many):
        artifact = ArtifactFactory(team=team)
        artifact.indicators.set(tags)
        ArtifactCommentFactory.create_batch(2, artifact=artifact)
    client = signed_in(specialist)
    url = reverse("improvement:team-artifacts", args=[team.pk])
    client.get(url)

    # user, person, grants; team; count, page, indicators; may read; may add
    with django_assert_num_queries(9):
        response = client.get(url)

    assert [artifact.comment_count for artifact in response.context["page"]] == [2] * how_many


@pytest.mark.parametrize("how_many", [1, 5])
def test_an_artifacts_page_takes_the_same_queries_for_any_number_of_comments(
    how_many, specialist, artifact, artifact_file, signed_in, django_assert_num_queries
):
    ArtifactCommentFactory.create_batch(how_many, artifact=artifact)
    client = signed_in(specialist)
    client.get(artifact.get_absolute_url())

    # user, person, grants; artifact; may comment; versions, indicators, comments, activity
    with django_assert_num_queries(9):
        response = client.get(artifact.get_absolute_url())

    assert len(response.context["comments"]) == how_many


def test_the_panel_shows_the_newest_and_a_way_to_all(team_member, team, signed_in):
    ArtifactFactory.create_batch(6, team=team)
    url = reverse("improvement:team-artifacts", args=[team.pk])
    client = signed_in(team_member)

    panel = client.get(url, headers={"HX-Request": "true"}).text
    page = client.get(url).text

    assert panel.count("no comment yet") == 5
    assert "All artifacts" in panel
    assert "Add an artifact" in panel
    assert "<h1>" not in panel
    assert page.count("no comment yet") == 6


def test_who_reads_figures_only_is_told_who_reads_artifacts(evaluator, team, artifact, signed_in):
    text = signed_in(evaluator).get(reverse("improvement:team-artifacts", args=[team.pk])).text

    assert "Goal cards" not in text
    assert "is read by the team and the people who work with it" in text
