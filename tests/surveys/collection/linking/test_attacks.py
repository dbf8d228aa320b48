"""Nothing joins a response to an invitation, neither by itself nor by an order: each way is tried.

An order is compared by rank correlation: 1 or −1 where it gives the order of sending away. With 57
forms chance alone passes 0.6 once in half a million runs.
"""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection

from messaging.models import Message
from surveys.collection import links
from surveys.collection.models import Draft, ResponseKey, Tally
from tests.surveys.collection.linking.conftest import GULL, ITEMS, KETTLE, answers_of, place_of

pytestmark = pytest.mark.django_db

CHANCE = 0.6


def rows(columns, table="surveys_response", rest=""):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} {rest}")  # noqa: S608  our own words
        return cursor.fetchall()


def places_in_order_of(expression):
    return [place_of(answers) for (answers,) in rows("answers", rest=f"ORDER BY {expression}")]


def correlation(places):
    """Spearman's, between the order found and the order of sending."""
    ranks = {place: rank for rank, place in enumerate(sorted(places))}
    n = len(places)
    apart = sum((rank - ranks[place]) ** 2 for rank, place in enumerate(places))
    return 1 - 6 * apart / (n * (n * n - 1))


def test_the_measure_sees_an_order_and_its_reverse_and_nearly_one():
    sent = list(range(KETTLE + GULL))
    batches = [*sent[20:40], *sent[:20], *sent[40:]]

    assert (correlation(sent), correlation(sent[::-1])) == (1, -1)
    assert abs(correlation(places_in_blocks(sent))) > CHANCE
    assert abs(correlation(batches)) < CHANCE  # what blocks are, the next tests ask


def places_in_blocks(sent):
    """Shuffled within batches, the batches one after the other."""
    return [place for start in range(0, len(sent), 12) for place in sent[start : start + 12][::-1]]


def test_every_form_arrived_once_and_was_settled(world):
    assert world.survey.is_settled
    assert sorted(places_in_order_of("id")) == list(range(KETTLE + GULL))


@pytest.mark.parametrize("order", ["ctid", "id", "xmin::text::bigint, ctid", "cmin::text, ctid"])
def test_no_order_of_the_responses_is_the_order_of_sending(world, order):
    assert abs(correlation(places_in_order_of(order))) < CHANCE


@pytest.mark.parametrize("order", ["ctid", "id"])
def test_nor_of_the_invitations_the_order_they_were_made_in(world, order):
    """The order of beginning or inviting, in which an invitation has its id."""
    by_id = sorted(world.sent, key=world.sent.get)
    rank = {place: number for number, place in enumerate(by_id)}

    assert abs(correlation([rank[place] for place in places_in_order_of(order)])) < CHANCE


@pytest.mark.parametrize("order", ["ctid", "id"])
def test_those_who_waited_for_the_close_do_not_stand_together(world, order):
    """The rest is fewer than the threshold: standing together it would be a group of that size."""
    late = set(world.sent) - {place for _, _, place in world.before_close}
    found = places_in_order_of(order)
    where = sorted(found.index(place) for place in late)

    assert len(late) > 4
    assert where[-1] - where[0] > len(late) + 3


def test_one_command_of_one_transaction_wrote_all_responses(world):
    assert len(set(rows("xmin::text, cmin::text"))) == 1


@pytest.mark.parametrize(
    "table", ["surveys_invitation", "surveys_frameunit", "messaging_message", "network_activity"]
)
def test_no_other_row_was_written_by_that_transaction(world, table):
    wrote = {xmin for (xmin,) in rows("xmin::text")}

    assert not wrote & {xmin for (xmin,) in rows("xmin::text", table)}


def test_before_the_close_a_transaction_tells_no_smaller_group_than_the_threshold(world):
    """Until then `xmin` tells the batch, and an invitation its unit: together they tell a group."""
    sizes = Counter((wrote, unit) for wrote, unit, _ in world.before_close)

    assert len(sizes) > 2
    assert min(sizes.values()) >= world.survey.threshold


def test_tallies_do_not_tell_in_which_batch_a_role_first_appeared(world):
    """Somebody of the last has a role that nobody else has: their tally must not be the newest."""
    order = [(unit, role) for unit, role in rows("unit_id, role", "surveys_tally", "ORDER BY id")]

    assert Tally.objects.filter(role=3, submitted=1).exists()
    assert order == sorted(order)
    assert len(set(rows("xmin::text", "surveys_tally"))) == 1


def test_nor_do_the_sums_of_scales(world):
    columns = "unit_id, role, scale"
    order = list(rows(columns, "surveys_scaletally", "ORDER BY id"))

    assert {role for _, role, _ in order} == {1, 3}
    assert len(order) == 3 * 6  # two roles at one school, one at the other; six scales
    assert order == sorted(order)
    assert len(set(rows("xmin::text", "surveys_scaletally"))) == 1
    physically = list(rows(columns, "surveys_scaletally", "ORDER BY ctid"))
    assert physically == sorted(physically)


