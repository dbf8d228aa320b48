"""The list of invitations to roles, one invitation, and many at once."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core import clock
from network.models import RoleInvitation
from network.offers import todos_of_invitations
from network.roles import Role
from tests.factories.network import RoleGrantFactory, RoleInvitationFactory

LENA = {
    "email": "lena@kettle.example",
    "first_name": "Lena",
    "last_name": "Hart",
    "role": Role.SCHOOL_LEADER,
    "organization": "000042 Kettle School",
}
HEAD = "Email,First name,Last name,Role,Organization,Last day"
LINES = f"""{HEAD}
a@x.example,Ann,Lee,School leader,000042,
b@x.example,Ben,=Lee,School leader,999999,
"""
MANY = "network:invitations-bulk"


def listed(client, **filters):
    return list(client.get(reverse("network:invitations"), filters).context["page"])


def test_a_director_sees_invitations_of_their_branch(
    esc_director, role_invitation, other_school, signed_in
):
    RoleInvitationFactory(organization=other_school)

    assert listed(signed_in(esc_director)) == [role_invitation]


def test_the_list_is_narrowed_by_state_and_words(state_admin, school, signed_in):
    now = clock.now()
    rows = {
        "waiting": RoleInvitationFactory(organization=school, last_name="Quill"),
        "expired": RoleInvitationFactory(organization=school, expires_at=now - dt.timedelta(1)),
        "accepted": RoleInvitationFactory(organization=school, accepted_at=now),
        "taken-back": RoleInvitationFactory(organization=school, revoked_at=now),
    }
    client = signed_in(state_admin)

    assert {state: listed(client, state=state) for state in rows} == {
        state: [row] for state, row in rows.items()
    }
    assert listed(client, q="quill") == [rows["waiting"]]
    assert len(listed(client, q="kettle")) == 4


@pytest.mark.parametrize("how_many", [1, 12])
def test_the_list_takes_the_same_queries_for_any_number(
    how_many, esc_director, school, signed_in, django_assert_num_queries
):
    RoleInvitationFactory.create_batch(
        how_many, organization=school, invited_by=esc_director.person
    )
    client = signed_in(esc_director)
    listed(client)

    with django_assert_num_queries(5):
        listed(client)


def test_one_person_after_another_is_invited(esc_director, school, signed_in):
    url = f"{reverse('network:invitation-new')}?organization={school.pk}"
    client = signed_in(esc_director)

    assert 'value="000042 Kettle School"' in client.get(url).text
    assert client.post(url, LENA | {"another": "1"}).url == url
    assert RoleInvitation.objects.get().organization_id == school.pk


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"organization": "990208"}, "No organization of yours"),
        ({"role": Role.STATE_ADMIN}, "Select a valid choice"),
        ({"organization": "990501"}, "School leader is a role at a school"),
    ],
)
def test_no_invitation_leaves_the_branch(
    typed, words, esc_director, school, other_school, signed_in
):
    answer = signed_in(esc_director).post(reverse("network:invitation-new"), LENA | typed)

    assert words in answer.text
    assert not RoleInvitation.objects.exists()


def test_who_holds_the_role_is_named_with_a_link(esc_director, school, signed_in):
    leader = RoleGrantFactory(
        role=Role.SCHOOL_LEADER, organization=school, person__organization=school
    ).person

    answer = signed_in(esc_director).post(
        reverse("network:invitation-new"), LENA | {"email": leader.email}
    )

    assert "is already school leader" in answer.text
    assert leader.get_absolute_url() in answer.text


def test_foreign_invitations_are_not_there(esc_director, other_school, signed_in):
    foreign = RoleInvitationFactory(organization=other_school)
    client = signed_in(esc_director)

    for name in ("invitation-resend", "invitation-take-back"):
        assert client.post(reverse(f"network:{name}", args=[foreign.pk])).status_code == 404


def test_nothing_is_sent_before_the_last_button(esc_director, school, signed_in):
    client = signed_in(esc_director)

    shown = client.post(reverse(MANY), {"text": LINES})
    assert "Invite 1 person" in shown.text
    assert "No organization of yours is called 999999" in shown.text
    assert not RoleInvitation.objects.exists()
    for _ in range(2):
        client.post(reverse(MANY), {"text": LINES, "send": "1"})

    assert RoleInvitation.objects.get().email == "a@x.example"


def test_a_file_is_read_like_a_paste(esc_director, school, signed_in):
    file = SimpleUploadedFile("people.csv", LINES.replace("Ann", "Añn").encode("cp1252"))

    shown = signed_in(esc_director).post(reverse(MANY), {"file": file})

    assert "Añn Lee" in shown.text


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\x00PK", "not a text file"), (b"x" * 200_001, "too large"), (b"a,b\n1,2", "Missing")],
)
def test_a_file_that_is_no_list_is_refused_in_words(content, words, esc_director, signed_in):
    file = SimpleUploadedFile("people.csv", content)

    assert words in signed_in(esc_director).post(reverse(MANY), {"file": file}).text


def test_faults_are_downloaded_with_their_reason_and_no_formula(esc_director, school, signed_in):
    answer = signed_in(esc_director).post(reverse("network:invitations-faults"), {"text": LINES})

    text = b"".join(answer).decode("utf-8-sig")
    assert text.splitlines()[1].startswith("b@x.example,Ben,'=Lee,School leader,999999,,3,")
    assert len(text.splitlines()) == 2


def test_whoever_invited_is_asked_to_ask_again(esc_director, state_admin, school):
    soon = clock.now() + dt.timedelta(days=3)
    late = RoleInvitationFactory(
        organization=school, invited_by=esc_director.person, expires_at=soon
    )
    RoleInvitationFactory(organization=school, invited_by=esc_director.person)

    [todo] = todos_of_invitations(esc_director)

    assert todo.title == f"Ask {late.name} again"
    assert list(todos_of_invitations(state_admin)) == []
