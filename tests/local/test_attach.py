"""What a management command finds in its environment, and what it prints."""

import os
import signal
import subprocess
import sys
import time

import pytest

from plnetwork.local import attach, places, postgres


@pytest.fixture
def bare(monkeypatch, var):
    for name in ("DATABASE_URL", "REDIS_URL", "DEMO"):
        # Set first, so that what the command sets is taken back afterwards.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("PLNETWORK_VAR", str(var))
    return monkeypatch


def test_command_gets_servers_for_as_long_as_it_runs(bare, var):
    with attach.servers_for(["manage.py", "migrate"]):
        address = os.environ["DATABASE_URL"]
        assert postgres.answers(address)
        assert os.environ["REDIS_URL"].startswith("redis://")
        assert os.environ["DEMO"] == "1"
    assert not postgres.answers(address)


def test_given_servers_are_used_and_nothing_is_assumed(bare, var):
    bare.setenv("DATABASE_URL", "postgresql://db.example/network")
    bare.setenv("REDIS_URL", "redis://broker.example")
    with attach.servers_for(["manage.py", "migrate"]):
        assert os.environ["DATABASE_URL"] == "postgresql://db.example/network"
        assert "DEMO" not in os.environ
    assert not (var / "servers").exists()


def test_given_database_is_used_with_the_embedded_broker(bare, var):
    bare.setenv("DATABASE_URL", "postgresql://db.example/network")
    with attach.servers_for(["manage.py", "migrate"]):
        assert os.environ["DATABASE_URL"] == "postgresql://db.example/network"
        assert os.environ["REDIS_URL"].startswith("redis://")
        assert "DEMO" not in os.environ


def test_demo_off_stays_off(bare):
    bare.setenv("DEMO", "0")
    with attach.servers_for(["manage.py", "migrate"]):
        assert os.environ["DEMO"] == "0"


def test_version_needs_no_servers(bare, var):
    with attach.servers_for(["manage.py", "--version"]):
        assert "DATABASE_URL" not in os.environ
    assert not (var / "servers").exists()


def test_only_the_command_itself_writes_on_standard_output(bare):
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", "print('{}')"]
    ran = subprocess.run(command, cwd=places.PROJECT, capture_output=True, text=True, check=True)
    assert ran.stdout == "{}\n"
    assert ran.stderr == ""


def test_commands_at_once_share_the_servers_and_leave_none_behind(bare, var):
    query = "from accounts.models import User; print(str(User.objects.none().count()))"
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", query]
    running = [
        subprocess.Popen(command, cwd=places.PROJECT, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert [process.communicate()[0] for process in running] == ["0\n"] * 3
    assert [process.returncode for process in running] == [0, 0, 0]
    assert not (var / "servers.json").exists()
    assert not (var / "servers/postgres/postmaster.pid").exists()


def test_terminated_command_stops_its_servers(bare, var):
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", "import time; time.sleep(60)"]
    process = subprocess.Popen(command, cwd=places.PROJECT)
    while not (var / "servers.json").exists():
        assert process.poll() is None
        time.sleep(0.1)
    process.terminate()
    assert process.wait(30) == 128 + signal.SIGTERM
    assert not (var / "servers/postgres/postmaster.pid").exists()


TOLD = """
import os, signal, time
from plnetwork.local.attach import leaving_in_order
def tell():
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(0.01)
class Destructor:
    def __del__(self):
        tell()
class NameSetter:
    def __set_name__(self, owner, name):
        tell()
with leaving_in_order():
"""
PLACES = {
    "a destructor, which drops it": """
    Destructor()
    time.sleep(60)
""",
    "a naming, which makes another error of it": """
    type("Named", (), {"name": NameSetter()})
""",
    "code that catches everything": """
    try:
        tell()
    except BaseException:
        pass
    time.sleep(60)
""",
    "an ending, which is left to end": """
    try:
        tell()
    finally:
        time.sleep(0.3)
        print("ended", flush=True)
""",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_command_ends_in_order_wherever_it_was_told_to(place):
    program = TOLD.strip() + PLACES[place]
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=places.PROJECT,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert ran.returncode == 128 + signal.SIGTERM, ran.stderr
    assert ("ended" in ran.stdout) is ("ended" in PLACES[place])


def test_an_error_of_the_command_itself_stays_what_it_is():
    with pytest.raises(ValueError, match="own"), attach.leaving_in_order():
        raise ValueError("own")
