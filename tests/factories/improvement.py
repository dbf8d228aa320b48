import factory
from factory.django import DjangoModelFactory

from improvement.models import Artifact, ArtifactComment, ArtifactVersion
from tests.factories.cohorts import DesignTeamFactory
from tests.factories.network import PersonFactory


class ArtifactFactory(DjangoModelFactory[Artifact]):
    class Meta:
        model = Artifact

    team = factory.SubFactory(DesignTeamFactory)
    title = factory.Sequence(lambda n: f"Artifact {n}")
    kind = "file"
    no_student_identified = True
    added_by = factory.SubFactory(PersonFactory)


class ArtifactVersionFactory(DjangoModelFactory[ArtifactVersion]):
    class Meta:
        model = ArtifactVersion

    artifact = factory.SubFactory(ArtifactFactory)
    file = factory.django.FileField(filename="cards.txt", data=b"Goal cards\n")
    file_name = "Goal cards.txt"
    content_type = "text/plain"
    size = 11


class ArtifactCommentFactory(DjangoModelFactory[ArtifactComment]):
    class Meta:
        model = ArtifactComment

    artifact = factory.SubFactory(ArtifactFactory)
    author = factory.SubFactory(PersonFactory)
    text = "Which learners chose?"
