import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import clock
from network import jobs, viewing
from network.models import Activity, ViewAs
from network.querysets.activity import log_type
from network.roles import Role
from network.services import activity
from tests.factories.network import PersonFactory, RoleGrantFactory, UserFactory
from tests.viewing import view_as

STOP = "/view-as/stop/"


@pytest.fixture
def looker(state_admin, specialist):
    return view_as(state_admin, specialist.person)


def lines():
    return list(
        Activity.objects.filter(kind="view").order_by("pk").values_list("summary", flat=True)
    )


def test_every_page_says_as_whom_and_why_and_how_to_stop(looker, cohort):
    for page in ("/home/", cohort.get_absolute_url(), "/help/", "/no-such-page/"):
        text = looker.get(page).text
        assert "You view as <b>Dana Specialist</b> until" in text
        assert "Reason: They asked about their list" in text
        assert f'action="{STOP}"' in text


def test_beginning_and_end_are_on_the_log_with_the_number_of_pages(looker, state_admin, specialist):
    for page in ("/home/", "/cohorts/"):
        looker.get(page)

    answer = looker.post(STOP)

    assert answer.url == reverse("network:view-as-list")
    assert lines() == [
        "Renata StateAdmin began to view as Dana Specialist: They asked about their list",
        "Renata StateAdmin stopped viewing as Dana Specialist after 2 pages.",
    ]
    about = Activity.objects.filter(content_type=log_type(specialist.person))
    assert {line.actor for line in about} == {state_admin.person}
    assert "You view as" not in looker.get("/home/").text


def test_it_ends_by_time_and_what_was_sent_then_is_not_done_as_oneself(looker, state_admin, cohort):
    with clock.at(clock.now() + dt.timedelta(minutes=31)):
        answer = looker.post(f"/cohorts/{cohort.pk}/schools/", {}, follow=True)

    assert answer.redirect_chain == [(reverse("home"), 302)]
    assert "You are yourself again" in answer.text
    ended = ViewAs.objects.get()
    assert ended.ended_at == ended.expires_at


def test_it_ends_with_the_viewers_own_grant(looker, state_admin):
    state_admin.person.grants.update(revoked_at=clock.now())

    looker.get("/home/")

    assert "You view as" not in looker.get("/home/").text
    assert ViewAs.objects.get().ended_at is not None


def test_it_ends_when_the_viewed_account_is_switched_off(looker, specialist):
    User.objects.filter(pk=specialist.pk).update(is_active=False)

    assert looker.get("/cohorts/").url == reverse("home")


def test_signing_out_ends_it(looker):
    looker.post(reverse("account_logout"))

    assert ViewAs.objects.get().ended_at is not None
    assert looker.get("/home/").status_code == 302


def test_a_viewing_is_of_no_use_in_another_session(looker, state_agency):
    other = RoleGrantFactory(role=Role.STATE_ADMIN, organization=state_agency).person.user
    client = Client()
    client.force_login(other)
    session = client.session
    session["demo_sign_in"] = True
    session["view_as"] = ViewAs.objects.get().pk
    session.save()

    assert client.get("/cohorts/").url == reverse("home")
    assert "You view as" not in client.get("/cohorts/").text


def test_how_somebody_signs_in_is_closed(looker):
    for name in ("mfa_index", "mfa_add_webauthn", "usersessions_list", "account_login"):
        assert looker.get(reverse(name)).status_code == 403


def test_nothing_about_the_viewed_account_moves(looker, specialist):
    before = User.objects.filter(pk=specialist.pk).values().get()

    looker.get("/home/")
    looker.post(STOP)

    assert User.objects.filter(pk=specialist.pk).values().get() == before


def test_what_a_page_writes_down_names_the_viewer(looker, state_admin, specialist, cohort):
    with viewing.through(ViewAs.objects.with_both().get()):
        activity.record_view(cohort, "Seen", by=specialist.person)
        activity.record_view(cohort, "Seen", by=specialist.person)

    [line] = Activity.objects.about(cohort).filter(kind="view")
    assert line.actor == state_admin.person
    assert line.summary == "Seen (viewing as Dana Specialist)"


def test_the_second_factor_is_asked_of_the_viewer(looker, settings):
    session = looker.session
    del session["demo_sign_in"]
    session.save()

    assert looker.get("/cohorts/").url == reverse("mfa_activate_totp")


def test_whether_the_viewed_person_answered_a_survey_is_not_told(
    survey, state_admin, specialist, signed_in
):
    survey.invitations.update(person=specialist.person)
    own = signed_in(specialist).get("/home/").text

    looker = view_as(state_admin, specialist.person)

    assert "Answer: Riverside survey" in own
    assert "Answer: Riverside survey" not in looker.get("/home/").text
    assert looker.get(f"/surveys/{survey.pk}/mine/").status_code == 403


def test_htmx_gets_the_refusal_in_place_of_the_main_part(looker):
    answer = looker.post("/cohorts/new/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Retarget"]) == (200, "#main")
    assert "Nothing was changed" in answer.text


def test_while_viewing_nobody_views_as_somebody_else(looker, state_admin, member):
    assert looker.get("/view-as/").status_code == 404
    assert looker.post(f"/view-as/{member.pk}/", {"reason": "x"}).status_code == 403


def test_what_nobody_stopped_is_ended_by_the_clock(looker):
    assert jobs.end_viewings() == 0
    with clock.at(clock.now() + dt.timedelta(hours=1)):
        assert [jobs.end_viewings(), jobs.end_viewings()] == [1, 0]
    assert len(lines()) == 2


@pytest.mark.parametrize("who", ["oneself", "no account", "account switched off", "alias"])
def test_nobody_views_as(who, state_admin, signed_in, specialist):
    person = {
        "oneself": lambda: state_admin.person,
        "no account": lambda: PersonFactory(user=None),
        "account switched off": lambda: PersonFactory(user=UserFactory(is_active=False)),
        "alias": lambda: PersonFactory(user=UserFactory(), merged_into=specialist.person),
    }[who]()

    answer = signed_in(state_admin).post(f"/view-as/{person.pk}/", {"reason": "To help"})

    assert answer.status_code == 404


def test_a_reason_is_asked(state_admin, specialist, signed_in):
    answer = signed_in(state_admin).post(f"/view-as/{specialist.person.pk}/", {"reason": " "})

    assert answer.status_code == 422
    assert not ViewAs.objects.exists()


@pytest.mark.parametrize("how_many", [1, 6])
def test_the_list_takes_the_same_queries_for_any_number_of_people(
    how_many, state_admin, signed_in, center, django_assert_num_queries
):
    for _ in range(how_many):
        RoleGrantFactory(organization=center, role=Role.SPECIALIST)
    client = signed_in(state_admin)
    client.get("/view-as/")

    with django_assert_num_queries(6):  # user, person, grants, page count, page, roles
        answer = client.get("/view-as/")

    assert len(answer.context["page"]) == how_many


def test_people_are_found_by_words_and_only_their_rows_come_back(state_admin, signed_in, center):
    RoleGrantFactory(
        organization=center,
        role=Role.SPECIALIST,
        person__first_name="Zoë",
        person__last_name="Ash",
    )
    RoleGrantFactory(organization=center, role=Role.SPECIALIST)

    answer = signed_in(state_admin).get("/view-as/?q=zoe", headers={"HX-Request": "true"})

    assert [person.first_name for person in answer.context["page"]] == ["Zoë"]
