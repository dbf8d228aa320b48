"""Every template of a message: it has a kind, says what to do first, and holds one link."""

import datetime as dt
from types import SimpleNamespace

import pytest

from core import clock, mail
from messaging.emails.words import DEFAULT_BUTTON, links_in, parts_of, words_of
from plnetwork.local.places import PROJECT

TEMPLATES = sorted(
    f"{path.parent.parent.name}/{path.stem}" for path in PROJECT.glob("templates/*/emails/*.txt")
)
SESSION = {
    "first_name": "Nina",
    "convening": "Convening 2",
    "region": "North",
    "when": "Tue, Feb 13, 9:00 AM EST",
    "where": "Room 1",
    "until": "Feb 12, 2026, 5:00 PM EST",
    "learning_targets": ["Build a shared picture", "Develop one goal"],
    "path": "/convenings/1/",
}
SURVEY = {
    "administration": SimpleNamespace(
        title="Spring survey", closes_at=clock.now() + dt.timedelta(days=9)
    ),
    "minutes": 8,
    "is_anonymous": True,
    "is_convening": False,
    "is_last_day": True,
}
AGREEMENT = {
    "first_name": "Noor",
    "title": "Pathway study",
    "due": "Oct 3",
    "last_day": "October 3, 2026",
    "path": "/agreements/1/",
}
PREWORK = {
    "first_name": "Nina",
    "team": "Kettle team",
    "by_team": True,
    "convening": "Convening 7",
    "title": "Before we meet",
    "least": 20,
    "most": 35,
    "due": "February 13, 2027",
    "asks_slide": True,
    "path": "/convenings/1/prework/teams/1/answer/",
}
APPLYING = {
    "first_name": "Nina",
    "place": "Kettle School",
    "offering": "LAUNCH, two years",
    "until": "May 1, 2027",
    "path": "/applications/1/",
    "invite": "/applications/1/writers/?email=i%40b.example",
}
DECIDED = {
    "first_name": "Nina",
    "place": "Kettle School",
    "offering": "LAUNCH, two years",
    "cohort": "Riverside",
    "team": "Kettle School design team",
    "home": "Maple ESC",
    "begins": "August 1, 2027",
    "by": "Dana Whitlock",
    "rank": 3,
    "until": "Mar 9, 2027, 11:59 PM EST",
    "last_day": "Mar 9",
    "parts": ["Why", "The design team"],
    "lines": ["Your plan is clear.", "Say more about time."],
    "path": "/applications/1/",
}
SUGGESTION = {
    "first_name": "Nina",
    "title": "Gallery walk",
    "words": "It is there already.",
    "path": "/resources/1/",
}
INVITED = {"first_name": "Nina", "role": "lead", "invited_by": "Dana", "due": "Oct 3"}
CONTEXTS = {
    "accounts/confirm-address": {"code": "K7QX2P"},
    "accounts/security-note": {"note": "Recovery codes were made."},
    "accounts/sign-in-code": {"code": "K7QX2P"},
    "accounts/unknown-address": {},
    **dict.fromkeys(
        (
            "cohorts/accepted",
            "cohorts/declined",
            "cohorts/information-answered",
            "cohorts/information-asked",
            "cohorts/information-reminder",
            "cohorts/offer-ended",
            "cohorts/place-offered",
            "cohorts/review-assigned",
            "cohorts/waitlisted",
        ),
        DECIDED,
    ),
    "cohorts/application-asks": {**APPLYING, "who": "Ines Marsh", "email": "i@b.example"},
    "cohorts/application-invitation": {
        **APPLYING,
        "invited_by": "Dana",
        "due": "Oct 3",
        "last_day": "October 3, 2026",
        "link": "https://pln.example/write-together/xyz/",
    },
    "cohorts/application-receipt": {**APPLYING, "receipt": "L26-00042"},
    "cohorts/application-withdrawn": {**APPLYING, "by": "Dana"},
    "cohorts/consent-answered": {
        **APPLYING,
        "name": "Petra Lind",
        "said": "consents",
        "words": "With pleasure.",
    },
    "cohorts/consent-asked": {
        **APPLYING,
        "name": "Petra Lind",
        "asked_by": "Dana",
        "link": "https://pln.example/consent/xyz/",
    },
    "cohorts/letter": {
        "subject": "Bring your goal cards",
        "lines": ["We begin at nine.", "Parking is behind the house."],
        "cohort": "Riverside",
        "path": "/cohorts/1/",
        "sender": "Dana Whitlock",
        "answer_to": "dana@maple.example",
    },
    "cohorts/team-invitation": {
        **INVITED,
        "team": "Kettle team",
        "school": "Kettle School",
        "cohort": "Riverside",
        "last_day": "October 3, 2026",
    },
    "convenings/certificate": {"title": "Convening 2: Practice", "path": "/my-hours/"},
    "convenings/choice-place": {**SESSION, "round": 1, "choice": "Maps", "room": "Blue"},
    "convenings/choice-place-taken": {**SESSION, "round": 1},
    "convenings/given-up": SESSION,
    "convenings/link": SESSION,
    "convenings/offer-ended": SESSION,
    "convenings/prework-opened": PREWORK,
    "convenings/prework-reminder": PREWORK,
    "convenings/registered": SESSION,
    "convenings/reminder": SESSION,
    "convenings/seat-offered": {**SESSION, "until": "Feb 3, 9:00 AM EST"},
    "convenings/session-cancelled": SESSION,
    "convenings/session-changed": {
        **SESSION,
        "what": "Place",
        "now": "Sandstone Hall",
        "session_path": "/sessions/1/",
    },
    "convenings/waiting": SESSION,
    **dict.fromkeys(["library/suggestion-declined", "library/suggestion-published"], SUGGESTION),
    "network/address-changed": {
        "first_name": "Nina",
        "address": "n@b.example",
        "by": "Dana",
        "signs_in_as": "n@a.example",
    },
    "network/rights-changed": {
        "first_name": "Nina",
        "sentence": "You are now district leader.",
        "by": "Dana",
    },
    "network/role-invitation": {**INVITED, "last_day": "October 3, 2026"},
    "surveys/agreement-ends-soon": AGREEMENT,
    "surveys/agreement-is-over": AGREEMENT,
    "surveys/invitation": SURVEY,
    "surveys/reminder": SURVEY,
}
WITH_SECRET = {
    "cohorts/place-offered",
    "cohorts/team-invitation",
    "convenings/link",
    "convenings/registered",
    "convenings/reminder",
    "convenings/seat-offered",
    "convenings/waiting",
    "network/role-invitation",
    "cohorts/application-invitation",
    "cohorts/consent-asked",
    "surveys/invitation",
    "surveys/reminder",
}
# The digest tells what several messages would have told: tests/messaging/test_digests.py.
LETTERS = sorted(set(TEMPLATES) - {"messaging/digest"})
# A code and the notes of an account are found by what they are about.
OWN_SUBJECTS = ("accounts/",)


