"""What the demo's people wrote at convenings: written, read, coded by two, published, quoted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from core import clock
from surveys.results import services
from surveys.results.models import OpenAnswer
from surveys.results.words.attribution import respondents_of

if TYPE_CHECKING:
    from network.models import Person
    from plnetwork.demo.answers import Form
    from plnetwork.demo.stage import Stage
    from surveys.models import Administration

VALUABLE, CONSENT = "CVF12", "CVF16"
# Every so many forms hold a comment, so that each session has some.
STEP = {1: 5, 2: 8, 3: 7}
WRITTEN = {
    1: (
        "Seeing that nobody had finished. It made our own start feel less late.",
        "The protocol for giving feedback. We used it in our staff meeting the next week.",
        "Talking with a school of our size that has the same bell schedule.",
        "A teacher showed a goal card that a nine-year-old had filled in alone.",
        "Our principal was at the table the whole day.",
        "The quiet half hour to plan one thing and only one thing.",
        "Learners on the panel. Their answers were more honest than ours.",
        "Hearing the word “try” so often.",
        "Going through the indicators with our team, one by one.",
        "How Marisol Vega explained pace without a single slide.",
        "Walking through the rooms before we talked about them.",
        "The examples were from real classrooms, with the noise in them.",
        "Time. We never get three hours with our own team.",
        "Choosing which session to go to, as we want learners to.",
        "That another district has the same trouble with grading.",
        "Writing our commitment on the wall, where others could read it.",
        "The specialist sat with us and asked, and did not tell.",
        "Meeting the team from the other end of the county.",
        "The question “what would learners say?” after every idea.",
        "A plan for the first Monday, small enough to do.",
        "Seeing how a math class runs with three paces at once.",
        "Lunch. The best talk of the day was there.",
    ),
    2: (
        "A pace chart that learners move themselves.",
        "The data that each team brought, and no ranking of it.",
        "How a school gives a second try without more paper.",
        "Working with our own team on the plan for January.",
        "The visit to the workshop room.",
        "Teachers from other schools who asked hard questions kindly.",
        "Mastery is not the same as speed. That sentence stays.",
        "The template for a conference of five minutes.",
        "Our schedule is the problem, and now we know which part of it.",
        "To hear what did not work elsewhere.",
        "Enough time for our own team this time.",
        "The learners who led the tour.",
        "One example for every grade band.",
    ),
    3: (
        "Moving the furniture ourselves.",
        "A room for quiet work that costs nothing.",
        "Pictures of rooms before and after.",
        "Time with our team to draw our own room.",
        "The library that became a studio.",
        "Rules for shared rooms that learners wrote.",
        "Hearing from a custodian how rooms are really used.",
        "Other teams’ mistakes.",
        "The list of what can be had for nothing.",
        "Two schools that share one wall.",
        "A plan for one corner.",
        "Flexible does not mean new chairs.",
    ),
}
NAMES = {"How Marisol Vega explained": "How […] explained"}
HELD_BACK = "Lunch."
READ_SO_FAR = {3: 5}  # the third convening is still being read
# Meaning, and words by which the demo's first coder finds it; the second one misses some.
TAGS = {
    "Time with own team": (
        "Work of one’s own team, planning.",
        ("our own team", "our team", "plan"),
    ),
    "Other schools": ("Meeting or hearing others.", ("other", "another")),
    "Examples": ("Something shown that can be tried.", ("example", "showed", "chart", "room")),
    "Learners": ("Learners’ voice or work.", ("learner", "nine-year-old")),
}
MISSED = ("plan", "room")
QUOTES = (
    "Hearing how another school let learners set the pace gave us the nerve to try it on Monday.",
    "Their answers were more honest than ours.",
    "We never get three hours with our own team.",
    "Mastery is not the same as speed.",
)


def write_comments(forms: list[Form], number: int, first: list[str]) -> None:
    """Put the convening's comments into some of the forms; two of three agree to be quoted."""
    texts = [*first, *WRITTEN.get(number, ())]
    for place, (text, form) in enumerate(zip(texts, forms[:: STEP.get(number, 1)], strict=False)):
        form[VALUABLE] = text
        form[CONSENT] = 2 if place % 3 == 2 else 1


def read_comments(stage: Stage, administration: Administration, number: int) -> None:
    """Two days after the release: read; where all is read, code, publish, and choose quotes."""
    reader, coder = stage.cast["Renata Okafor"], stage.cast["Noor Castellan"]
    with clock.at(administration.closes_at + dt.timedelta(days=5)):
        services.set_words_apart(administration)
        answers = list(administration.open_answers.order_by("text"))
        for answer in answers[: READ_SO_FAR.get(number, len(answers))]:
            _decide(answer, reader)
        if number in READ_SO_FAR:
            return
        _code(administration, reader)
        _code(administration, coder, missed=MISSED)
        services.publish_comments(administration, by=reader)
        _quote(administration, reader)


def _decide(answer: OpenAnswer, reader: Person) -> None:
    for name, instead in NAMES.items():
        if name in answer.text:
            services.take_out_names(answer, words=answer.text.replace(name, instead), by=reader)
    is_fit = not answer.text.startswith(HELD_BACK)
    verdict = OpenAnswer.Verdict.PUBLISH if is_fit else OpenAnswer.Verdict.WITHHOLD
    services.judge_words(answer, verdict=verdict, by=reader)


def _code(administration: Administration, coder: Person, missed: tuple[str, ...] = ()) -> None:
    instrument = administration.version.instrument
    known = {tag.name: tag for tag in instrument.tags.all()}
    for name, (meaning, _) in TAGS.items():
        if name not in known:
            known[name] = services.add_tag(instrument, name=name, meaning=meaning)
    for answer in administration.open_answers.filter(verdict=OpenAnswer.Verdict.PUBLISH):
        text = answer.fit.lower()
        found = [
            known[name]
            for name, (_, signs) in TAGS.items()
            if any(sign in text for sign in signs if sign not in missed)
        ]
        services.code_answer(answer, tags=found, by=coder)


def _quote(administration: Administration, by: Person) -> None:
    respondents = respondents_of(administration)
    for words in QUOTES:
        said = administration.open_answers.filter(text__contains=words, may_be_quoted=True)
        if (answer := said.first()) is not None:
            safe = respondents.safe_attributions(answer)
            services.choose_quote(answer, words=words, attribution=safe[0], by=by)
