import datetime as dt

import factory
from factory.django import DjangoModelFactory

from cohorts.models import Milestone
from tests.factories.cohorts import CohortFactory


class MilestoneFactory(DjangoModelFactory[Milestone]):
    class Meta:
        model = Milestone

    cohort = factory.SubFactory(CohortFactory)
    name = factory.Sequence(lambda n: f"Milestone {n}")
    rule = "by-hand"
    due_on = dt.date(2026, 12, 1)
