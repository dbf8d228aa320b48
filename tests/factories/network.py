import datetime as dt

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from accounts.models import User
from core import clock
from network.models import (
    Alignment,
    DirectoryImport,
    District,
    Partner,
    Person,
    RoleGrant,
    RoleInvitation,
    SavedView,
    School,
    ServiceCenter,
    StateAgency,
    SupportAssignment,
)


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"person{n}@example.org")


class StateAgencyFactory(DjangoModelFactory[StateAgency]):
    class Meta:
        model = StateAgency

    name = "Department of Learning"
    network_name = "PL Network Ohio"
    place = "Ohio"


class ServiceCenterFactory(DjangoModelFactory[ServiceCenter]):
    class Meta:
        model = ServiceCenter

    name = factory.Sequence(lambda n: f"Center {n} ESC")
    irn = factory.Sequence(lambda n: f"{800000 + n}")


class DistrictFactory(DjangoModelFactory[District]):
    class Meta:
        model = District

    name = factory.Sequence(lambda n: f"District {n} Local")
    irn = factory.Sequence(lambda n: f"{810000 + n}")


class SchoolFactory(DjangoModelFactory[School]):
    class Meta:
        model = School

    name = factory.Sequence(lambda n: f"School {n}")
    irn = factory.Sequence(lambda n: f"{820000 + n}")
    agency = factory.SubFactory(DistrictFactory)


class PartnerFactory(DjangoModelFactory[Partner]):
    class Meta:
        model = Partner

    name = factory.Sequence(lambda n: f"Partner {n}")


class AlignmentFactory(DjangoModelFactory[Alignment]):
    class Meta:
        model = Alignment

    district = factory.SubFactory(DistrictFactory)
    service_center = factory.SubFactory(ServiceCenterFactory)
    starts_on = dt.date(2021, 7, 1)


class PersonFactory(DjangoModelFactory[Person]):
    class Meta:
        model = Person

    first_name = factory.Sequence(lambda n: f"First{n}")
    last_name = factory.Sequence(lambda n: f"Last{n}")
    email = factory.LazyAttribute(lambda p: f"{p.first_name}.{p.last_name}@example.org".lower())


class PersonWithAccountFactory(PersonFactory):
    user = factory.SubFactory(UserFactory)


class RoleGrantFactory(DjangoModelFactory[RoleGrant]):
    class Meta:
        model = RoleGrant

    person = factory.SubFactory(PersonWithAccountFactory)
    starts_on = dt.date(2021, 7, 1)


class RoleInvitationFactory(DjangoModelFactory[RoleInvitation]):
    class Meta:
        model = RoleInvitation

    email = factory.Sequence(lambda n: f"invited{n}@example.org")
    first_name = "Lena"
    last_name = factory.Sequence(lambda n: f"Invited{n}")
    role = "school_leader"
    invited_at = factory.LazyFunction(lambda: clock.now() - dt.timedelta(days=1))
    expires_at = factory.LazyFunction(lambda: clock.now() + dt.timedelta(days=29))


class SupportAssignmentFactory(DjangoModelFactory[SupportAssignment]):
    class Meta:
        model = SupportAssignment

    starts_on = dt.date(2021, 7, 1)


class SavedViewFactory(DjangoModelFactory[SavedView]):
    class Meta:
        model = SavedView

    owner = factory.SubFactory(PersonFactory)
    page = "network:directory"
    name = factory.Sequence(lambda n: f"View {n}")
    query = "kind=school"


class DirectoryImportFactory(DjangoModelFactory[DirectoryImport]):
    """A list of one faulty agency and one that waits to be confirmed."""

    class Meta:
        model = DirectoryImport

    reader = "ccd_agencies"
    file_name = "agencies.csv"
    file = factory.LazyFunction(
        lambda: ContentFile(
            b"leaid,name,agency_type\n39,Short,1\n3900008,Bell ESC,4\n", name="agencies.csv"
        )
    )
    mapping = {"leaid": "leaid", "name": "name", "agency_type": "agency_type"}
