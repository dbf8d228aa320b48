"""A survey in which people wrote something, in a few words, for tests of comments and quotes."""

from surveys.collection.models import Response
from surveys.instruments.models import Item, Scale, Section
from surveys.results.models import OpenAnswer
from surveys.results.services import judge_words, release_administration, set_words_apart
from tests.surveys.results.administrations import TIME, add_frame, administration
from tests.surveys.results.administrations import instrument_version as closed_questions

YES, NO = 1, 2
ROLES = ["teacher", "leader"]


def asking_in_words():
    """One closed question, two open ones, consent, and two role groups; frozen."""
    version = closed_questions(TIME)
    section = Section.objects.create(version=version, position=9, title="In your words")
    asked = (("SAY1", "text", "What helped?"), ("SAY2", "short", "In a word?"))
    for position, (code, kind, wording) in enumerate(asked, start=1):
        Item.objects.create(
            section=section, code=code, position=position, kind=kind, wording=wording
        )
    consent, _ = Scale.objects.get_or_create(
        code="CONSENT", defaults={"name": "Consent", "labels": ["Yes", "No"], "favorable": [YES]}
    )
    Item.objects.create(
        section=section,
        code="MAY",
        position=3,
        slot=1,
        wording="May we quote you?",
        scale=consent,
        is_fact=True,
        is_consent=True,
    )
    version.roles = ROLES
    version.is_frozen = True
    version.save()
    return version


def survey(frame, places=None, **fields):
    """Closed and settled, with this frame (see administrations.py); `units` by name."""
    given = administration(asking_in_words(), **fields)
    given.units_by_name = add_frame(given, frame, places)
    return given


def say(unit, *texts, code="SAY1", role=1, consent=YES):
    """Each text is the answer of one person of the unit."""
    for text in texts:
        Response.objects.create(
            administration=unit.administration,
            unit=unit,
            role=role,
            answers=[4, consent],
            texts={code: text, "OTHER": [1, 2]},
        )


def read_all(given, verdict=OpenAnswer.Verdict.PUBLISH):
    """Set the words apart and decide about all of them."""
    set_words_apart(given)
    for answer in given.open_answers.all():
        judge_words(answer, verdict=verdict, by=None)


def released(given):
    release_administration(given, by=None)
    given.refresh_from_db()
    return given
