import datetime as dt

import pytest

from core.merging import CannotMerge
from network.models import Alignment, Merge, Organization
from network.services.merge_refusals import (
    DifferentKinds,
    OutOfReach,
)
from network.services.merging import merge_organizations, undo_merge
from tests.factories.cohorts import DesignTeamFactory, EnrollmentFactory, TeamMembershipFactory
from tests.factories.improvement import ArtifactFactory
from tests.factories.network import (
    AlignmentFactory,
    DistrictFactory,
    PersonFactory,
    SchoolFactory,
    ServiceCenterFactory,
)
from tests.test_every_post import everything

pytestmark = pytest.mark.django_db


def test_everything_of_a_district_goes_on_and_its_number_leads_to_the_other():
    kept = DistrictFactory(name="Fallow Local", nces_id="3900001", city="")
    gone = DistrictFactory(name="Fallow Local SD", nces_id="3900002", city="Fallow")
    school = SchoolFactory(agency=gone)
    teacher = PersonFactory(organization=gone)

    done = merge_organizations(kept, gone, values={"city": "gone", "nces_id": "gone"}, by=None)

    for row in (kept, gone, school, teacher):
        row.refresh_from_db()
    assert (kept.city, kept.nces_id, gone.nces_id) == ("Fallow", "3900002", "3900001")
    assert kept.edited_by_hand == ["city", "nces_id"]
    assert (gone.status, gone.merged_into_id) == (Organization.Status.MERGED, kept.pk)
    assert (school.agency_id, teacher.organization_id) == (kept.pk, kept.pk)
    assert [event.event for event in gone.status_events.all()] == ["merged"]
    undo_merge(done, by=None)
    for row in (kept, gone, school):
        row.refresh_from_db()
    assert (kept.nces_id, gone.nces_id, gone.status) == ("3900001", "3900002", "open")
    assert (school.agency_id, gone.status_events.count()) == (gone.pk, 0)


def test_where_both_have_a_service_center_the_kept_districts_stands():
    kept, gone = DistrictFactory(), DistrictFactory()
    ours = AlignmentFactory(district=kept, starts_on=dt.date(2015, 7, 1))
    AlignmentFactory(district=gone, starts_on=dt.date(2016, 7, 1))
    before = AlignmentFactory(
        district=gone, starts_on=dt.date(2010, 7, 1), ends_on=dt.date(2012, 6, 30)
    )

    merge_organizations(kept, gone, values={}, by=None)

    assert set(Alignment.objects.filter(district=kept)) == {ours, before}
    assert Alignment.objects.count() == 2


def test_districts_of_a_service_center_are_with_the_other_one_now():
    kept, gone = ServiceCenterFactory(), ServiceCenterFactory()
    alignment = AlignmentFactory(service_center=gone)

    merge_organizations(kept, gone, values={}, by=None)

    alignment.refresh_from_db()
    assert alignment.service_center == kept


def test_teams_of_one_name_become_one_with_all_their_members_and_artifacts(cohort, school):
    gone = SchoolFactory()
    EnrollmentFactory(cohort=cohort, school=gone)
    ours = DesignTeamFactory(cohort=cohort, school=school, name="Design team")
    theirs = DesignTeamFactory(cohort=cohort, school=gone, name="Design team")
    member = TeamMembershipFactory(team=theirs)
    artifact = ArtifactFactory(team=theirs)
    before = everything()

    done = merge_organizations(school, gone, values={}, by=None)

    for row in (member, artifact):
        row.refresh_from_db()
    assert (member.team, artifact.team) == (ours, ours)
    undo_merge(done, by=None)
    after = everything()
    for label in before.keys() - {"network.Activity", "network.Merge"}:
        assert after[label] == before[label]


def test_teams_of_one_name_that_share_a_member_are_refused_in_words(cohort, school):
    gone = SchoolFactory()
    teams = [
        DesignTeamFactory(cohort=cohort, school=one, name="Design team") for one in (school, gone)
    ]
    member = TeamMembershipFactory(team=teams[0])
    TeamMembershipFactory(team=teams[1], person=member.person)

    with pytest.raises(CannotMerge, match="team memberships that cannot stand side by side"):
        merge_organizations(school, gone, values={}, by=None)
    assert Merge.objects.count() == 0


def test_only_two_of_a_kind_are_merged_and_only_by_state_administrators(
    school, district, state_admin, esc_director
):
    with pytest.raises(DifferentKinds):
        merge_organizations(school, district, values={}, by=state_admin.person)
    with pytest.raises(OutOfReach):
        merge_organizations(school, SchoolFactory(), values={}, by=esc_director.person)
