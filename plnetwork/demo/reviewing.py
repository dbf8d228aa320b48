"""Who wants to join LAUNCH next: two schools have sent their applications, one of them scored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cohorts.models import Offering
from cohorts.services.applying import begin_application
from cohorts.services.consent import answer_consent, ask_consent
from cohorts.services.enclosure import propose_member
from cohorts.services.review import Score, assign_reviewers, save_review
from cohorts.services.submission import submit
from cohorts.services.writing import save_answers
from network.services.people import find_or_add_person

if TYPE_CHECKING:
    from cohorts.models import Application
    from plnetwork.demo.stage import Stage

# A school, its principal who writes and consents, and what they say.
SCHOOLS = {
    "quarry_street": (
        ("Ottilie", "Brandt"),
        "Our learners finish their work and ask what comes next. We want them to know it.",
        "Grade-level teams share one planning hour; two rooms keep goal cards.",
    ),
    "west_orchard_elementary": (
        ("Lorne", "Whitcomb"),
        "Families ask us why every child does the same page. So do we.",
        "A reading hour by choice, begun last winter in three rooms.",
    ),
}
TIME = "Every other Wednesday, intervention block, covered by the whole staff in turn."
TEAM = [
    ("Signe", "Aldous", "teacher", "Reading teacher"),
    ("Tobin", "Marlowe", "teacher", "Grade 4 teacher"),
    ("Petra", "Voss", "teacher", "Intervention specialist"),
]
READY = ("vision", "leadership", "voice", "evidence", "collaboration", "families")
SCORES = {
    "purpose": Score(4, "The question comes from learners."),
    "honest-picture": Score(3, "Says what is there, and little of what failed."),
    "team-fit": Score(3, "Three teachers and the principal."),
    "time-protected": Score(4, "A block on the schedule, with cover."),
    "leader-support": Score(4, "The principal writes and comes along."),
}


def build_reviewing(stage: Stage) -> None:
    """Both are given to a specialist, who has finished one review."""
    admin, specialist = stage.cast["Renata Okafor"], stage.cast["Dana Whitlock"]
    sent = [_sent(stage, school) for school in SCHOOLS if school in stage.schools]
    made, _ = assign_reviewers(sent, reviewers=[specialist], by=admin)
    for review in made[:1]:
        summary = "Ready to begin; ask how families will hear of it."
        save_review(review, scores=SCORES, summary=summary, is_done=True, by=specialist)


def _sent(stage: Stage, key: str) -> Application:
    school = stage.schools[key]
    (first_name, last_name), why, now = SCHOOLS[key]
    host = f"{key.replace('_', '-')}.example"
    principal = find_or_add_person(
        email=f"{first_name}.{last_name}@{host}".lower(),
        first_name=first_name,
        last_name=last_name,
        organization=school,
        by=None,
    )
    offering = Offering.objects.taking_applications().get(pathway__code="launch")
    application = begin_application(offering, place=school, by=principal)
    answers: dict[str, dict[str, Any]] = {
        "why": {"why-join": why, "learners": "They would set one goal each month themselves."},
        "now": {"initiatives": now, "teachers": 18},
        "readiness": {f"ready-{what}": "2" for what in READY},
        "time": {"time-plan": TIME, "time-minutes": 90, "time-convenings": "yes"},
        "survey": {"survey-yes": "yes"},
    }
    for part, said in answers.items():
        save_answers(application, part=part, answers=said, seen={}, by=principal)
    for first, last, position, job in [(first_name, last_name, "principal", "Principal"), *TEAM]:
        propose_member(
            application,
            first_name=first,
            last_name=last,
            email=f"{first}.{last}@{host}".lower(),
            position=position,
            job=job,
            is_lead=position == "principal",
            by=principal,
        )
    consent = ask_consent(
        application, name=str(principal), email=principal.email, position="principal", by=principal
    )
    answer_consent(consent, is_given=True, words="We have talked it through with the whole staff.")
    return submit(application, by=principal)
