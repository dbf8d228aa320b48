"""Finding people who may be one: by similar names and addresses, a batch at a time.

Only who is new or was changed is compared. A pair that somebody called "not a duplicate" is never
found again, nor for a record that one of the two was merged into.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import connection, transaction
from django.db.models import F, Q, TextField, Value
from django.db.models.functions import MD5, Cast, Coalesce, Concat

from core import clock
from network.models import DuplicatePair, Person
from network.services import activity

if TYPE_CHECKING:
    from collections.abc import Iterable

BATCH = 500
FIRST_NAMES_ALIKE = 0.2  # "jon" and "john" are 0.29 alike; a family shares only the last name
PAIRS_PER_PERSON = 5
SHARED_BY = 3  # what more people have before their @ is an office, such as principal@
ALIKE = 0.6  # "jon smith" and "john smith" are 0.62 alike, "ann lee" and "anne lee" 0.7

# Who works in one district is compared by likeness; everybody else only by what an index finds at
# once: the same name where one has no organization, and the same start of the address. A name
# with a number, such as "Teacher 01", stands for somebody unknown and is like everybody's.
LIKELY = """
    WITH a AS MATERIALIZED (
        SELECT p.id, p.name_text, split_part(lower(p.email), '@', 1) AS mail_name,
            p.organization_id, coalesce(s.agency_id, p.organization_id) AS district
        FROM network_person p
        LEFT JOIN network_school s ON s.organization_ptr_id = p.organization_id
        WHERE p.id = ANY(%s) AND p.merged_into_id IS NULL
    ), pair AS MATERIALIZED (
        SELECT least(a.id, b.id) AS one, greatest(a.id, b.id) AS other
        FROM a JOIN network_person b ON b.organization_id = a.district
        WHERE b.name_text %% a.name_text AND b.id <> a.id AND b.merged_into_id IS NULL
        UNION
        SELECT least(a.id, b.id), greatest(a.id, b.id)
        FROM a JOIN network_school s ON s.agency_id = a.district
        JOIN network_person b ON b.organization_id = s.organization_ptr_id
        WHERE b.name_text %% a.name_text AND b.id <> a.id AND b.merged_into_id IS NULL
        UNION
        SELECT least(a.id, b.id), greatest(a.id, b.id)
        FROM a JOIN network_person b ON b.name_text = a.name_text
        WHERE (a.organization_id IS NULL OR b.organization_id IS NULL)
            AND b.id <> a.id AND b.merged_into_id IS NULL
        UNION
        SELECT least(a.id, b.id), greatest(a.id, b.id)
        FROM a JOIN network_person b ON split_part(lower(b.email), '@', 1) = a.mail_name
        WHERE a.mail_name <> '' AND b.id <> a.id AND b.merged_into_id IS NULL
            AND (SELECT count(*) FROM network_person c
                 WHERE split_part(lower(c.email), '@', 1) = a.mail_name) <= %s
    )
    SELECT a.id, b.id, similarity(a.name_text, b.name_text),
        a.email <> '' AND split_part(lower(a.email), '@', 1) = split_part(lower(b.email), '@', 1),
        coalesce(a.organization_id = b.organization_id, false),
        coalesce(coalesce(sa.agency_id, a.organization_id)
            = coalesce(sb.agency_id, b.organization_id), false),
        a.organization_id IS NULL OR b.organization_id IS NULL,
        similarity(plain_words(a.first_name), plain_words(b.first_name))
    FROM pair
    JOIN network_person a ON a.id = pair.one
    JOIN network_person b ON b.id = pair.other
    LEFT JOIN network_school sa ON sa.organization_ptr_id = a.organization_id
    LEFT JOIN network_school sb ON sb.organization_ptr_id = b.organization_id
    WHERE a.name_text !~ '[0-9]' AND b.name_text !~ '[0-9]'
