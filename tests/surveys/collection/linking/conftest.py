"""A survey that was answered through the site in an order we know, closed and settled.

Built once, with real commits: what PostgreSQL notes about a row is the point. Every answer is one
of a kind, so that a join, if there were one, would be seen.
"""

import datetime as dt
import io
import logging
import random
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from redis import Redis

from core import clock
from core.logs import HideSecretLinks
from network.models import Activity
from surveys import jobs
from surveys.collection import links, open_links
from surveys.collection.models import Administration, Draft, Invitation, Response
from surveys.collection.services import (
    FrameRow,
    close_administration,
    invite,
    open_a_link,
    open_administration,
    prepare_administration,
    set_school_frame,
)
from tests.factories.network import PersonFactory, SchoolFactory
from tests.factories.surveys import shipped

KETTLE, GULL = 48, 9  # who answered by a personal link, and at Gull's open link
FOLDS = (17, 30, 44)  # after so many of Kettle School; the last four wait for the close
ITEMS = ("IMT11", "IMT12", "IMT13")
REMARK = "Only place %d would write this"


@dataclass
class World:
    """What happened, as somebody knows who watched everything, and what was left behind."""

    survey: Administration = None
    sent: dict = field(default_factory=dict)  # place in the order of sending to invitation id
    before_close: list = field(default_factory=list)  # responses as (xmin, unit, place)
    log: str = ""
    redis: dict = field(default_factory=dict)  # key to (seconds it lives on, content)
    cookies: set = field(default_factory=set)
    activity: list = field(default_factory=list)
    tokens: list = field(default_factory=list)
    keys_numbered: int | None = None  # before anything happened; other tests may have numbered some


def answers_of(place):
    """Three items of five options each: 125 forms, no two alike."""
    digits = place // 25, place // 5 % 5, place % 5
    return {code: str(digit + 1) for code, digit in zip(ITEMS, digits, strict=True)}


def place_of(answers):
    first, second, third = (answer - 1 for answer in answers[:3])
    return first * 25 + second * 5 + third


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        Redis.from_url(cache._cache._servers[0]).flushdb()
        made = World(keys_numbered=keys_numbered())
        made.survey = opened_survey()
        written = io.StringIO()
        with everything_logged(written):
            build(made)
        made.log = written.getvalue()
        yield made
        # Numbers go on: a process keeps frozen forms by number.
        call_command("flush", verbosity=0, interactive=False, reset_sequences=False)


def keys_numbered():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT last_value FROM pg_sequences WHERE sequencename = 'surveys_responsekey_id_seq'"
        )
        return cursor.fetchone()[0]


class everything_logged:  # noqa: N801  reads as a phrase
    """All of the log down to DEBUG, through the filter that the site's own handler has.

    Only where the settings name a level, it stays: no wish for a longer log changes that.
    """

    def __init__(self, stream):
        self.handler = logging.StreamHandler(stream)
        self.handler.addFilter(HideSecretLinks())

    def __enter__(self):
        fixed = {name for name, facts in settings.LOGGING["loggers"].items() if "level" in facts}
        names = {"", *logging.root.manager.loggerDict} - fixed
        self.before = {name: logging.getLogger(name).level for name in names}
        for name in names:
            logging.getLogger(name).setLevel(logging.DEBUG)
        logging.getLogger("django.server").addHandler(self.handler)
        logging.root.addHandler(self.handler)

    def __exit__(self, *_):
        logging.root.removeHandler(self.handler)
        logging.getLogger("django.server").removeHandler(self.handler)
        for name, level in self.before.items():
            logging.getLogger(name).setLevel(level)


