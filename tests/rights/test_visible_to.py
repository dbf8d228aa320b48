"""On random networks every scope gives exactly what the oracle gives, for every user."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.models import User
from cohorts.models import Cohort, DesignTeam, Enrollment, TeamMembership
from convenings.models import Convening, Session
from improvement.models import Artifact
from network.models import Merge, Organization, Person, RoleGrant, School
from surveys.collection.models import Administration
from tests.factories.network import UserFactory
from tests.rights.draw import draw_network
from tests.rights.oracle import Oracle, Snapshot

# The queryset's question, and the oracle's answer to the same.
SCOPES = {
    "organization": (Organization.objects, "visible_to"),
    "school": (School.objects, "visible_to"),
    "person": (Person.objects, "visible_to"),
    "grant_run": (RoleGrant.objects, "run_by"),
    "merge_run": (Merge.objects, "run_by"),
    "cohort": (Cohort.objects, "visible_to"),
    "cohort_run": (Cohort.objects, "run_by"),
    "enrollment": (Enrollment.objects, "visible_to"),
    "team": (DesignTeam.objects, "visible_to"),
    "team_run": (DesignTeam.objects, "run_by"),
    "membership": (TeamMembership.objects, "visible_to"),
    "convening": (Convening.objects, "visible_to"),
    "session": (Session.objects, "visible_to"),
    "session_run": (Session.objects, "run_by"),
    "artifact": (Artifact.objects, "visible_to"),
    "administration": (Administration.objects, "visible_to"),
}


@pytest.mark.django_db
@settings(
    max_examples=50,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking rebuilds a database each time
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(random=st.randoms(use_true_random=False))
def test_every_scope_is_what_the_oracle_says(db, random):
    with transaction.atomic():
        users = [*draw_network(random), UserFactory()]
        snapshot = Snapshot()
        for drawn in users:
            user = User.objects.get(pk=drawn.pk)  # a fresh one: standing is kept on the object
            oracle = Oracle(snapshot, user)
            for name, (objects, scope) in SCOPES.items():
                found = list(getattr(objects, scope)(user).values_list("pk", flat=True))
                assert sorted(found) == sorted(getattr(oracle, name)()), (name, oracle.roles)
        transaction.set_rollback(True)
