"""Thousands answer while web server, worker and PostgreSQL are killed again and again.

2,500 in every run; PEOPLE_WHO_ANSWER=10000 asks for more and takes as much longer. On a site of
its own whose commits reach the disk. Whoever saw the receipt is in the responses exactly once;
whoever saw an error presses the button again, as people do.
"""

import os
import random
import signal
import sys
import threading
import time
from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from celery import Celery

from benchmarks.stage.site import site as own_site
from benchmarks.stage.visitor import Gone, Visitor
from plnetwork.local import processes

PEOPLE = int(os.environ.get("PEOPLE_WHO_ANSWER", "2500"))
SCHOOLS = 20
BROWSERS = 8
OPTIONS = 5  # of the questions that spell a person's number
DIGITS = 6  # 5 ** 6 spells more than 10,000
SECONDS_TO_SETTLE = 90
SECONDS_OF_STANDSTILL = 60
SECONDS_TO_MEET_A_FOLD = 15
KILLS = {
    "a web worker": 4,
    "the web server": 2,
    "the Celery worker in a fold": 3,
    "its children in a fold": 2,
    "a backend": 3,
    "PostgreSQL": 3,
}
IN_A_FOLD = """
SELECT pid FROM pg_stat_activity
WHERE pid <> pg_backend_pid() AND backend_type = 'client backend' AND state <> 'idle'
AND (query LIKE '%surveys_response%' OR query LIKE '%surveys_tally%' OR query LIKE '%SKIP LOCKED%')
"""


class Wave:
    """What everybody answers, and who was told that it arrived."""

    def __init__(self, opened):
        self.number = opened["administration"]
        self.tokens = opened["tokens"]
        spelling = [q for q in opened["questions"] if q["options"][:OPTIONS] == [1, 2, 3, 4, 5]]
        self.codes = [question["code"] for question in spelling[:DIGITS]]
        self.slots = [question["slot"] for question in spelling[:DIGITS]]
        self.waiting = deque(range(len(self.tokens)))
        self.acknowledged = set()
        self.found_sent = set()
        self.tries = Counter()
        self.trouble = ""

    def answers_of(self, person):
        return {code: person // OPTIONS**n % OPTIONS + 1 for n, code in enumerate(self.codes)}

    def person_of(self, row):
        return sum((row[slot] - 1) * OPTIONS**n for n, slot in enumerate(self.slots))

    @property
    def done(self):
        return len(self.acknowledged) + len(self.found_sent)


def answer_all(wave, port, stopped):
    """One browser after another, until nobody waits."""
    with Visitor(port, timeout=20) as visitor:
        hidden = {"go": "send", "csrfmiddlewaretoken": visitor.bring_cookie()}
        while not stopped.is_set():
            try:
                person = wave.waiting.popleft()
            except IndexError:
                return
            fields = hidden | wave.answers_of(person)
            while not stopped.is_set() and not send(wave, visitor, person, fields):
                visitor.leave()
                time.sleep(0.1)


def send(wave, visitor, person, fields):
    """Press the button once; whether a page said that the answers are there."""
    wave.tries[person] += 1
    address = f"/answer/{wave.tokens[person]}/"
    try:
        answer = visitor.post(address, fields)
    except Gone as gone:
        wave.trouble = repr(gone)
        return False
    if answer.status >= 500:
        wave.trouble = f"{answer.status} {answer.body[:300]!r}"
        return False
    assert answer.status == 302, (answer.status, answer.body[:2000])
    if answer.location == f"{address}?sent":
        wave.acknowledged.add(person)
    else:
        # The first click was stored, and its receipt was lost with the server.
        assert answer.location == address
        assert wave.tries[person] > 1
        wave.found_sent.add(person)
    return True


class Killer:
    """Ends processes of the site as a power cut would, and starts them again."""

    def __init__(self, site, seed):
        self.site = site
        self.chance = random.Random(seed)
        self.broker = Celery(broker=site.environment["REDIS_URL"], set_as_current=False)
        self.hits = Counter()
        self.folds_met = 0

    def start_folds(self):
        """What beat does each minute, more often."""
        self.broker.send_task("surveys.jobs.fold_responses")

    def kill(self, what):
        {
            "a web worker": self.a_web_worker,
            "the web server": lambda: self.site.start("web"),
            "the Celery worker in a fold": lambda: self.in_a_fold(self.whole_worker),
            "its children in a fold": lambda: self.in_a_fold(self.children_of_the_worker),
            "a backend": self.a_backend,
            "PostgreSQL": self.postmaster,
        }[what]()
        self.hits[what] += 1

    def a_web_worker(self):
        os.kill(self.chance.choice(self.site.programs_below("web")), signal.SIGKILL)

    def in_a_fold(self, kill):
        deadline = time.monotonic() + SECONDS_TO_MEET_A_FOLD
        with psycopg.connect(self.site.environment["DATABASE_URL"], autocommit=True) as connection:
            self.start_folds()
            while time.monotonic() < deadline:
                if connection.execute(IN_A_FOLD).fetchone():
                    self.folds_met += 1
                    break
        kill()

    def whole_worker(self):
        self.site.start("worker")

    def children_of_the_worker(self):
        for pid in self.site.programs_below("worker"):
            os.kill(pid, signal.SIGKILL)

    def a_backend(self):
        with psycopg.connect(self.site.environment["DATABASE_URL"], autocommit=True) as connection:
            busy = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
                " AND pid <> pg_backend_pid() ORDER BY state = 'idle', random()"
            ).fetchone()
        if busy:
            os.kill(busy[0], signal.SIGKILL)

    def postmaster(self):
        os.kill(self.site.postmaster, signal.SIGKILL)
        self.site.start_postgres()


