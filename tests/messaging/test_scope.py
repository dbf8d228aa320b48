"""Who sees which messages of the outbox, and may act on them."""

import pytest
from django.urls import reverse

from core import mail
from messaging.models import Message
from tests.factories.messaging import MessageFactory
from tests.factories.network import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def everywhere(school, district, center, other_school):
    """One message about each of them, and one about nothing."""
    places = {"school": school, "district": district, "center": center, "other": other_school}
    messages = {name: MessageFactory(organization=place) for name, place in places.items()}
    return {**messages, "nowhere": MessageFactory()}


def seen_by(user, everywhere):
    seen = set(Message.objects.visible_to(user))
    return {name for name, message in everywhere.items() if message in seen}


def test_state_administrators_see_all(everywhere, state_admin):
    assert seen_by(state_admin, everywhere) == set(everywhere)


@pytest.mark.parametrize("who", ["esc_director", "specialist"])
def test_staff_of_a_center_see_what_is_about_their_branch(everywhere, who, request):
    user = request.getfixturevalue(who)

    assert seen_by(user, everywhere) == {"school", "district", "center"}


def test_a_center_elsewhere_sees_its_own(everywhere, outsider):
    assert seen_by(outsider, everywhere) == {"other"}


@pytest.mark.parametrize(
    "who",
    [
        *("state_viewer", "evaluator", "partner_facilitator", "district_leader", "school_leader"),
        *("team_lead", "team_member", "newcomer"),
    ],
)
def test_nobody_else_sees_any(everywhere, who, request):
    assert seen_by(request.getfixturevalue(who), everywhere) == set()


@pytest.mark.parametrize("kind", ["accounts/sign-in-code", "surveys/invitation"])
def test_private_kinds_are_for_state_administrators(school, specialist, state_admin, kind):
    MessageFactory(organization=school, kind=kind)

    assert not Message.objects.visible_to(specialist).exists()
    assert Message.objects.visible_to(state_admin).exists()


def test_nobody_sees_a_kind_that_tells_something(school, state_admin, specialist):
    MessageFactory(organization=school, kind="surveys/reminder")

    for user in (state_admin, specialist):
        assert not Message.objects.visible_to(user).exists()


def test_a_queued_message_knows_its_person_and_their_organization(school, settings):
    person = PersonFactory(email="maya@example.org", organization=school)

    mail.queue(
        "convenings/waiting",
        to="Maya@example.org",
        context={"region": "North"},
        dedupe_key="one",
    )

    message = Message.objects.get()
    assert (message.person, message.organization_id) == (person, school.pk)
    assert message.why == "You get this because you registered for this session."


def test_the_page_of_an_unseen_message_is_not_there(school, other_school, specialist, signed_in):
    hidden = MessageFactory(organization=other_school)
    client = signed_in(specialist)

    assert client.get(reverse("messaging:message", args=[hidden.pk])).status_code == 404
    for button in ("edit", "postpone", "cancel", "restore", "send-now", "try-again"):
        url = reverse(f"messaging:{button}", args=[hidden.pk])
        assert client.post(url, {"subject": "x", "body": "y"}).status_code == 404
    hidden.refresh_from_db()
    assert hidden.state == "queued"
