"""`make run` as a person sees it: the address it prints, what it leaves, what it survives."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection

import psycopg
import pytest

from plnetwork.local import places, processes, servers

READY = re.compile(r"^Ready: (http://127\.0\.0\.1:(\d+)/)$", re.MULTILINE)
SECONDS_TO_START = 120
SECONDS_TO_STOP = 15


def hear_interrupts():
    """As at a terminal: where the tests run in the background, a shell has SIGINT ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Run:
    """One run of the supervisor with everything it prints."""

    def __init__(self, var, port, make):
        # Without the demo: that has tests of its own, and takes its time.
        here = {
            "PLNETWORK_VAR": str(var),
            "PORT": str(port),
            "DEMO": "0",
            "SECRET_KEY": "for-this-test-and-long-enough-to-be-taken",
            "ALLOWED_HOSTS": "127.0.0.1",
        }
        theirs = {"DATABASE_URL", "REDIS_URL", "MAKELEVEL", "SITE_URL"}
        environment = {name: value for name, value in os.environ.items() if name not in theirs}
        self.printed = var / "printed"
        with self.printed.open("w") as output:
            self.process = subprocess.Popen(
                ["make", "run"] if make else [sys.executable, "-m", "plnetwork.local.run"],
                cwd=places.PROJECT,
                env={**environment, **here},
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=hear_interrupts,
            )

    def wait_until(self, pattern):
        deadline = time.monotonic() + SECONDS_TO_START
        while not (found := pattern.search(self.printed.read_text())):
            assert self.process.poll() is None, self.printed.read_text()
            assert time.monotonic() < deadline, self.printed.read_text()
            time.sleep(0.1)
        return found

    def family(self):
        """Every process that descends from the supervisor."""
        parents = {}
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                try:
                    with open(f"/proc/{entry}/stat") as stat:
                        parents[int(entry)] = int(stat.read().rpartition(")")[2].split()[1])
                except OSError:
                    continue
        found, waiting = set(), [self.process.pid]
        while waiting:
            parent = waiting.pop()
            children = [pid for pid, its_parent in parents.items() if its_parent == parent]
            found.update(children)
            waiting += children
        return found

    def stop(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        return self.process.wait(SECONDS_TO_STOP)


def ask(port, path):
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    status = connection.getresponse().status
    connection.close()
    return status


@pytest.fixture
def start(var):
    runs = []

    def start_one(port, make=False):
        runs.append(Run(var, port, make))
        return runs[-1]

    yield start_one
    for run in runs:
        if run.process.poll() is None:
            run.stop()


def test_run_serves_and_stops_keeps_the_data_and_survives_what_falls(var, start):
    # One test, because each start takes seconds.
    port = processes.free_port()
    first = start(port)
    address = first.wait_until(READY)[1]
    assert address == f"http://127.0.0.1:{port}/"
    assert ask(port, "/healthz") == 200
    with servers.in_use(var) as addresses, psycopg.connect(addresses.database_url) as connection:
        connection.execute("CREATE TABLE kept (word text)")
    family = first.family()
    assert len(family) > 10  # PostgreSQL, Valkey, web, worker, beat and theirs

    assert first.stop(signal.SIGINT) == 0
    assert processes.wait_until_gone(family, seconds=0) == set()

    with socket.create_server(("127.0.0.1", port)):
        second = start(port)
        other = second.wait_until(READY)[2]
    printed = second.printed.read_text()
    assert f"Port {port} is taken. The site uses port {other} instead." in printed
    assert printed.count("Ready:") == 1

    survivors = second.family()
    second.process.kill()
    second.process.wait()
    third = start(port)
    third.wait_until(READY)
    with servers.in_use(var) as addresses, psycopg.connect(addresses.database_url) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)

    web, worker, beat = json.loads((var / "run.json").read_text())["pids"]
    os.kill(worker, signal.SIGKILL)
    third.wait_until(re.compile(r"The worker process ended and was started again"))

    # The servers of the second run outlived it, and serve the third.
    family = third.family() | survivors
    assert {web, beat} < family
    commands = {pid: processes.command_of(pid) for pid in family}
    postmaster = next(pid for pid, command in commands.items() if "bin/postgres -D" in command)
    os.kill(postmaster, signal.SIGKILL)
    assert third.process.wait(60) == 1
    assert "The postgres server does not answer." in third.printed.read_text()
    assert processes.wait_until_gone(family, seconds=5) == set()


def test_interrupt_sent_to_make_alone_stops_the_run(var, start):
    run = start(processes.free_port(), make=True)
    run.wait_until(re.compile("Servers: "))
    assert run.stop(signal.SIGINT) != 0
    deadline = time.monotonic() + SECONDS_TO_STOP
    while "Stopped." not in run.printed.read_text() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert "Stopped." in run.printed.read_text()


def test_second_run_of_the_same_project_is_refused(var, start):
    first = start(processes.free_port())
    first.wait_until(re.compile("Servers: "))
    refused = start(processes.free_port())
    assert refused.process.wait(SECONDS_TO_START) == 1
    assert "The site already runs." in refused.printed.read_text()
    assert first.stop() == 0


def test_port_that_is_no_port_is_refused(var, start):
    run = start("http")
    assert run.process.wait(SECONDS_TO_START) == 1
    assert "PORT must be a number from 1 to 65535, not 'http'." in run.printed.read_text()
