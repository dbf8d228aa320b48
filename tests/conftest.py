"""One person per role of the network, and a small network with two service centers.

Riverside: Maple ESC > Fallow Local > Kettle School, with a cohort and a team.
Hillside: Lakebend ESC > Gull Local > Gull School, with a cohort and a team of its own, so that a
leak has something to leak.
"""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import override_settings

from cohorts import links
from network.roles import Role
from network.services.directory_import import check_import
from surveys.collection.links import token_for
from surveys.collection.services import (
    FrameRow,
    invite,
    open_administration,
    set_school_frame,
)
from surveys.results.services import release_administration
from tests.factories.cohorts import (
    CohortFactory,
    DesignTeamFactory,
    EnrollmentFactory,
    TeamInvitationFactory,
    TeamMembershipFactory,
)
from tests.factories.convenings import ConveningFactory, SessionFactory
from tests.factories.improvement import ArtifactFactory, ArtifactVersionFactory
from tests.factories.messaging import MessageFactory
from tests.factories.network import (
    AlignmentFactory,
    DirectoryImportFactory,
    DistrictFactory,
    PartnerFactory,
    PersonFactory,
    RoleGrantFactory,
    SchoolFactory,
    ServiceCenterFactory,
    StateAgencyFactory,
    UserFactory,
)
from tests.factories.surveys import AdministrationFactory
from tests.surveys.results.administrations import add_frame, administration


@pytest.fixture(autouse=True, scope="session")
def _plain_static_files(tmp_path_factory):
    """Pages name static files as they lie; hashing them is the work of collectstatic."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("staticfiles"),
        STORAGES={**settings.STORAGES, "staticfiles": plain},
    ):
        yield


@pytest.fixture(autouse=True)
def _fresh_cache(request):
    """Limits and cached words must not travel from one test to the next."""
    marked = request.node.get_closest_marker("django_db") is not None
    if marked or {"db", "transactional_db"} & set(request.fixturenames):
        cache.clear()


@pytest.fixture
def state_agency(db):
    return StateAgencyFactory()


@pytest.fixture
def center(db):
    return ServiceCenterFactory(name="Maple ESC", irn="990001")


@pytest.fixture
def other_center(db):
    return ServiceCenterFactory(name="Lakebend ESC", irn="990004")


@pytest.fixture
def district(center):
    district = DistrictFactory(name="Fallow Local", irn="990501", typology="1")
    AlignmentFactory(district=district, service_center=center)
    return district


@pytest.fixture
def other_district(other_center):
    district = DistrictFactory(name="Gull Local", irn="990513", typology="5")
    AlignmentFactory(district=district, service_center=other_center)
    return district


@pytest.fixture
def school(district):
    return SchoolFactory(name="Kettle School", irn="000042", agency=district)


@pytest.fixture
def other_school(other_district):
    return SchoolFactory(name="Gull School", irn="990208", agency=other_district)


@pytest.fixture
def cohort(center, school):
    cohort = CohortFactory(name="Riverside", home=center)
    EnrollmentFactory(cohort=cohort, school=school)
    return cohort


@pytest.fixture
def other_cohort(other_center, other_school):
    cohort = CohortFactory(name="Hillside", home=other_center)
    EnrollmentFactory(cohort=cohort, school=other_school)
    return cohort


@pytest.fixture
def team(cohort, school):
    return DesignTeamFactory(cohort=cohort, school=school, name="Kettle team")


@pytest.fixture
def enrollment(cohort):
    return cohort.enrollments.get()


@pytest.fixture
def team_membership(team):
    return TeamMembershipFactory(team=team, person__first_name="Priya")


@pytest.fixture
def team_invitation(team):
    return TeamInvitationFactory(team=team)


@pytest.fixture
def team_invitation_token(team_invitation):
    return links.token_for(team_invitation)


@pytest.fixture
def artifact(team):
    return ArtifactFactory(team=team, title="Goal cards")


@pytest.fixture
def artifact_file(artifact):
    return ArtifactVersionFactory(artifact=artifact)


@pytest.fixture
def other_team(other_cohort, other_school):
    return DesignTeamFactory(cohort=other_cohort, school=other_school, name="Gull team")


@pytest.fixture
def convening(cohort):
    return ConveningFactory(cohort=cohort, number=4)


@pytest.fixture
def session(convening):
    return SessionFactory(convening=convening, region="North")


def _holder(role, organization, first_name):
    return RoleGrantFactory(
        role=role,
        organization=organization,
        person__first_name=first_name,
        person__last_name=role.replace("_", " ").title().replace(" ", ""),
    ).person.user


@pytest.fixture
def state_admin(state_agency):
    return _holder(Role.STATE_ADMIN, state_agency, "Renata")


@pytest.fixture
def state_viewer(state_agency):
    return _holder(Role.STATE_VIEWER, state_agency, "Silas")


@pytest.fixture
def evaluator(db):
    return _holder(Role.EVALUATOR, PartnerFactory(name="Plumline"), "Noor")


@pytest.fixture
def partner_facilitator(db):
    return _holder(Role.PARTNER_FACILITATOR, PartnerFactory(name="Bright Thread"), "Juniper")


@pytest.fixture
def esc_director(center):
    return _holder(Role.ESC_DIRECTOR, center, "Augusta")


@pytest.fixture
def specialist(center):
    return _holder(Role.SPECIALIST, center, "Dana")


@pytest.fixture
def outsider(other_center, other_team):
    """A specialist of another service center, who has a cohort and a team of their own."""
    return _holder(Role.SPECIALIST, other_center, "Ruben")


@pytest.fixture
def district_leader(district):
    return _holder(Role.DISTRICT_LEADER, district, "Wendell")


@pytest.fixture
def school_leader(school):
    return _holder(Role.SCHOOL_LEADER, school, "June")


@pytest.fixture
def team_lead(team):
    return TeamMembershipFactory(team=team, role="lead", person__first_name="Tomas").person.user


@pytest.fixture
def team_member(team):
    return TeamMembershipFactory(team=team, person__first_name="Odell").person.user


@pytest.fixture
def newcomer(db):
    """Somebody with an account and nothing else."""
    return UserFactory()


@pytest.fixture
def signed_in(client):
    """Sign somebody in as the demo's list does: the second factor is tested on its own."""

    def sign_in(user):
        client.force_login(user)
        session = client.session
        session["demo_sign_in"] = True
        session.save()
        return client

    return sign_in


