"""Every address that takes a POST, and who may: whoever may not is refused and changes nothing.

Letters as in test_every_door.py, but P may (the answer is a page or leads on), and N gets a page
that changes nothing. What is not listed here takes no POST from anybody.
"""

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session as SignIn
from django.db import transaction
from django.urls import reverse

from tests.factories.convenings import RegistrationFactory
from tests.test_every_door import DOORS, PEOPLE, Door

# stranger, newcomer, outsider | team_member, team_lead, school_leader, district_leader |
# specialist, esc_director | partner_facilitator, evaluator, state_viewer, state_admin
ADMIN = "SHH HHHH HH HHHP"
RUN = "SHH HHHH PP HHHP"
GIVE = "SHH HHHH HP HHHP"
INVITE = "SHH HPHH PP HHHP"
TEAM = "SHH PPHH HH HHHH"
WITH_THE_LINK = "PPP PPPP PP PPPP"
POSTS = {
    "accounts:session-end": "SPH HHHH HH HHHH",  # each their own; it is the newcomer's
    "accounts:sessions-end-others": "SPP PPPP PP PPPP",
    "demo-sign-in": "HHH HHHH HH HHHH",  # nobody named who is on the list
    "network:organization-edit": RUN,
    "network:organization-status": ADMIN,
    "network:organization-new": ADMIN,
    "network:status-undo": ADMIN,
    "network:align": ADMIN,
    "network:alignment-end": ADMIN,
    "network:alignment-take-back": ADMIN,
    "network:support-assign": "SHH HHHH HP HHHP",
    "network:support-end": "SHH HHHH HP HHHP",
    "network:saved-view-new": "SHP PPPP PP PPPP",
    "network:saved-view-edit": "SHH HHHH PH HHHH",
    "network:saved-view-delete": "SHH HHHH PH HHHH",
    "network:saved-view-restore": "SHH HHHH HH HHHH",  # nobody changed a view just before
    "network:import-new": ADMIN,
    "network:import-columns": ADMIN,
    "network:import-agencies": ADMIN,
    "network:import-write": ADMIN,
    "network:import-reader": ADMIN,
    "network:import-accept": ADMIN,
    "network:import-missing": ADMIN,
    "network:view-as": ADMIN,
    "network:view-as-stop": "SHH HHHH HH HHHH",  # nobody views
    "network:person-edit": RUN,
    "network:person-new": "SHP HHHH PP HHHP",
    "network:grant-new": GIVE,
    "network:grant-end": GIVE,
    "network:grant-revoke": GIVE,
    "network:grant-restore": GIVE,
    "network:invitation-new": GIVE,
    "network:invitations-bulk": GIVE,
    "network:invitations-faults": GIVE,
    "network:invitation-resend": GIVE,
    "network:invitation-take-back": GIVE,
    "network:duplicate-refuse": GIVE,
    "network:duplicate-ask-again": GIVE,
    "network:merge-people": GIVE,
    "network:merge-organizations": ADMIN,
    "network:merge-undo": GIVE,
    "network:welcome": "PNN NNNN NN NNNN",  # as cohorts:join
    "cohorts:new": "SHP HHHH PP HHHP",
    "cohorts:enroll": RUN,
    "cohorts:form-team": RUN,
    "cohorts:withdraw": RUN,
    "cohorts:bring-back": RUN,
    "cohorts:invite": INVITE,
    "cohorts:end-membership": RUN,
    "cohorts:restore-membership": RUN,
    "cohorts:resend": INVITE,
    "cohorts:revoke": INVITE,
    "cohorts:join": "PNN NNNN NN NNNN",  # signed in as somebody else: asked to sign out first
    "convenings:new": RUN,
    "convenings:change": RUN,
    "convenings:session-new": RUN,
    "convenings:session-change": RUN,
    "convenings:session-cancel": RUN,
    "convenings:ask-feedback": RUN,
    "convenings:register": TEAM,
    "convenings:cancel-registration": "SHH PHHH HH HHHH",
    "convenings:guest": RUN,
    "convenings:mark": RUN,
    "convenings:unmark": RUN,
    "improvement:artifact-new": TEAM,
    "improvement:artifact": "SHH PPHH PP HHHP",
    "messaging:several": "SHP HHHH PP HHHP",
    "messaging:edit": RUN,
    "messaging:postpone": RUN,
    "messaging:cancel": RUN,
    "messaging:restore": RUN,
    "messaging:send-now": RUN,
    "messaging:try-again": RUN,
    "messaging:preferences": "SHP PPPP PP PPPP",
    "messaging:unsubscribe": WITH_THE_LINK,
    "messaging:unsubscribe-undo": WITH_THE_LINK,
    "surveys:new": ADMIN,
    "surveys:frame": ADMIN,
    "surveys:frame-paste": ADMIN,
    "surveys:invitees": ADMIN,
    "surveys:open": ADMIN,
    "surveys:extend": ADMIN,
    "surveys:close": ADMIN,
    "surveys:release": ADMIN,
    "surveys:answer": WITH_THE_LINK,
}
# Where the object of the GET table would not let anybody do anything.
OTHER_OBJECTS = {
    "convenings:mark": ("session", "member"),
    "convenings:unmark": ("session", "member"),
    "convenings:cancel-registration": ("session_with_a_seat",),
}
# Enough for a form that asks for little, so that a missing check would show.
BODY = {
    "text": "Good",
    "closes_at": "2099-01-01T12:00",
    "source": "roster",
    "email": "a@b.example",
    "keep": "left",
}
ANSWERS = {"P": {200, 302, 422}, "N": {200}, "H": {404}, "S": {302}}
NOT_COMPARED = {SignIn}


