import pytest

from convenings.pages.travel import travel_to
from tests.factories.cohorts import DesignTeamFactory, TeamMembershipFactory
from tests.factories.convenings import RegistrationFactory, SessionFactory, VenueFactory

COLUMBUS, CLEVELAND, TOLEDO = (39.9612, -82.9988), (41.4993, -81.6944), (41.6528, -83.5379)


def at(place):
    return {"latitude": place[0], "longitude": place[1]}


@pytest.fixture
def teams(cohort):
    """One in Columbus, one in Cleveland, one of a school without coordinates."""
    found = []
    for name, place in [("Center", COLUMBUS), ("Lake", CLEVELAND), ("Nowhere", None)]:
        team = DesignTeamFactory(cohort=cohort, name=name)
        if place:
            team.school.latitude, team.school.longitude = place
            team.school.save()
        found.append(team)
    return found


def test_chosen_venue_comes_first_and_the_fairer_alternatives_follow(convening, teams):
    chosen = VenueFactory(name="Columbus hall", **at(COLUMBUS))
    VenueFactory(name="Toledo hall", **at(TOLEDO))
    VenueFactory(name="Without coordinates")
    session = SessionFactory(convening=convening, venue=chosen)

    travel = travel_to(session)

    assert [way.venue.name for way in travel.ways] == ["Columbus hall", "Toledo hall"]
    first = travel.ways[0].fairness
    assert (first.farthest, round(first.worst)) == ("Lake", 164)  # 126 miles in a straight line
    assert (travel.teams, travel.unknown) == (3, 1)
    assert travel.basis == "Reckoned for all teams: 2 of 3 have coordinates."


def test_once_people_registered_only_their_teams_count(convening, teams):
    session = SessionFactory(convening=convening, venue=VenueFactory(**at(COLUMBUS)))
    for _ in range(2):
        member = TeamMembershipFactory(team=teams[1])
        RegistrationFactory(session=session, person=member.person)

    travel = travel_to(session)

    assert (travel.teams, travel.is_of_registered) == (1, True)
    assert travel.ways[0].fairness.farthest == "Lake"


def test_nothing_is_reckoned_where_nothing_is_known(convening, team):
    travel = travel_to(SessionFactory(convening=convening))

    assert travel.ways == []
    assert travel.venue_unknown


@pytest.mark.parametrize("how_many", [1, 8])
def test_reckoning_takes_the_same_queries_for_any_number_of_venues(
    how_many, convening, teams, django_assert_num_queries
):
    VenueFactory.create_batch(how_many, **at(TOLEDO))
    session = SessionFactory(convening=convening)

    with django_assert_num_queries(3):  # teams registered, teams of the cohort, venues
        travel_to(session)