@pytest.fixture
def message(db):
    return MessageFactory()


@pytest.fixture
def survey(cohort, school):
    """An open survey of Riverside: Kettle School expects 40 people, one of them is invited."""
    administration = AdministrationFactory(cohort=cohort, title="Riverside survey")
    rows = [FrameRow(school=school, staff=40)]
    set_school_frame(administration, rows=rows, by=None)
    unit = administration.units.get(kind="school")
    invite(administration, unit=unit, people=[PersonFactory()])
    return open_administration(administration, by=None)


@pytest.fixture
def survey_unit(survey):
    return survey.units.get(kind="school")


@pytest.fixture
def survey_form(survey):
    """The version it asks with, frozen by opening."""
    return survey.version


@pytest.fixture
def survey_token(survey):
    return token_for(survey.invitations.get())


@pytest.fixture
def directory_import(db, settings, tmp_path):
    """An upload that was checked and is not written; its file lies in the test's own folder."""
    settings.MEDIA_ROOT = tmp_path
    return check_import(DirectoryImportFactory())


@pytest.fixture
def released_survey(center, district, school):
    """Released figures of Maple's branch, Kettle School's among them; Hillside has no part."""
    given = administration(title="Released survey")
    places = {"Maple ESC": center, "Fallow Local": district, "Kettle School": school}
    branch = {"Maple ESC": {"Fallow Local": {"Kettle School": (45, 57), "Else": (30, 40)}}}
    given.kettle = add_frame(given, branch, places)["Kettle School"]
    release_administration(given, by=None)
    return given


@pytest.fixture
def released_unit(released_survey):
    return released_survey.kettle


@pytest.fixture
def demo_mail_name(settings, tmp_path):
    """One letter in the demo's mailbox."""
    settings.EMAIL_FILE_PATH = str(tmp_path)
    (tmp_path / "letter.eml").write_text("To: a@example.org\nSubject: Hello\n\nA link\n")
    return "letter"