@pytest.fixture
def site():
    with own_site() as site:
        site.run("manage.py", "migrate", "--verbosity", "0")
        yield site


def run_the_wave(site, wave, killer):
    """Everybody answers; at random points of the way something is killed."""
    kinds = [what for what, times in KILLS.items() for _ in range(times)]
    killer.chance.shuffle(kinds)
    moments = sorted(killer.chance.sample(range(PEOPLE // 50, PEOPLE - PEOPLE // 20), len(kinds)))
    stopped = threading.Event()
    with ThreadPoolExecutor(BROWSERS) as pool:
        browsers = [pool.submit(answer_all, wave, site.port, stopped) for _ in range(BROWSERS)]
        try:
            for moment, what in zip(moments, kinds, strict=True):
                # Some get through between two blows, or it would all be one.
                until(site, wave, browsers, max(moment, wave.done + PEOPLE // 200))
                killer.kill(what)
                sys.stdout.write(f"{wave.done}: {what} was killed\n")
                killer.start_folds()
            until(site, wave, browsers, PEOPLE)
        except BaseException:
            stopped.set()
            raise
        for browser in browsers:
            browser.result()


def until(site, wave, browsers, moment):
    """Wait until so many are through; a standstill ends the test with what the site says."""
    done, since = wave.done, time.monotonic()
    while wave.done < min(moment, PEOPLE):
        site.start_fallen()
        assert all(not b.done() or b.exception() is None for b in browsers)
        time.sleep(0.02)
        if wave.done > done:
            done, since = wave.done, time.monotonic()
        if time.monotonic() > since + SECONDS_OF_STANDSTILL:
            log = processes.tail(site.children["web"].log, 60)
            pytest.fail(f"Nobody gets through after {done}: {wave.trouble}\n{log}")


def settled(site, wave, killer):
    """Close, and wait until the worker has folded the rest."""
    site.run("-m", "benchmarks.stage.wave", "close", str(wave.number))
    deadline = time.monotonic() + SECONDS_TO_SETTLE
    with psycopg.connect(site.environment["DATABASE_URL"], autocommit=True) as connection:
        is_settled = "SELECT is_settled FROM surveys_administration WHERE id = %s"
        while connection.execute(is_settled, [wave.number]).fetchone() != (True,):
            site.start_fallen()
            assert time.monotonic() < deadline
            killer.start_folds()
            time.sleep(1)
    return site.ask("-m", "benchmarks.stage.wave", "answers", str(wave.number))


def test_no_acknowledged_answer_is_lost_or_doubled_whatever_is_killed(site):
    wave = Wave(site.ask("-m", "benchmarks.stage.wave", "open", "IMT-1", str(SCHOOLS), str(PEOPLE)))
    seed = random.randrange(10**6)
    sys.stdout.write(f"seed {seed}\n")  # pytest tells it when the test fails
    killer = Killer(site, seed)
    site.start("web", "worker", "beat")

    run_the_wave(site, wave, killer)
    kept = settled(site, wave, killer)

    assert killer.hits == KILLS
    assert killer.folds_met >= 3
    times = Counter(wave.person_of(row) for row in kept["responses"])
    assert not [person for person in wave.acknowledged if times[person] != 1]
    assert sorted(times.elements()) == list(range(PEOPLE))
    assert (kept["sealed"], kept["completed"], kept["submitted"]) == (0, PEOPLE, PEOPLE)
    assert site.ask("manage.py", "recount", "--json") == {
        "administrations": 1,
        "differences": {},
        "mended": 0,
    }
