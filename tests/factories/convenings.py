"""Convenings, their sessions and who comes."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from convenings.models import (
    Attendance,
    ChoiceSession,
    Convening,
    EvidenceSlide,
    Facilitator,
    PartOption,
    PreWork,
    PreWorkPart,
    Question,
    Registration,
    Session,
    Venue,
)
from core import clock
from tests.factories.cohorts import CohortFactory
from tests.factories.network import PersonWithAccountFactory


class ConveningFactory(DjangoModelFactory[Convening]):
    class Meta:
        model = Convening

    cohort = factory.SubFactory(CohortFactory)
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    topic = "Authentic Learning"
    learning_targets = ["Build a shared picture of authentic learning"]


class SessionFactory(DjangoModelFactory[Session]):
    class Meta:
        model = Session

    convening = factory.SubFactory(ConveningFactory)
    region = factory.Sequence(lambda n: f"Region {n}")
    starts_at = factory.LazyFunction(lambda: clock.now() + dt.timedelta(days=14))
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + dt.timedelta(hours=6))
    mode = "in_person"
    place = "Lakebend Learning Hall"
    revision = 0
    is_cancelled = False


class RegistrationFactory(DjangoModelFactory[Registration]):
    class Meta:
        model = Registration

    session = factory.SubFactory(SessionFactory)
    convening = factory.SelfAttribute("session.convening")
    person = factory.SubFactory(PersonWithAccountFactory)
    state = "registered"


class AttendanceFactory(DjangoModelFactory[Attendance]):
    class Meta:
        model = Attendance

    session = factory.SubFactory(SessionFactory)
    person = factory.SubFactory(PersonWithAccountFactory)


class FacilitatorFactory(DjangoModelFactory[Facilitator]):
    class Meta:
        model = Facilitator

    session = factory.SubFactory(SessionFactory)
    person = factory.SubFactory(PersonWithAccountFactory)


class QuestionFactory(DjangoModelFactory[Question]):
    class Meta:
        model = Question

    convening = factory.SubFactory(ConveningFactory)
    position = factory.Sequence(lambda n: n % 30_000 + 1)
    words = "What food do you need?"


class PreWorkFactory(DjangoModelFactory[PreWork]):
    """Of a convening in 14 days, so open; without parts."""

    class Meta:
        model = PreWork

    convening = factory.SubFactory(ConveningFactory)
    title = "Before we meet"


class PreWorkPartFactory(DjangoModelFactory[PreWorkPart]):
    class Meta:
        model = PreWorkPart

    prework = factory.SubFactory(PreWorkFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = "reflect"
    title = "What does it affirm?"


class PartOptionFactory(DjangoModelFactory[PartOption]):
    class Meta:
        model = PartOption

    part = factory.SubFactory(PreWorkPartFactory, kind="choose")
    position = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Way {n}")


class EvidenceSlideFactory(DjangoModelFactory[EvidenceSlide]):
    class Meta:
        model = EvidenceSlide

    title = "What learners told us"
    alt_text = "Nine of ten learners set a goal."
    url = "https://slides.example/one"
    no_student_identified = True


class VenueFactory(DjangoModelFactory[Venue]):
    class Meta:
        model = Venue

    name = factory.Sequence(lambda n: f"Learning hall {n}")


class ChoiceSessionFactory(DjangoModelFactory[ChoiceSession]):
    class Meta:
        model = ChoiceSession

    session = factory.SubFactory(SessionFactory)
    round = 1
    title = factory.Sequence(lambda n: f"Choice {n}")
