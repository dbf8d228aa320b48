import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from improvement import services
from improvement.models import Artifact, ArtifactVersion
from network.models import Activity, Indicator
from network.services.frameworks import load_frameworks


def add(team, by, **changes):
    asked = {
        "title": "Goal cards",
        "kind": "file",
        "indicators": [],
        "no_student_identified": True,
        "file": ContentFile(b"Goal cards\n", name="Goal cards.txt"),
    }
    return services.add_artifact(team, **asked | changes, by=by)


def test_a_file_is_kept_under_a_name_that_tells_nothing(team, team_member):
    artifact = add(team, team_member.person)

    version = artifact.versions.get()
    assert (version.file_name, version.content_type, version.size) == (
        "Goal cards.txt",
        "text/plain",
        11,
    )
    assert version.file.name.startswith("artifacts/")
    assert version.file.name.endswith(".txt")
    assert "Goal" not in version.file.name
    assert len(version.sha256) == 64
    with default_storage.open(version.file.name) as stored:
        assert stored.read() == b"Goal cards\n"


def test_a_link_is_kept_as_it_is(team, team_member):
    artifact = add(team, team_member.person, kind="link", file=None, url="https://docs.example/a")

    version = artifact.versions.get()
    assert (version.url, bool(version.file), version.sha256) == (
        "https://docs.example/a",
        False,
        "",
    )


def test_indicators_are_tagged(team, team_member):
    load_frameworks()
    tags = list(
        Indicator.objects.filter(component__version__is_current=True, code__in=["1.1", "4.3"])
    )

    artifact = add(team, team_member.person, indicators=tags)

    assert [tag.code for tag in artifact.indicators.all()] == ["1.1", "4.3"]


def test_pressing_the_button_twice_is_one_artifact(team, team_member, team_lead):
    first = add(team, team_member.person)

    assert add(team, team_member.person) == first
    assert add(team, team_member.person, title="Other") != first
    assert add(team, team_lead.person) != first
    assert ArtifactVersion.objects.count() == 3


def test_the_same_link_twice_is_one_artifact(team, team_member):
    link = {"kind": "link", "file": None, "url": "https://docs.example/a"}

    first = add(team, team_member.person, **link)

    assert add(team, team_member.person, **link) == first
    assert add(team, team_member.person, **link | {"url": "https://docs.example/b"}) != first


def test_without_the_statement_nothing_is_kept(team, team_member):
    with pytest.raises(services.StudentsNotRuledOut, match="no student can be identified"):
        add(team, team_member.person, no_student_identified=False)

    assert not Artifact.objects.exists()


def test_a_file_over_the_limit_is_refused_in_words(team, team_member, settings):
    settings.UPLOAD_LIMIT_BYTES = 2048
    large = ContentFile(b"x" * 4096, name="large.txt")

    with pytest.raises(services.FileRefused, match=r"this one has 4.0.KB, and 2.0.KB is the most"):
        add(team, team_member.person, file=large)

    assert not Artifact.objects.exists()


def test_an_empty_or_missing_file_is_refused(team, team_member):
    for file in (None, ContentFile(b"", name="empty.txt")):
        with pytest.raises(services.FileRefused, match="not empty"):
            add(team, team_member.person, file=file)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/cards.txt", "cards.txt"),
        ("C:\\Users\\Odell\\cards.txt", "cards.txt"),
        ("ca\r\nrds.txt", "cards.txt"),
        ("x" * 300 + ".txt", "x" * 196 + ".txt"),
    ],
)
def test_a_name_is_made_plain(team, team_member, name, kept):
    artifact = add(team, team_member.person, file=ContentFile(b"words", name=name))

    assert artifact.versions.get().file_name == kept


def test_the_team_and_the_artifact_remember_who_added_it(team, team_member):
    artifact = add(team, team_member.person)

    assert Activity.objects.about(artifact).get().actor == team_member.person
    assert Activity.objects.about(team).get().summary == "Goal cards was added to the artifacts."


def test_the_same_comment_twice_in_a_row_is_once(artifact, specialist, team_member):
    first = services.comment_on(artifact, text="Who chose?", by=specialist.person)

    assert services.comment_on(artifact, text="Who chose?", by=specialist.person) == first
    assert services.comment_on(artifact, text="Who chose?", by=team_member.person) != first
    assert artifact.comments.count() == 2
