import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from improvement.dosage import Contact, dosage

DAY = dt.date(2026, 3, 2)
contacts = st.lists(
    st.builds(Contact, st.dates(dt.date(2025, 8, 1), dt.date(2027, 7, 31)), st.integers(0, 480))
)


def test_four_contacts_of_the_acceptance_scenario():
    given_to = dosage([Contact(DAY, minutes) for minutes in (60, 45, 90, 30)], members=5)

    assert (given_to.contacts, given_to.minutes, given_to.hours) == (4, 225, 3.75)
    assert (given_to.months, given_to.minutes_per_member) == (1, 45.0)


def test_months_are_those_of_a_year_and_count_once():
    days = [dt.date(2025, 3, 1), dt.date(2025, 3, 31), dt.date(2026, 3, 1), dt.date(2026, 4, 1)]

    assert dosage([Contact(day, 30) for day in days], members=4).months == 3


def test_what_was_planned_is_said_as_a_count():
    assert dosage([Contact(DAY, 60)] * 4, members=5, expected=6).words == "4 of 6 contacts"
    assert dosage([Contact(DAY, 60)], members=5, expected=1).words == "1 of 1 contact"
    assert dosage([Contact(DAY, 60)], members=5).words == "1 contact"
    assert dosage([], members=5).words == "0 contacts"


def test_a_team_without_members_has_no_minutes_per_member():
    assert dosage([Contact(DAY, 60)], members=0).minutes_per_member is None


@given(contacts, contacts, st.integers(1, 12))
def test_two_periods_add_up(autumn, spring, members):
    parts = [dosage(part, members=members) for part in (autumn, spring)]
    whole = dosage([*autumn, *spring], members=members)

    assert whole.contacts == sum(part.contacts for part in parts)
    assert whole.minutes == sum(part.minutes for part in parts)
    assert max(part.months for part in parts) <= whole.months <= sum(part.months for part in parts)
    assert abs(whole.minutes_per_member - whole.minutes / members) <= 0.0050001
    assert abs(whole.hours - whole.minutes / 60) <= 0.0050001