"""


class Found(NamedTuple):
    """Two people, the lower id first, and why they may be one."""

    first: int
    second: int
    score: int
    why: str


def compare_next(*, at_most: int = BATCH) -> int:
    """Compare the next people who are new or were changed with everybody; how many they were.

    Safe to repeat and to run twice at once; 0 means that there is nothing left.
    """
    place = Cast("organization_id", TextField())
    fingerprint = MD5(Concat("search_text", Value("|"), place, output_field=TextField()))
    with transaction.atomic():
        waiting = Person.objects.known().exclude(compared_as=fingerprint).order_by("pk")
        locked = waiting.select_for_update(skip_locked=True, no_key=True)
        ids = list(locked.values_list("pk", flat=True)[:at_most])
        if ids:
            find_duplicates_of(ids)
            Person.objects.filter(pk__in=ids).update(compared_as=fingerprint)
    return len(ids)


@transaction.atomic
def find_duplicates_of(ids: Iterable[int]) -> None:
    """Bring the open pairs of these people up to date."""
    ids = list(ids)
    likely = _best(_likely(ids), ids)
    refused = _refused_among({pk for pair in likely for pk in pair[:2]})
    found = [pair for pair in likely if pair[:2] not in refused]
    about = Q(first__in=ids) | Q(second__in=ids)
    outdated = DuplicatePair.objects.filter(about, refused_at=None)
    kept = {pair[:2] for pair in found}
    lost = [
        pk for pk, *pair in outdated.values_list("pk", "first", "second") if tuple(pair) not in kept
    ]
    DuplicatePair.objects.filter(pk__in=lost).delete()
    DuplicatePair.objects.bulk_create(
        [
            DuplicatePair(
                first_id=pair.first, second_id=pair.second, score=pair.score, why=pair.why
            )
            for pair in found
        ],
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["score", "why"],
    )


@transaction.atomic
def refuse_pair(pair: DuplicatePair, *, by: Person | None) -> DuplicatePair:
    """Remember that two people are two. Safe to repeat."""
    held = DuplicatePair.objects.select_for_update().get(pk=pair.pk)
    if held.refused_at is None:
        held.refused_at, held.refused_by = clock.now(), by
        held.save(update_fields=["refused_at", "refused_by"])
        _log(held, "told apart", "is not the same person as", by)
    return held


@transaction.atomic
def ask_again(pair: DuplicatePair, *, by: Person | None) -> DuplicatePair:
    """Take a "not a duplicate" back. Safe to repeat."""
    held = DuplicatePair.objects.select_for_update().get(pk=pair.pk)
    if held.refused_at is not None:
        held.refused_at, held.refused_by = None, None
        held.save(update_fields=["refused_at", "refused_by"])
        _log(held, "asked again", "may be the same person as", by)
    return held


def pair_for(one: Person, other: Person) -> DuplicatePair:
    """The pair of any two people, added when nobody found it: somebody looks at it now."""
    first, second = sorted((one, other), key=_by_id)
    pair, _ = DuplicatePair.objects.get_or_create(
        first=first, second=second, defaults={"score": 0, "why": "Chosen by hand"}
    )
    return pair


def _by_id(person: Person) -> int:
    return person.pk


def _likely(ids: list[int]) -> list[Found]:
    with connection.cursor() as cursor:
        # For this transaction only; the operator % and the index go by it.
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(ALIKE)])
        cursor.execute(LIKELY, [ids, SHARED_BY])
        rows = cursor.fetchall()
    judged = (_judged(*row) for row in rows)
    return [pair for pair in judged if pair.score]


def _judged(
    first: int,
    second: int,
    alike: float,
    same_mail: bool,
    same_place: bool,
    same_district: bool,
    placeless: bool,
    first_alike: float,
) -> Found:
    """The worth of a pair, from the strongest reason down, in words."""
    is_name_alike = alike == 1 or first_alike >= FIRST_NAMES_ALIKE
    name = "Same name" if alike == 1 else "Similar names"
    if same_mail and alike >= 0.3:
        return Found(first, second, round(70 + 28 * alike), f"{name}, same start of the e-mail")
    if same_place and alike >= ALIKE and is_name_alike:
        return Found(first, second, round(60 + 36 * alike), f"{name} at one organization")
    if same_district and alike >= 0.75 and is_name_alike:
        return Found(first, second, round(50 + 40 * alike), f"{name} in one district")
    if alike == 1 and placeless:
        return Found(first, second, 60, "Same name, and one has no organization")
    return Found(first, second, 0, "")


def _best(found: list[Found], ids: list[int]) -> list[Found]:
    """At most so many pairs for each person, the likeliest: more than that nobody reads."""
    asked = set(ids)
    count: dict[int, int] = {}
    best: dict[tuple[int, int], Found] = {}
    for pair in sorted(found, key=_likeliest):
        both = (pair.first, pair.second)
        subjects = [pk for pk in both if pk in asked]
        if both in best or all(count.get(pk, 0) >= PAIRS_PER_PERSON for pk in subjects):
            continue
        best[both] = pair
        for pk in subjects:
            count[pk] = count.get(pk, 0) + 1
    return list(best.values())


def _likeliest(pair: Found) -> tuple[int, int, int]:
    return (-pair.score, pair.first, pair.second)


def _refused_among(people: set[int]) -> set[tuple[int, int]]:
    """Pairs that somebody told apart; what was said of an alias is true of where it led."""
    refused = DuplicatePair.objects.exclude(refused_at=None).annotate(
        one=Coalesce(F("first__merged_into"), F("first")),
        other=Coalesce(F("second__merged_into"), F("second")),
    )
    rows = refused.filter(one__in=people, other__in=people).values_list("one", "other")
    return {(min(row), max(row)) for row in rows}


def _log(pair: DuplicatePair, verb: str, words: str, by: Person | None) -> None:
    for one, other in ((pair.first, pair.second), (pair.second, pair.first)):
        activity.record(one, verb, f"{one} {words} {other}.", by=by)
