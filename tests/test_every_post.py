"""Every address that takes a POST, and who may: whoever may not is refused and changes nothing.

Letters as in test_every_door.py, but P may (the answer is a page or leads on), and N gets a page
that changes nothing. What is not listed here takes no POST from anybody.
"""

import pytest
from django.db import transaction
from django.urls import reverse

from tests.rows import everything
from tests.scopes import expected_far, expected_near, expected_of_formers
from tests.test_every_door import DOORS, PEOPLE, SCOPES, knocking

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
    "convenings:agenda": RUN,
    "convenings:tick": RUN,
    "convenings:series-plan": RUN,
    "convenings:venue-new": "SHP HHHH PP HHHP",
    "convenings:venue-change": RUN,
    "convenings:venue-retire": RUN,
    "convenings:move": RUN,
    "convenings:facilitator-new": RUN,
    "convenings:facilitator-remove": RUN,
    "convenings:session-new": RUN,
    "convenings:session-change": RUN,
    "convenings:session-cancel": RUN,
    "convenings:ask-feedback": RUN,
    "convenings:register": TEAM,
    "convenings:choice-new": RUN,
    "convenings:choice": RUN,
    "convenings:choice-remove": RUN,
    "convenings:choices-assign": RUN,
    "convenings:choices-open": RUN,
    "convenings:choices-move": RUN,
    "convenings:wishes": "SHH PHHH HH HHHH",
    "convenings:questions": RUN,
    "convenings:question-new": RUN,
    "convenings:question": RUN,
    "convenings:question-remove": RUN,
    "convenings:question-restore": RUN,
    "convenings:team-seats": INVITE,
    "convenings:seat": RUN,
    "convenings:cancel-registration": "SHH PHHH HH HHHH",
    "convenings:place": WITH_THE_LINK,
    "convenings:calendar-address": "SHP PPPP PP PPPP",
    "convenings:team-calendar-address": TEAM,
    "convenings:guest": RUN,
    "convenings:mark": RUN,
    "convenings:unmark": RUN,
    "convenings:send-marks": RUN,
    "convenings:minutes": RUN,
    "convenings:room": RUN,
    "convenings:attendance-grid": RUN,
    "convenings:attendance-import": RUN,
    "convenings:here": "SHP PPPP PP PPPP",
    "convenings:code": WITH_THE_LINK,
    "convenings:material-new": RUN,
    "convenings:material-change": RUN,
    "convenings:material-remove": RUN,
    "convenings:material-restore": RUN,
    "convenings:hours": RUN,
    "convenings:layout-new": "SHP HHHH PP HHHP",
    "convenings:layout-change": "SHH HHHH PH HHHP",
    "convenings:layout-remove": "SHH HHHH PH HHHP",
    "convenings:cycle-new": "SHP PPPP PP PPPP",
    "convenings:cycle-change": "SHH PHHH HH HHHH",
    "convenings:cycle-remove": "SHH PHHH HH HHHH",
    "convenings:prework-new": RUN,
    "convenings:prework-change": RUN,
    "convenings:prework-remind": RUN,
    "convenings:prework-part-new": RUN,
    "convenings:prework-part": RUN,
    "convenings:prework-part-move": RUN,
    "convenings:prework-part-remove": RUN,
    "convenings:prework-answer": TEAM,
    "convenings:prework-comment": "SHH PPHH PP HHHP",
    "convenings:prework-comment-remove": "SHH HHHH PH HHHH",  # it is the specialist's
    "convenings:slide-put": TEAM,
    "convenings:slide-take-back": TEAM,
    "convenings:groups": RUN,
    "convenings:groups-form": RUN,
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
    "surveys:change": ADMIN,
    "surveys:remove": ADMIN,
    "surveys:bring-back": ADMIN,
    "surveys:safeguards": ADMIN,
    "surveys:opt-outs": "SHH HHPH PP HHHP",
    "surveys:opt-in": "SHH HHPH PP HHHP",
    "surveys:invitees": ADMIN,
    "surveys:open": ADMIN,
    "surveys:extend": ADMIN,
    "surveys:close": ADMIN,
    "surveys:count-now": ADMIN,
    "surveys:release": ADMIN,
    "surveys:interim": ADMIN,
    "surveys:correct": ADMIN,
    "surveys:agreement-new": ADMIN,
    "surveys:agreement-change": ADMIN,
    "surveys:agreement-sign": ADMIN,
    "surveys:agreement-end": ADMIN,
    "surveys:agreement-resume": ADMIN,
    "surveys:instrument-changes": ADMIN,
    "surveys:instrument-new": ADMIN,
    "surveys:instrument-facts": ADMIN,
    "surveys:instrument-clone": ADMIN,
    "surveys:instrument-version": ADMIN,
    "surveys:instrument-archive": ADMIN,
    "surveys:instrument-restore": ADMIN,
    "surveys:item-bank": ADMIN,
    "surveys:words-verdict": ADMIN,
    "surveys:words-clean": ADMIN,
    "surveys:words-code": ADMIN,
    "surveys:quote-new": ADMIN,
    "surveys:quote-take-back": ADMIN,
    "surveys:quote-restore": ADMIN,
    "surveys:comments-publish": ADMIN,
    "surveys:comment-take-down": ADMIN,
    "surveys:codebook": ADMIN,
    "surveys:tag": ADMIN,
    "surveys:tag-remove": ADMIN,
    "surveys:tag-restore": ADMIN,
    "surveys:section-new": ADMIN,
    "surveys:section": ADMIN,
    "surveys:section-move": ADMIN,
    "surveys:section-remove": ADMIN,
    "surveys:item-new": ADMIN,
    "surveys:item": ADMIN,
    "surveys:item-move": ADMIN,
    "surveys:item-remove": ADMIN,
    "surveys:item-put-back": ADMIN,
    "surveys:answer-list-new": ADMIN,
    "surveys:answer-list": ADMIN,
    "surveys:answer": WITH_THE_LINK,
    "surveys:withdraw": "NNN NNNN NN NNNN",  # it is anonymous, so nobody can
    "surveys:unit-link": ADMIN,
    "surveys:invitation": ADMIN,
    "surveys:nudge": RUN,
    "surveys:nudge-back": RUN,
    "surveys:open-link": WITH_THE_LINK,
    "surveys:kiosk": WITH_THE_LINK,
}
# Where the object of the GET table would not let anybody do anything.
OTHER_OBJECTS = {
    "convenings:mark": ("session", "member"),
    "convenings:unmark": ("session", "member"),
    "convenings:cancel-registration": ("session_with_a_seat",),
    "convenings:slide-take-back": ("convening_with_a_slide", "team"),
}
# Enough for a form that asks for little, so that a missing check would show.
BODY = {
    "text": "Good",
    "taps": "[]",
    "closes_at": "2099-01-01T12:00",
    "source": "roster",
    "email": "a@b.example",
    "keep": "left",
}
ANSWERS = {"P": {200, 302, 422}, "N": {200, 409}, "H": {404}, "S": {302}}
# What people elsewhere may, other than tests/scopes.py derives.
NEIGHBORS = {
    "accounts:session-end": "HH HH",  # it is the newcomer's, and nobody else's
    "convenings:register": "PP HH",  # Thistle's team is of the same cohort and takes its own seat
    "network:saved-view-new": "PP PP",  # its argument names a list and no object
}
FOREIGN = {
    "accounts:session-end": "HH HH HH",
    "network:saved-view-new": "PP PP PP",
}
FORMER = {
    "accounts:session-end": "H",
    "convenings:here": "P",  # the code is wrong, and who came once may come again
    "convenings:cycle-new": "P",  # their certificates stay theirs
    "convenings:calendar-address": "P",  # their sessions stay theirs
    "messaging:preferences": "P",  # messages reach them still
    "network:saved-view-new": "P",  # whoever is known may keep a view
}