def rendered(kind):
    return words_of(kind, CONTEXTS[kind], ["link"] if kind in WITH_SECRET else [])


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_is_a_kind_that_says_why_it_comes(name):
    """Fails with a new template: add mail.offer_kind(...) to its app's offers.py."""
    kind = mail.kind_named(name)

    assert kind is not None
    assert kind.title
    assert kind.why.startswith("You get this ")


def test_every_kind_has_a_template():
    assert [kind.name for kind in mail.kinds() if kind.name not in TEMPLATES] == []


@pytest.mark.parametrize("kind", LETTERS)
def test_every_message_holds_one_link_at_most_and_a_button_for_it(kind):
    words = rendered(kind)

    assert len(list(links_in(words.body))) == (kind != "network/address-changed")
    buttons = [part for part in parts_of(words.body) if part.kind == "link"]
    assert len(buttons) <= 1
    if buttons:
        assert words.button != DEFAULT_BUTTON


@pytest.mark.parametrize("kind", LETTERS)
def test_every_subject_says_first_what_to_do(kind):
    subject = rendered(kind).subject

    assert "{{" not in subject
    assert subject.startswith("[") != kind.startswith(OWN_SUBJECTS)


@pytest.mark.parametrize("kind", LETTERS)
def test_no_template_says_in_its_text_what_stands_under_every_message(kind):
    body = rendered(kind).body

    assert kind.startswith("accounts/") or "You get this message because" not in body


@pytest.mark.parametrize("name", TEMPLATES)
def test_who_must_not_be_told_apart_by_a_digest_never_waits_for_one(name):
    kind = mail.kind_named(name)

    assert not (kind.may_wait and (kind.is_private or name in mail.unlisted_kinds()))


def test_what_somebody_typed_stays_inside_its_line():
    """A name over several lines would put a link of its own into a mail that we send."""
    typed = "Nina\n\nhttps://evil.example/\n\nWhy: me"
    context = CONTEXTS["cohorts/team-invitation"] | {"first_name": typed, "team": "T\nWhy: me\n\nX"}

    words = words_of("cohorts/team-invitation", context, ["link"])

    assert [part.lines for part in parts_of(words.body) if part.kind == "link"] == [["[[link]]"]]
    assert words.subject == "[Action needed by Oct 3] Join the T Why: me X"
    assert words.why.startswith("You get this because Dana entered your address.")


def test_a_list_of_typed_words_is_one_line_each():
    context = SESSION | {"learning_targets": ["One\n\nhttps://evil.example/", "Two"]}

    body = words_of("convenings/registered", context).body

    assert "- One https://evil.example/\n- Two\n" in body
