"""Where data and programs go when the servers must run as somebody else."""

import os
import pwd
import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest

from plnetwork.local import places, servers

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes somebody else")


@as_root
def test_servers_do_not_run_as_root(var):
    place = places.lasting(var)
    assert place.account == pwd.getpwnam("nobody")
    assert place.folder == var / "servers"
    assert place.folder.stat().st_uid == place.account.pw_uid


@as_root
def test_data_goes_elsewhere_when_others_may_not_enter_the_project(var):
    private = var / "home"
    private.mkdir(mode=0o700)
    with servers.in_use(private / "var") as addresses:
        psycopg.connect(addresses.database_url).close()
        link = private / "var/servers"
        elsewhere = link.readlink()
        assert elsewhere.parent == places.ELSEWHERE
        assert (elsewhere / "postgres/PG_VERSION").exists()
    with servers.in_use(private / "var"):
        assert link.readlink() == elsewhere


@as_root
def test_data_is_taken_along_when_the_project_becomes_private(var):
    home = var / "home"
    with servers.in_use(home / "var") as first, psycopg.connect(first.database_url) as connection:
        connection.execute("CREATE TABLE kept (word text)")
    home.chmod(0o700)
    with servers.in_use(home / "var") as second, psycopg.connect(second.database_url) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)
    assert (home / "var/servers").is_symlink()


@as_root
def test_programs_are_copied_when_their_user_cannot_reach_them(var):
    place = places.lasting(var)
    private = var / "packages"
    (private / "tool/bin").mkdir(parents=True)
    shutil.copy("/bin/true", private / "tool/bin/true")
    (private / "tool/bin/true").chmod(0o700)
    private.chmod(0o700)

    found = place.programs(private, ["tool"], name="tool-1", probe="tool/bin/true")

    assert found == place.folder / "programs/tool-1"
    trial = [found / "tool/bin/true"]
    assert subprocess.run(trial, cwd="/", check=False, **place.identity).returncode == 0
    assert place.programs(private, ["tool"], name="tool-1", probe="tool/bin/true") == found


def test_programs_stay_where_they_can_be_run(var):
    place = places.lasting(var)
    assert place.programs(Path("/"), ["bin"], name="tool-1", probe="bin/true") == Path("/")
    assert not (place.folder / "programs").exists()


def test_link_to_a_folder_of_another_machine_is_replaced(var):
    (var / "servers").symlink_to("/nowhere/at/all")
    assert places.lasting(var).folder == var / "servers"
    assert (var / "servers").is_dir()
