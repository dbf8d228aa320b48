import factory
from factory.django import DjangoModelFactory

from messaging.models import Message


class MessageFactory(DjangoModelFactory[Message]):
    class Meta:
        model = Message

    kind = "cohorts/team-invitation"
    to = factory.Sequence(lambda n: f"teacher{n}@example.org")
    subject = factory.Sequence(lambda n: f"[Action needed] Letter {n}")
    body = "Hello\n"
    dedupe_key = factory.Sequence(lambda n: f"letter:{n}")
