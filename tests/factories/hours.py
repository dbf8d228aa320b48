"""Certificates, licence cycles, layouts of exports, and materials."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from convenings.models import Certificate, ExportLayout, LicenceCycle, Material
from tests.factories.convenings import ConveningFactory
from tests.factories.network import PersonFactory


class CertificateFactory(DjangoModelFactory[Certificate]):
    class Meta:
        model = Certificate

    convening = factory.SubFactory(ConveningFactory)
    person = factory.SubFactory(PersonFactory)
    name = factory.LazyAttribute(lambda certificate: str(certificate.person))
    title = "Convening 4: Authentic Learning"
    place = "Lakebend Learning Hall"
    issuer = "Maple ESC, PL Network Ohio"
    held_on = dt.date(2024, 2, 13)
    minutes = 345
    of_minutes = 360


class LicenceCycleFactory(DjangoModelFactory[LicenceCycle]):
    class Meta:
        model = LicenceCycle

    person = factory.SubFactory(PersonFactory)
    starts_on = dt.date(2023, 7, 1)
    ends_on = dt.date(2028, 6, 30)


class ExportLayoutFactory(DjangoModelFactory[ExportLayout]):
    class Meta:
        model = ExportLayout

    name = factory.Sequence(lambda n: f"Layout {n}")
    columns = ["last_name", "first_name", "hours"]
    headings = ["Last", "First", "Contact hours"]


class MaterialFactory(DjangoModelFactory[Material]):
    class Meta:
        model = Material

    convening = factory.SubFactory(ConveningFactory)
    kind = "handout"
    title = factory.Sequence(lambda n: f"Handout {n}")
    file = factory.django.FileField(filename="plan.txt", data=b"Plan of the day\n")
    file_name = "Plan of the day.txt"
    content_type = "text/plain"
    size = 16
