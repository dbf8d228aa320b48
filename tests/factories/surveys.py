import datetime as dt

import factory
from factory.django import DjangoModelFactory

from core import clock
from surveys.collection.models import Administration, FrameUnit, Invitation
from surveys.instruments.models import InstrumentVersion
from surveys.instruments.services import load_instruments
from tests.factories.cohorts import CohortFactory
from tests.factories.network import PersonFactory


def shipped(code, number=1):
    """A version we ship, loaded when it is missing; the first of CVF and IMT are the short ones."""
    versions = InstrumentVersion.objects.select_related("instrument")
    wanted = versions.without_variants().filter(instrument__code=code, number=number)
    if not wanted.exists():
        load_instruments([code])
    return wanted.get()


class AdministrationFactory(DjangoModelFactory[Administration]):
    class Meta:
        model = Administration

    version = factory.LazyFunction(lambda: shipped("IMT"))
    title = factory.Sequence(lambda n: f"Implementation survey {n}")
    purpose = "implementation"
    cohort = factory.SubFactory(CohortFactory)
    school_year = "2025-26"
    wave = "spring 2026"
    mode = "anonymous"
    state = "draft"
    threshold = 10
    opens_at = factory.LazyFunction(lambda: clock.now() - dt.timedelta(days=1))
    closes_at = factory.LazyFunction(lambda: clock.now() + dt.timedelta(days=20))
    is_settled = False


class FrameUnitFactory(DjangoModelFactory[FrameUnit]):
    class Meta:
        model = FrameUnit

    administration = factory.SubFactory(AdministrationFactory)
    kind = "school"
    key = factory.Sequence(lambda n: f"{830000 + n}")
    name = factory.Sequence(lambda n: f"Unit {n}")
    staff = 40


class InvitationFactory(DjangoModelFactory[Invitation]):
    class Meta:
        model = Invitation

    unit = factory.SubFactory(FrameUnitFactory)
    administration = factory.SelfAttribute("unit.administration")
    person = factory.SubFactory(PersonFactory)
    email = factory.SelfAttribute("person.email")
    is_completed = False
    is_revoked = False