@pytest.fixture
def session_with_a_seat(session, team_member):
    RegistrationFactory(session=session, person=team_member.person)
    return session


@pytest.mark.parametrize("name", sorted(POSTS))
def test_post(request, client, db, name):
    who_may = dict(zip(PEOPLE, POSTS[name].replace(" ", ""), strict=True))
    door = Door(POSTS[name], OTHER_OBJECTS.get(name, DOORS[name].args))
    for who in PEOPLE[1:]:
        request.getfixturevalue(who)
    values = [request.getfixturevalue(fixture) for fixture in door.args]
    url = reverse(name, args=[getattr(value, "pk", value) for value in values])
    before = everything()

    answers = {who: _knock(request, client, who, url) for who in _refused(who_may)}

    assert everything() == before
    for who in set(PEOPLE) - set(answers):
        with transaction.atomic():
            answers[who] = _knock(request, client, who, url)
            transaction.set_rollback(True)
    wrong = {
        who: (letter, answers[who].status_code)
        for who, letter in who_may.items()
        if answers[who].status_code not in ANSWERS[letter]
    }
    assert wrong == {}
    strangers = answers["stranger"]
    if who_may["stranger"] == "S":
        assert strangers.url.startswith("/accounts/login/")


@pytest.mark.parametrize("name", sorted(set(DOORS) - set(POSTS)))
def test_no_other_address_takes_a_post(request, client, db, name):
    values = [request.getfixturevalue(fixture) for fixture in DOORS[name].args]
    url = reverse(name, args=[getattr(value, "pk", value) for value in values])
    request.getfixturevalue("state_admin")

    assert _knock(request, client, "state_admin", url).status_code == 405


def _refused(who_may):
    return [who for who, letter in who_may.items() if letter != "P"]


def _knock(request, client, who, url):
    client.logout()
    if who != "stranger":
        client.force_login(request.getfixturevalue(who))
        session = client.session
        session["demo_sign_in"] = True
        session.save()
    return client.post(url, BODY)


def everything():
    """All rows of all tables, but for who signed in when."""
    return {
        model._meta.label: [str(row) for row in _rows(model)]
        for model in apps.get_models()
        if model not in NOT_COMPARED
    }


def _rows(model):
    names = [f.attname for f in model._meta.concrete_fields if f.attname != "last_login"]
    return model._base_manager.order_by("pk").values_list(*names)
