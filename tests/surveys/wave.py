"""A wave as it is lived: schools, people with personal links, their letters and their answers."""

import random
import re
from collections import Counter

from django.core import mail

from core import clock
from messaging.models import Message
from messaging.tasks import drain
from surveys import jobs
from surveys.collection import drafts, links, open_links
from surveys.collection.services import (
    FrameRow,
    invite,
    open_a_link,
    prepare_administration,
    set_school_frame,
)
from surveys.instruments.questionnaire import ROLE, questionnaire_of
from tests.factories.network import (
    AlignmentFactory,
    DistrictFactory,
    PersonFactory,
    SchoolFactory,
    ServiceCenterFactory,
)
from tests.factories.surveys import shipped
from tests.surveys.asking import eastern

LINK = re.compile(r"/answer/([^/\s]+)/")
UNREACHABLE = 2  # of each school's staff: they are expected, and nobody knows their address


class Wave:
    """Spring 2026. It is prepared on February 25 and opens on March 2 at eight."""

    def __init__(self, sizes, at_the_poster):
        self.chance = random.Random(20260302)
        schools = _schools(len(sizes) + 1)
        staff = [*(n + UNREACHABLE for n in sizes), at_the_poster]
        self.expected = dict(zip(schools, staff, strict=True))
        with clock.at(eastern("2026-02-25 10:00")):
            self.survey = prepare_administration(
                shipped("IMT"),
                title="Implementation survey, spring 2026",
                purpose="implementation",
                cohort=None,
                school_year="2025-26",
                wave="spring 2026",
                opens_at=eastern("2026-03-02 08:00"),
                closes_at=eastern("2026-03-16 17:00"),
                by=None,
            )
            rows = [FrameRow(school=school, staff=n) for school, n in self.expected.items()]
            set_school_frame(self.survey, rows=rows, by=None)
            for school, n in zip(schools[:-1], sizes, strict=True):
                people = PersonFactory.create_batch(n)
                invite(self.survey, unit=self.unit(school), people=people)
            self.poster = open_a_link(self.unit(schools[-1]), by=None)
        self.form = questionnaire_of(self.survey.version)
        self.people = set(self.survey.invitations.values_list("email", flat=True))
        self.school_of = dict(self.survey.invitations.values_list("email", "unit__organization"))
        self.answered = set()
        self.sent_at = Counter()  # by id of the school
        self.tokens = {}
        self._read = 0

    def unit(self, school):
        return self.survey.units.get(organization=school)

    def hour(self, moment):
        """All jobs of one minute, each run twice; to whom letters went, each once."""
        with clock.at(eastern(moment)):
            for job in (jobs.turn_windows, jobs.remind, jobs.fold_responses, jobs.release_closed):
                job()
                job()
            return self.post()

    def post(self):
        """Empty the outbox and read what was delivered."""
        while drain():
            pass
        assert drain() == 0
        letters, self._read = mail.outbox[self._read :], len(mail.outbox)
        for letter in letters:
            (address,) = letter.to
            (token,) = set(LINK.findall(letter.body))
            assert self.tokens.setdefault(address, token) == token
        told = Counter(letter.to[0] for letter in letters)
        assert set(told.values()) <= {1}
        return set(told)

    def silent(self):
        """Whoever was invited and has not sent answers, in an order of its own."""
        return sorted(self.people - self.answered)

    def some_answer(self, moment, how_many, *, among=None):
        """So many of the silent ones answer, by the link in their letter."""
        some = self.chance.sample(sorted(among or self.silent()), how_many)
        with clock.at(eastern(moment)):
            for address in some:
                drafts.save(self.tokens[address], answers={ROLE: 1})
                self.submit(address)
        return some

    def submit(self, address):
        drafts.submit(self.tokens[address], answers=self.answers())
        self.answered.add(address)
        self.sent_at[self.school_of[address]] += 1

    def some_answer_at_the_poster(self, moment, how_many):
        with clock.at(eastern(moment)):
            for _ in range(how_many):
                seat = open_links.begin(self.poster)
                drafts.submit(links.token_for(seat), answers=self.answers())
                self.sent_at[self.poster.unit.organization_id] += 1

    def somebody_only_begins_at_the_poster(self, moment):
        """No address is known, so nobody can be reminded."""
        with clock.at(eastern(moment)):
            seat = open_links.begin(self.poster)
            drafts.save(links.token_for(seat), answers={"IMT11": 2})

    def begin(self, moment, address):
        """Some questions, and no more."""
        with clock.at(eastern(moment)):
            drafts.save(self.tokens[address], answers={ROLE: 2, "IMT11": 4})

    def answers(self):
        chosen = {ROLE: self.chance.randint(1, len(self.form.roles))}
        for question in self.form:
            chosen[question.code] = self.chance.choice(question.options).code
        return chosen

    def reminders(self):
        """How often each person was reminded."""
        sent = Message.objects.filter(kind="surveys/reminder", state="sent")
        return Counter(sent.values_list("to", flat=True))


def _schools(how_many):
    """In six districts of three service centers."""
    centers = ServiceCenterFactory.create_batch(3)
    districts = DistrictFactory.create_batch(6)
    for n, district in enumerate(districts):
        AlignmentFactory(district=district, service_center=centers[n % 3])
    return [SchoolFactory(agency=districts[n % 6]) for n in range(how_many)]
