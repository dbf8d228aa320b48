"""Many invitations at once: every row is judged, nothing is sent twice."""

import datetime as dt

import pytest

from core import clock
from core.pasted import NotRows
from messaging.models import Message
from network.models import RoleInvitation
from network.roles import Role
from network.services import bulk_invitations as bulk
from network.services import bulk_rows
from tests.factories.network import (
    PersonFactory,
    RoleGrantFactory,
    RoleInvitationFactory,
    SchoolFactory,
)

HEAD = "Email,First name,Last name,Role,Organization,Last day"


def judged(user, *lines, head=HEAD):
    return bulk.judge(bulk_rows.read_rows("\n".join([head, *lines])), user=user)


def told(user, *lines, **kwargs):
    return [(row.outcome, row.column, row.reason) for row in judged(user, *lines, **kwargs)]


def test_rows_name_role_and_organization_in_several_ways(esc_director, school, district, center):
    lines = [
        "a@x.example,Ann,Lee,School leader,000042,",
        "b@x.example,Ben,Lee,school_leader,Kettle School,2099-06-30",
        "c@x.example,Cyd,Lee,SPECIALIST,Maple ESC,6/30/2099",
        "d@x.example,Dov,Lee,superintendent,990501 Fallow Local,",
    ]

    rows = judged(esc_director, *lines)

    assert [row.outcome for row in rows] == ["invite"] * 4
    assert [row.organization.name for row in rows] == [
        "Kettle School",
        "Kettle School",
        "Maple ESC",
        "Fallow Local",
    ]
    assert [row.ends_on for row in rows] == [None, *[dt.date(2099, 6, 30)] * 2, None]


@pytest.mark.parametrize("sign", ["\t", ";"])
def test_a_paste_from_a_spreadsheet_has_other_signs_between_cells(sign, esc_director, school):
    line = "ann@x.example,Ann,Lee,School leader,000042,".replace(",", sign)

    [row] = judged(esc_director, line, head=HEAD.replace(",", sign))

    assert row.outcome == "invite"


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        (",Ann,Lee,School leader,000042,", "E-mail", "This cell is empty."),
        ("ann,Ann,Lee,School leader,000042,", "E-mail", "ann is not an e-mail address."),
        ("a@x.example,,Lee,School leader,000042,", "First name", "Enter a name"),
        ("a@x.example,Ann,Lee,King,000042,", "Role", "No role is called King."),
        (
            "a@x.example,Ann,Lee,School leader,42,",
            "Organization",
            "turn 000042 into 42",
        ),
        (
            "a@x.example,Ann,Lee,School leader,Gull School,",
            "Organization",
            "No organization of",
        ),
        ("a@x.example,Ann,Lee,School leader,990501,", "Role", "Fallow Local is a district"),
        ("a@x.example,Ann,Lee,ESC director,Maple ESC,", "Role", "You cannot give the role"),
        ("a@x.example,Ann,Lee,School leader,000042,soon", "Last day", "Write the day as"),
        ("a@x.example,Ann,Lee,School leader,000042,2024-02-31", "Last day", "Write the day as"),
        ("a@x.example,Ann,Lee,School leader,000042,2022-06-30", "Last day", "This day is over."),
    ],
)
def test_a_fault_names_its_column_and_reason(
    line, column, reason, esc_director, school, other_school
):
    [(outcome, where, why)] = told(esc_director, line)

    assert (outcome, where) == ("fault", column)
    assert reason in why


def test_two_schools_of_one_name_are_told_apart_by_their_irn(esc_director, school, district):
    SchoolFactory(name="Kettle School", irn="000077", agency=district)

    [(_, _, why)] = told(esc_director, "a@x.example,Ann,Lee,School leader,Kettle School,")

    assert why == "2 organizations are called Kettle School. Enter the IRN: 000042, 000077."


def test_who_needs_no_invitation_is_told_apart(esc_director, school):
    holder = RoleGrantFactory(role=Role.SCHOOL_LEADER, organization=school).person
    PersonFactory(email="alias@x.example", merged_into=holder)
    RoleInvitationFactory(organization=school, email="Waiting@x.example")
    RoleInvitationFactory(
        organization=school, email="late@x.example", expires_at=clock.now() - dt.timedelta(1)
    )
    line = "{},Ann,Lee,School leader,000042,"
    addresses = [
        holder.email.upper(),
        "alias@x.example",
        "waiting@x.example",
        "late@x.example",
        "new@x.example",
        "New@X.example",
        esc_director.email,
        esc_director.person.email,
    ]

    outcomes = [row.outcome for row in judged(esc_director, *map(line.format, addresses))]

    expected = ["holds", "holds", "invited", "invite", "invite", "twice", "fault", "fault"]
    assert outcomes == expected


def test_sending_twice_invites_nobody_twice(esc_director, school):
    lines = [f"p{n}@x.example,Ann,Lee,School leader,000042," for n in range(12)]

    sent = [bulk.invite_all(judged(esc_director, *lines), by=esc_director.person) for _ in range(2)]
    stale = judged(esc_director, "n@x.example,Ann,Lee,School leader,000042,")
    both = [bulk.invite_all(stale, by=esc_director.person) for _ in range(2)]

    assert sent == [12, 0]
    assert both == [1, 1]  # the open invitation stays the one
    assert RoleInvitation.objects.count() == Message.objects.count() == 13


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Nothing was pasted"),
        ("\n , \n", "must name the columns"),
        ("ann@x.example,Ann,Lee,School leader,000042", "must name the columns. Missing: E-mail"),
        (HEAD, "no row under it"),
        (HEAD + "\na@x.example,A,B,C,D," * 501, "Invite up to 500 people"),
        (HEAD + '\n"' + "x" * 140_000, "cannot be read"),
    ],
)
def test_a_text_that_is_no_list_is_refused_in_words(text, words):
    with pytest.raises(NotRows, match=words):
        bulk_rows.read_rows(text)


@pytest.mark.parametrize("how_many", [2, 40])
def test_judging_takes_the_same_queries_for_any_number_of_rows(
    how_many, esc_director, school, django_assert_num_queries
):
    lines = [f"p{n}@x.example,Ann,Lee,School leader,000042," for n in range(how_many)]
    user = type(esc_director).objects.get(pk=esc_director.pk)

    with django_assert_num_queries(8):
        judged(user, *lines)
