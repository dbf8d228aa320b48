"""Real servers: started, found, shared, stopped, and started again after a crash."""

import json
import os
import signal
import stat

import psycopg
import redis

from plnetwork.local import places, postgres, processes, servers, valkey


def postmaster(var):
    return int((var / "servers/postgres/postmaster.pid").read_text().split("\n", 1)[0])


def broker(addresses):
    with redis.Redis.from_url(addresses.redis_url) as client:
        return int(client.info("server")["process_id"])


def ask(addresses, question):
    with psycopg.connect(addresses.database_url, autocommit=True) as connection:
        return connection.execute(question)


def test_data_outlives_the_servers(var):
    with servers.in_use(var) as first:
        ask(first, "CREATE TABLE kept (word text)")
        ask(first, "INSERT INTO kept VALUES ('Würzburg')")
        with redis.Redis.from_url(first.redis_url) as client:
            client.set("job", "waiting")
        pids = {postmaster(var), broker(first)}

    assert processes.wait_until_gone(pids, seconds=0) == set()
    assert not (var / "servers.json").exists()

    with servers.in_use(var) as second:
        assert ask(second, "SELECT word FROM kept").fetchall() == [("Würzburg",)]
        with redis.Redis.from_url(second.redis_url) as client:
            assert client.get("job") == b"waiting"


def test_second_user_finds_the_running_servers_and_the_last_one_stops_them(var):
    first = servers.in_use(var)
    second = servers.in_use(var)
    with first as theirs:
        found = second.__enter__()
        assert found == theirs
    assert postgres.answers(found.database_url)
    pid = postmaster(var)
    second.__exit__(None, None, None)
    assert not processes.is_alive(pid)


def test_killed_servers_are_replaced_and_the_data_is_there(var):
    with servers.in_use(var) as first:
        ask(first, "CREATE TABLE kept (word text)")
        pids = {postmaster(var), broker(first)}
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
        assert processes.wait_until_gone(pids, seconds=5) == set()
        with servers.in_use(var) as second:
            assert second != first
            assert ask(second, "SELECT count(*) FROM kept").fetchone() == (0,)


def test_number_of_a_stranger_in_postmaster_pid_is_not_believed(var):
    with servers.in_use(var):
        notes = (var / "servers/postgres/postmaster.pid").read_text()
    stranger = notes.replace(notes.split("\n", 1)[0], str(os.getpid()), 1)
    (var / "servers/postgres/postmaster.pid").write_text(stranger)
    with servers.in_use(var) as addresses:
        assert postgres.answers(addresses.database_url)


def test_notes_about_servers_that_are_gone_are_not_believed(var):
    gone = {
        "database_url": "postgresql://plnetwork:x@/plnetwork?host=/tmp/nowhere",
        "redis_url": f"redis://:x@127.0.0.1:{processes.free_port()}/0",
    }
    (var / "servers.json").write_text(json.dumps(gone))
    with servers.in_use(var) as addresses:
        assert postgres.answers(addresses.database_url)
        assert valkey.answers(addresses.redis_url)


def test_nobody_gets_in_without_the_password(var):
    with servers.in_use(var) as addresses:
        password = (var / "servers.secret").read_text()
        assert password in addresses.database_url
        assert not postgres.answers(addresses.database_url.replace(password, "guess"))
        port = addresses.redis_url.rpartition(":")[2]
        assert not valkey.answers(f"redis://127.0.0.1:{port}")
        assert stat.S_IMODE((var / "servers.json").stat().st_mode) == 0o600
        assert stat.S_IMODE((var / "servers.secret").stat().st_mode) == 0o600
        assert stat.S_IMODE((var / "servers").stat().st_mode) == 0o700
        assert ask(addresses, "SHOW listen_addresses").fetchone() == ("",)
        assert ask(addresses, "SHOW fsync").fetchone() == ("on",)


def test_extensions_of_the_migrations_are_there(var):
    with servers.in_use(var) as addresses:
        for name in ("btree_gist", "pg_trgm", "unaccent"):
            ask(addresses, f"CREATE EXTENSION {name}")


def test_long_folder_gets_its_socket_elsewhere(var):
    deep = var / ("long-" * 20)
    with servers.in_use(deep) as addresses:
        assert postgres.answers(addresses.database_url)
        assert str(deep) not in addresses.database_url


def test_folder_in_use_is_not_given_away(var):
    with servers.in_use(var), servers.unused(var) as place:
        assert place is None
    with servers.unused(var) as place:
        assert place == places.lasting(var)


def test_test_servers_leave_nothing_behind():
    with servers.throw_away() as (addresses, folder):
        assert ask(addresses, "SHOW fsync").fetchone() == ("off",)
        pid = broker(addresses)
    assert not processes.is_alive(pid)
    assert not folder.exists()
