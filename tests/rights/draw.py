"""A random network: organizations, people, grants, cohorts, teams and what hangs on them.

Everything that can be dated is drawn past, current or to come; everything that can be ended, ended.
"""

import datetime as dt

from core import clock
from network.models import Merge
from network.roles import HELD_AT, Role
from tests.factories.cohorts import (
    CohortFactory,
    DesignTeamFactory,
    EnrollmentFactory,
    OfferingFactory,
    TeamMembershipFactory,
)
from tests.factories.convenings import ConveningFactory, SessionFactory
from tests.factories.improvement import ArtifactFactory
from tests.factories.network import (
    AlignmentFactory,
    DistrictFactory,
    PartnerFactory,
    PersonFactory,
    PersonWithAccountFactory,
    RoleGrantFactory,
    SchoolFactory,
    ServiceCenterFactory,
    StateAgencyFactory,
    SupportAssignmentFactory,
)
from tests.factories.surveys import AdministrationFactory, FrameUnitFactory, shipped

DAY = dt.timedelta(days=1)


def draw_network(random):
    """Fill the empty database; returns the users."""
    return _Draw(random).everything()


class _Draw:
    def __init__(self, random):
        self.random = random
        self.today = clock.today()

    def everything(self):
        self.organizations = self._organizations()
        self.people = self._people()
        self._grants()
        self._supports()
        self._cohorts()
        self._surveys()
        self._merges()
        return [person.user for person in self.people if person.user_id]

    def some(self, least, most):
        return range(self.random.randint(least, most))

    def maybe(self, chance=0.5):
        return self.random.random() < chance

    def days(self):
        """First and last day of something: over, on its last day, current, open, or to come."""
        spans = [(-90, -30), (-90, -1), (-90, 0), (0, 30), (-30, None), (0, None), (1, None)]
        first, last = self.random.choice(spans)
        return self.today + first * DAY, None if last is None else self.today + last * DAY

    def _organizations(self):
        self.centers = [ServiceCenterFactory() for _ in self.some(1, 3)]
        self.districts = [DistrictFactory() for _ in self.some(1, 4)]
        for district in self.districts:
            self._align(district)
        agencies = [*self.districts, *self.districts, *self.centers]
        self.schools = [SchoolFactory(agency=self.random.choice(agencies)) for _ in self.some(1, 6)]
        self.state, self.partner = StateAgencyFactory(), PartnerFactory()
        return [self.state, self.partner, *self.centers, *self.districts, *self.schools]

    def _align(self, district):
        """A past center, one of today, one to come; each of them may be missing."""
        spans = [(-900, -400), (-399, self.random.choice([-1, 0, 20, 20])), (21, None)]
        for first, last in spans:
            if self.maybe(0.6):
                AlignmentFactory(
                    district=district,
                    service_center=self.random.choice(self.centers),
                    starts_on=self.today + first * DAY,
                    ends_on=None if last is None else self.today + last * DAY,
                )

    def _people(self):
        people = []
        for _ in self.some(3, 6):
            factory = PersonWithAccountFactory if self.maybe(0.8) else PersonFactory
            place = self.random.choice([None, *self.organizations])
            people.append(factory(organization=place))
        alias = PersonFactory(
            organization=self.random.choice(self.organizations), merged_into=people[0]
        )
        assert alias.user_id is None
        return people

    def _grants(self):
        kinds = {}
        for place in self.organizations:
            kinds.setdefault(place.kind, []).append(place)
        # Roles of whoever sees everything are drawn seldom, or nothing else would be tested.
        seldom = [Role.STATE_ADMIN, Role.STATE_VIEWER, Role.PARTNER_FACILITATOR]
        often = [role for role in Role if role not in seldom]  # an evaluator reads no names
        for person in self.people:
            for _ in self.some(0, 3):
                role = self.random.choice(seldom if self.maybe(0.15) else often)
                first, last = self.days()
                RoleGrantFactory(
                    person=person,
                    role=role,
                    organization=self.random.choice(kinds[HELD_AT[role]]),
                    starts_on=first,
                    ends_on=last,
                    revoked_at=clock.now() if self.maybe(0.15) else None,
                )

    def _supports(self):
        specialists = [person for person in self.people if person.grants.current().exists()]
        for _ in self.some(1, 4):
            first, last = self.days()
            SupportAssignmentFactory(
                specialist=self.random.choice(specialists or self.people),
                organization=self.random.choice([*self.districts, *self.schools]),
                starts_on=first,
                ends_on=last,
            )

    def _cohorts(self):
        self.cohorts, self.teams = [], []
        offering = OfferingFactory()
        for _ in self.some(1, 2):
            home = self.random.choice([self.state, *self.centers, *self.centers])
            cohort = CohortFactory(home=home, offering=offering)
            self.cohorts.append(cohort)
            for school in self.random.sample(self.schools, min(2, len(self.schools))):
                state = self.random.choice(["active", "active", "withdrawn"])
                EnrollmentFactory(cohort=cohort, school=school, status=state)
                if self.maybe(0.7):
                    self._team(cohort, school)
            convening = ConveningFactory(cohort=cohort)
            SessionFactory(convening=convening)

    def _team(self, cohort, school):
        team = DesignTeamFactory(cohort=cohort, school=school)
        self.teams.append(team)
        ArtifactFactory(team=team, added_by=self.people[0])
        for person in self.random.sample(self.people, self.random.randint(0, 2)):
            first, last = self.days()
            TeamMembershipFactory(
                team=team,
                person=person,
                role=self.random.choice(["lead", "member"]),
                starts_on=first,
                ends_on=last,
            )

    def _surveys(self):
        version = shipped("IMT")
        for cohort in [*self.cohorts, None]:
            administration = AdministrationFactory(cohort=cohort, version=version)
            # Later ones of the same cohort would have the same wave.
            for place in self.random.sample(self.organizations, 2):
                if place.kind in ("school", "district", "esc"):
                    FrameUnitFactory(
                        administration=administration, organization=place, kind=place.kind
                    )

    def _merges(self):
        person = self.random.choice(self.people)
        Merge.objects.create(
            kind="person", kept_id=person.pk, gone_id=0, summary="x", merged_by=person
        )