def build(made):
    survey = made.survey
    kettle, gull = survey.units.filter(kind="school").order_by("-staff")
    dice = random.Random(7)
    invitations = list(kettle.invitations.order_by("pk"))
    dice.shuffle(invitations)
    begun = Activity.objects.count()
    for one in dice.sample(invitations, 20):  # the order of beginning is not that of sending
        Browser(made, links.token_for(one)).save({ITEMS[0]: "1"})
    place = 0
    for number, one in enumerate(invitations, start=1):
        Browser(made, links.token_for(one)).send(place)
        made.sent[place] = one.pk
        place += 1
        if number % 5 == 0 and place < KETTLE + GULL and len(made.sent) - number < GULL:
            made.sent[place] = Browser(made, at_open_link(gull)).send(place)
            place += 1
        if number in FOLDS:
            jobs.fold_responses()
    made.before_close = snapshot()
    close_administration(survey, by=None)
    jobs.fold_responses()
    survey.refresh_from_db()
    made.redis = content_of_redis()
    made.activity = list(Activity.objects.order_by("pk")[begun:])


def opened_survey():
    survey = prepare_administration(
        shipped("IMT"),
        title="Who said what",
        purpose="implementation",
        cohort=None,
        school_year="2025-26",
        wave="",
        opens_at=clock.now() - dt.timedelta(hours=1),
        closes_at=clock.now() + dt.timedelta(days=20),
        threshold=5,
        by=None,
    )
    kettle, gull = SchoolFactory(name="Kettle School"), SchoolFactory(name="Gull School")
    rows = [FrameRow(school=kettle, staff=60), FrameRow(school=gull, staff=20)]
    set_school_frame(survey, rows=rows, by=None)
    unit = survey.units.get(name="Kettle School")
    invite(survey, unit=unit, people=PersonFactory.create_batch(KETTLE))
    open_a_link(survey.units.get(name="Gull School"), by=None)
    return open_administration(survey, by=None)


def at_open_link(unit):
    """Somebody scans the poster and begins; the token of the seat they get."""
    address = urlsplit(open_links.address_for(unit.open_link)).path
    return Client().post(address).url.rpartition("/answer/")[2].split("/")[0]


class Browser:
    """One person's, with cookies of its own."""

    def __init__(self, made, token):
        self.made, self.token, self.client = made, token, Client()
        self.url = f"/answer/{token}/"
        made.tokens.append(token)

    def save(self, answers):
        kept = self.client.post(self.url, {"answers": answers}, content_type="application/json")
        assert kept.status_code == 200, kept.content

    def send(self, place):
        """The whole form at once; the role of one place is found nowhere else."""
        assert self.client.get(self.url).status_code == 200
        role = "3" if place == KETTLE + GULL - 1 else "1"
        gone = self.client.post(
            self.url, {"section": "8", "go": "send", "role": role, **answers_of(place)}
        )
        assert gone.status_code == 302, gone.content
        assert self.client.get(gone.url).status_code == 200
        self.made.cookies |= set(self.client.cookies)
        return links.invitation_for(self.token).pk


def snapshot():
    """Responses that the folds before the close wrote, and that only they did."""
    assert Draft.objects.exists()
    found = Response.objects.extra(select={"wrote": "xmin::text"})  # a column of every table
    return [(row.wrote, row.unit_id, place_of(row.answers)) for row in found]


def content_of_redis():
    server = Redis.from_url(cache._cache._servers[0])
    readers = {
        b"string": server.get,
        b"list": lambda key: b"\n".join(server.lrange(key, 0, -1)),
        b"set": lambda key: b"\n".join(server.smembers(key)),
        b"hash": lambda key: repr(server.hgetall(key)).encode(),
        b"zset": lambda key: repr(server.zrange(key, 0, -1, withscores=True)).encode(),
    }
    return {
        key.decode(): (server.ttl(key), readers[server.type(key)](key))
        for key in server.scan_iter()
    }


@pytest.fixture
def invitations(world):
    """Of those who answered, by place in the order of sending."""
    rows = Invitation.objects.in_bulk(world.sent.values())
    return [rows[world.sent[place]] for place in sorted(world.sent)]