@pytest.mark.parametrize("name", sorted(POSTS))
def test_post(request, db, name):
    args = OTHER_OBJECTS.get(name, DOORS[name].args)
    accounts = {who: request.getfixturevalue(who) for who in PEOPLE[1:]} | {"stranger": None}
    elsewhere = {scope: request.getfixturevalue(scope) for scope in SCOPES}
    values = [request.getfixturevalue(fixture) for fixture in args]
    url = reverse(name, args=[getattr(value, "pk", value) for value in values])
    letters = dict(zip(PEOPLE, POSTS[name].replace(" ", ""), strict=True))
    for scope, expected in _expected_elsewhere(name, letters, bool(args), elsewhere).items():
        letters |= {(scope, role): letter for role, letter in expected.items()}
        accounts |= {(scope, role): account for role, account in elsewhere[scope].items()}
    before = everything()

    answers = {who: _knock(accounts[who], url) for who in letters if letters[who] != "P"}

    assert everything() == before
    for who in set(letters) - set(answers):
        with transaction.atomic():
            answers[who] = _knock(accounts[who], url)
            transaction.set_rollback(True)
    wrong = {
        who: (letter, answers[who].status_code)
        for who, letter in letters.items()
        if answers[who].status_code not in ANSWERS[letter]
    }
    assert wrong == {}
    if letters["stranger"] == "S":
        assert answers["stranger"].url.startswith("/accounts/login/")


@pytest.mark.parametrize("name", sorted(set(DOORS) - set(POSTS)))
def test_no_other_address_takes_a_post(request, db, name, state_admin):
    values = [request.getfixturevalue(fixture) for fixture in DOORS[name].args]
    url = reverse(name, args=[getattr(value, "pk", value) for value in values])

    assert _knock(state_admin, url).status_code == 405


def _expected_elsewhere(name, own, has_object, elsewhere):
    return {
        "neighbors": expected_near(own, has_object, NEIGHBORS.get(name)),
        "foreigners": expected_far(own, has_object, FOREIGN.get(name)),
        "formers": expected_of_formers(own, elsewhere["formers"], FORMER.get(name)),
    }


def _knock(account, url):
    return knocking(account).post(url, BODY)
