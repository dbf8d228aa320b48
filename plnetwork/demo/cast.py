"""Whom the demo's sign-in list offers, one or two per role."""

from __future__ import annotations

from dataclasses import dataclass

from plnetwork.demo.book import address_of, book, school_of_team
from surveys.collection import links
from surveys.models import Invitation

# What to try first, by role, in the order of the walk in the README.
TRY = {
    "state_admin": "Import a directory, open and release a survey, see the dashboard.",
    "state_viewer": "Read the state dashboard.",
    "evaluator": "Read released figures.",
    "partner_facilitator": "Look into every cohort and convening.",
    "esc_director": "See everything of Maple Fork ESC.",
    "specialist": "Open a cohort, form teams, plan convenings.",
    "district_leader": "See the district and its schools.",
    "team_lead": "Register, upload an artifact, read your school’s results.",
    "team_member": "Register, upload an artifact.",
    "principal": "See the school and its team.",
}
TITLES = {
    "state_admin": "State administrator",
    "state_viewer": "State viewer",
    "evaluator": "Evaluator",
    "partner_facilitator": "Partner facilitator",
    "esc_director": "ESC director",
    "specialist": "Specialist",
    "district_leader": "District leader",
    "team_lead": "Team lead",
    "team_member": "Team member",
    "principal": "Principal (school leader)",
}
PARTNER_PLACES = {"evaluator": "plumline", "partner_facilitator": "bright-thread"}
STATE = ("state_admin", "state_viewer")
TEAM = ("team_lead", "team_member")
FOREIGN = "Another service center: Kettle Run does not exist for this person."
RESPONDENT = "respondent@fallow-creek-middle.example"


@dataclass(frozen=True)
class Player:
    """Somebody to sign in as."""

    name: str
    email: str
    role: str
    place: str
    try_this: str


def players() -> list[Player]:
    """Everybody on the list, in the book's order."""
    return [_player(row) for row in book()["sign_in_as"] if row["name"]]


def addresses() -> list[str]:
    """The only accounts that the list signs in."""
    return [player.email for player in players()]


def respondent_link() -> str:
    """The personal link of the respondent without an account; empty when no survey is open."""
    invitation = Invitation.objects.filter(email=RESPONDENT).order_by("-pk").first()
    return links.address_for(invitation) if invitation else ""


def place_key(row: dict[str, str]) -> str:
    """Where somebody of the list works, as used in their address."""
    role, scope = row["role"], row["scope"]
    if role in STATE:
        return "state"
    if role in PARTNER_PLACES:
        return PARTNER_PLACES[role]
    return school_of_team(scope) if role in TEAM else scope


def _player(row: dict[str, str]) -> Player:
    place = place_key(row)
    return Player(
        name=row["name"],
        email=address_of(row["name"], place),
        role=TITLES[row["role"]],
        place=_words(place),
        try_this=FOREIGN if "use" in row else TRY[row["role"]],
    )


def _words(place: str) -> str:
    """The name of a place by its key."""
    rows = [*book()["service_centers"], *book()["districts"], *book()["schools"]]
    names = {row["key"]: row["name"] for row in rows}
    names |= {
        "state": book()["state_agency"]["name"],
        "plumline": "Plumline Evaluation",
        "bright-thread": "Bright Thread Partners",
    }
    return str(names[place])