def test_no_sequence_counts_responses_or_keys(world):
    counted = dict(rows("sequencename, last_value", "pg_sequences"))

    assert not [name for name in counted if name.startswith("surveys_response_")]
    assert counted["surveys_responsekey_id_seq"] == world.keys_numbered
    assert not ResponseKey.objects.exists()


def test_no_draft_is_left(world):
    assert not Draft.objects.exists()


def test_responses_have_no_column_for_a_time_a_link_or_a_person(world):
    known = rows("column_name", "information_schema.columns", "WHERE table_name='surveys_response'")

    assert {name for (name,) in known} == {
        "id",
        "administration_id",
        "unit_id",
        "role",
        "answers",
        "texts",
        "weight",  # of imported rows; null in all that were asked here
    }


def test_invitations_say_yes_or_no_and_nothing_more(world, invitations):
    """Of two who answered first and last nothing differs but who they are."""
    facts = {(one.administration_id, one.is_completed, one.is_revoked) for one in invitations}

    assert facts == {(world.survey.pk, True, False)}
    known = rows(
        "column_name", "information_schema.columns", "WHERE table_name='surveys_invitation'"
    )
    assert {name for (name,) in known} == {
        "id",
        "administration_id",
        "unit_id",
        "person_id",
        "email",
        "nonce",
        "is_completed",
        "is_revoked",
    }


def test_who_began_at_an_open_link_is_nobody(invitations):
    at_the_poster = [one for one in invitations if one.email == ""]

    assert len(at_the_poster) == GULL
    assert {(one.person_id, one.unit.name) for one in at_the_poster} == {(None, "Gull School")}


def test_what_postgresql_counts_is_about_tables_and_holds_no_row(world):
    """Its statistics have no column that names a row or a time of one row."""
    known = rows(
        "column_name, data_type",
        "information_schema.columns",
        "WHERE table_name = 'pg_stat_user_tables'",
    )
    times = {name for name, kind in known if kind.startswith("timestamp")}

    assert all(re.match(r"last_(auto)?(vacuum|analyze)$|last_(seq|idx)_scan$", t) for t in times)
    assert rows("setting", "pg_settings", "WHERE name = 'track_commit_timestamp'") == [("off",)]


# What was left beside the database's own notes.


def test_nothing_was_written_to_activity(world):
    """But that it opened and closed: lines of the survey, not of people."""
    assert {line.verb for line in world.activity} <= {"closed"}


def test_messages_know_nothing_of_answers(world):
    kinds = set(Message.objects.values_list("kind", flat=True))

    assert kinds <= {"surveys/invitation"}
    assert Message.objects.filter(kind="surveys/invitation").count() == KETTLE
    assert len(set(Message.objects.values_list("state", flat=True))) == 1


def test_nobody_got_a_session(world):
    assert not Session.objects.exists()
    assert settings.SESSION_COOKIE_NAME not in world.cookies


def test_the_log_names_no_link_and_no_answer(world, invitations):
    """All of it, down to DEBUG, as the site's own handler writes it."""
    assert not [token for token in world.tokens if token in world.log]
    assert not [one for one in invitations if one.nonce in world.log]
    assert not [one for one in invitations if one.email and one.email in world.log]
    assert [line for line in world.log.splitlines() if any(code in line for code in ITEMS)] == []


def test_what_was_handed_to_workers_names_only_the_survey(world, invitations):
    queued = [
        content.decode(errors="replace")
        for key, (_, content) in world.redis.items()
        if not key.startswith(":1:limit")
    ]

    found = "\n".join(queued)
    assert "surveys.tasks.fold" in found
    assert not [token for token in world.tokens if token in found]
    assert not [token for token in world.tokens if links.hash_of(token) in found]
    assert not [one for one in invitations if one.nonce in found]
    assert not [code for code in ITEMS if code in found]


def test_no_result_of_a_job_is_kept(world):
    assert not [key for key in world.redis if "task-meta" in key]


def test_what_the_limits_count_is_gone_after_minutes(world):
    """A knock is counted under a hash, only as long as the limit looks back."""
    limits = {key: lives for key, (lives, _) in world.redis.items() if "limit:" in key}

    assert limits
    assert all(0 < lives <= 3600 for lives in limits.values())


def test_web_servers_are_started_without_a_log_of_addresses():
    places = [Path("plnetwork/local/children.py"), Path("README.md"), Path("benchmarks")]
    files = [f for p in places for f in ([p] if p.is_file() else p.rglob("*.py"))]

    assert files
    assert not [f for f in files if re.search(r"--access-log\b|GRANIAN_ACCESS", f.read_text())]


def test_all_forms_differ_so_that_a_join_would_be_seen():
    forms = {tuple(answers_of(place).values()) for place in range(KETTLE + GULL)}

    assert len(forms) == KETTLE + GULL
