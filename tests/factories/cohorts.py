import datetime as dt

import factory
from factory.django import DjangoModelFactory

from cohorts.models import (
    Cohort,
    DesignTeam,
    Enrollment,
    Offering,
    Pathway,
    TeamInvitation,
    TeamMembership,
)
from tests.factories.network import PersonWithAccountFactory, SchoolFactory, ServiceCenterFactory


class PathwayFactory(DjangoModelFactory[Pathway]):
    class Meta:
        model = Pathway
        django_get_or_create = ("code",)

    code = "launch"
    name = "LAUNCH"


class OfferingFactory(DjangoModelFactory[Offering]):
    class Meta:
        model = Offering

    pathway = factory.SubFactory(PathwayFactory)
    name = factory.Sequence(lambda n: f"LAUNCH offering {n}")
    starts_on = dt.date(2022, 7, 1)
    length_months = 24


class CohortFactory(DjangoModelFactory[Cohort]):
    class Meta:
        model = Cohort

    offering = factory.SubFactory(OfferingFactory)
    name = factory.Sequence(lambda n: f"LAUNCH cohort {n}")
    starts_on = dt.date(2025, 8, 1)
    ends_on = dt.date(2035, 6, 30)
    home = factory.SubFactory(ServiceCenterFactory)


class EnrollmentFactory(DjangoModelFactory[Enrollment]):
    class Meta:
        model = Enrollment

    cohort = factory.SubFactory(CohortFactory)
    school = factory.SubFactory(SchoolFactory)
    starts_on = dt.date(2025, 8, 1)


class DesignTeamFactory(DjangoModelFactory[DesignTeam]):
    class Meta:
        model = DesignTeam

    cohort = factory.SubFactory(CohortFactory)
    school = factory.SubFactory(SchoolFactory)
    name = factory.LazyAttribute(lambda team: f"{team.school.name} design team")
    formed_on = dt.date(2025, 8, 1)


class TeamMembershipFactory(DjangoModelFactory[TeamMembership]):
    class Meta:
        model = TeamMembership

    team = factory.SubFactory(DesignTeamFactory)
    person = factory.SubFactory(PersonWithAccountFactory)
    starts_on = dt.date(2025, 8, 1)


class TeamInvitationFactory(DjangoModelFactory[TeamInvitation]):
    class Meta:
        model = TeamInvitation

    team = factory.SubFactory(DesignTeamFactory)
    first_name = "Lena"
    last_name = factory.Sequence(lambda n: f"Hart{n}")
    email = factory.LazyAttribute(lambda i: f"{i.first_name}.{i.last_name}@kettle.example".lower())
    expires_at = dt.datetime(2035, 1, 1, tzinfo=dt.UTC)
