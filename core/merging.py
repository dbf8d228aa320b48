"""What a merge of two records does with the rows that point at them.

Every app says in its `offers.py`, for each of its foreign keys to a record that can be merged, what
becomes of the rows behind it. A test walks all keys and fails when one has no rule.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.db.models import Q

from core.rows import Facts, facts_of_row, put_back

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.contenttypes.fields import GenericForeignKey

    Key = models.ForeignKey[Any, Any]
    Move = list[Any]  # model label, column, ids, from, to: as JSON keeps it


class CannotMerge(Exception):
    """Two records cannot become one; the message says why, and what to do."""


@dataclass(frozen=True)
class Rule:
    """What becomes of the rows behind one foreign key; made by the words below."""

    moves: bool = True
    match: tuple[str, ...] | None = None
    among: Q = field(default_factory=Q)
    overlapping: bool = False
    prefer: tuple[str, tuple[str, ...]] | None = None
    clash_stays: bool = False

    def twin_of(self, row: models.Model, others: models.QuerySet[Any]) -> models.Model | None:
        """The row among `others` beside which this one has no place."""
        same = {name: row.serializable_value(name.split("__")[0]) for name in self.match or ()}
        found = others.filter(self.among, **same).exclude(pk=row.pk).order_by("pk")
        if self.overlapping:
            starts, ends = row.serializable_value("starts_on"), row.serializable_value("ends_on")
            found = found.filter(Q(ends_on=None) | Q(ends_on__gte=starts))
            found = found if ends is None else found.filter(starts_on__lte=ends)
        twin: models.Model | None = found.first()
        return twin

    def prefers(self, row: models.Model, twin: models.Model) -> bool:
        """Whether the row of the record that goes is the better one of two."""
        if self.prefer is None:
            return False
        name, order = self.prefer
        return order.index(getattr(row, name)) < order.index(getattr(twin, name))


MOVE = Rule()
LEAVE = Rule(moves=False)


def move_unless_there(
    *match: str,
    among: Q | None = None,
    overlapping: bool = False,
    prefer: tuple[str, tuple[str, ...]] | None = None,
) -> Rule:
    """Move a row, unless the kept record has one with the same `match`: then it is set aside.

    `among` narrows both sides to rows that could clash; `overlapping` asks for common days too;
    `prefer` names a field and its values, the best first, and decides which of two rows stays.
    """
    return Rule(match=match, among=among or Q(), overlapping=overlapping, prefer=prefer)


def move_or_leave(*match: str) -> Rule:
    """Move a row, unless the kept record has one with the same `match`: then both stay."""
    return Rule(match=match, clash_stays=True)


@dataclass(frozen=True)
class Offered:
    """A rule, and the words under which its rows are counted on the page before a merge."""

    rule: Rule
    counted_as: str = ""


_rules: dict[str, Offered] = {}
_generic_keys: list[str] = []


def offer_merge_rule(key: str, rule: Rule, *, counted_as: str = "") -> None:
    """Say what a merge does with the rows behind a key, such as "cohorts.Cohort.opened_by"."""
    _rules[key] = Offered(rule, counted_as)


def offer_generic_key(key: str) -> None:
    """Name a generic foreign key, whose rows go along with whatever they are about."""
    _generic_keys.append(key)


def merge_rules() -> dict[str, Offered]:
    """All rules that were offered, by key."""
    return dict(_rules)


def generic_keys() -> tuple[str, ...]:
    """All generic keys that were offered."""
    return tuple(_generic_keys)


@cache
def keys_to(model: type[models.Model]) -> dict[str, Key]:
    """Every foreign key and one-to-one at a model or its children, hidden ones included."""
    found: dict[str, Key] = {}
    family = [model]
    for one in family:
        for relation in one._meta.get_fields(include_hidden=True):
            if not isinstance(relation, models.ManyToOneRel):
                continue
            key = relation.field
            if relation.parent_link:
                family.append(key.model)
            else:
                found[f"{key.model._meta.label}.{key.name}"] = key
    return found


@dataclass
class Moves:
    """What a merge did to other rows, as JSON keeps it."""

    moved: list[Move]
    set_aside: list[dict[str, Any]]


def counts_of(model: type[models.Model], pk: int) -> dict[str, int]:
    """How many rows point at a record, by the words of their rules."""
    counts: dict[str, int] = {}
    for label, key in keys_to(model).items():
        if words := _rules[label].counted_as:
            rows = key.model._base_manager.filter(**{key.attname: pk}).count()
            counts[words] = counts.get(words, 0) + rows
    return counts


def move_rows(model: type[models.Model], *, kept: int, gone: int) -> Moves:
    """Let everything that points at `gone` point at `kept`, each key by its rule.

    In the caller's transaction. Raises CannotMerge when a row has no place beside what is there.
    """
    done = Moves([], [])
    staying: dict[str, list[Any]] = {}
    # First what clashes, then what moves: a row is set aside exactly as it was before the merge.
    for label, key in keys_to(model).items():
        staying[label] = _settle_clashes(key, _rules[label].rule, kept, gone, done)
    for label, key in keys_to(model).items():
        if _rules[label].rule.moves:
            done.moved += _move(key, gone, kept, besides=staying[label])
    done.moved += _move_generic(model, gone, kept)
    return done


def move_back(done: Moves) -> list[str]:
    """Undo `move_rows`: what still points at the kept record goes back, what was set aside returns.

    Returns in words what could not be put back.
    """
    for move in reversed(done.moved):
        _return(move)
    complaints = []
    for entry in reversed(done.set_aside):
        if complaint := put_back(apps.get_model(entry["model"]), entry["pk"], entry["fields"]):
            complaints.append(complaint)
            continue
        for move in reversed(entry["hanging"]):
            _return(move)
    return complaints


def _settle_clashes(key: Key, rule: Rule, kept: int, gone: int, done: Moves) -> list[Any]:
    """Set aside what the kept record has already; the ids of rows that stay where they are."""
    if rule.match is None:
        return []
    staying = []
    rows = key.model._base_manager.all()
    for row in rows.filter(rule.among, **{key.attname: gone}).order_by("pk"):
        twin = rule.twin_of(row, rows.filter(**{key.attname: kept}))
        if twin is not None and rule.clash_stays:
            staying.append(row.pk)
        elif twin is not None:
            aside, stays = (twin, row) if rule.prefers(row, twin) else (row, twin)
            done.set_aside.append(_set_aside(aside, stays))
    return staying


def _set_aside(row: models.Model, stays: models.Model) -> dict[str, Any]:
    """Take a row out; what hangs on it hangs on the one that stays from now on."""
    fields: Facts = facts_of_row(row)
    hanging: list[Move] = []
    for key in keys_to(type(row)).values():
        hanging += _move(key, row.pk, stays.pk)
    hanging += _move_generic(type(row), row.pk, stays.pk)
    entry = {"model": row._meta.label, "pk": _plain(row.pk), "fields": fields, "hanging": hanging}
    type(row)._base_manager.filter(pk=row.pk).delete()
    return entry


def _move(key: Key, source: Any, target: Any, *, besides: Iterable[Any] = ()) -> list[Move]:
    rows = key.model._base_manager.filter(**{key.attname: source}).exclude(pk__in=besides)
    return _repoint(rows, key.attname, source, target)


def _move_generic(model: type[models.Model], source: Any, target: Any) -> list[Move]:
    family = [model, *model._meta.get_parent_list()]
    types = [kind.pk for kind in ContentType.objects.get_for_models(*family).values()]
    moves = []
    for label in _generic_keys:
        key = _generic_key(label)
        about = {f"{key.ct_field}__in": types, key.fk_field: source}
        rows = key.model._base_manager.filter(**about)
        moves += _repoint(rows, key.fk_field, source, target)
    return moves


def _repoint(rows: models.QuerySet[Any], column: str, source: Any, target: Any) -> list[Move]:
    ids = list(rows.order_by("pk").values_list("pk", flat=True))
    if not ids:
        return []
    try:
        with transaction.atomic():
            rows.model._base_manager.filter(pk__in=ids).update(**{column: target})
    except IntegrityError as error:
        names = rows.model._meta.verbose_name_plural
        raise CannotMerge(
            f"Both have {names} that cannot stand side by side. Change or remove one of them first."
        ) from error
    return [[rows.model._meta.label, column, [_plain(pk) for pk in ids], source, target]]


def _return(move: Move) -> None:
    label, column, ids, source, target = move
    rows = apps.get_model(label)._base_manager.filter(pk__in=ids, **{column: target})
    rows.update(**{column: source})


def _generic_key(label: str) -> GenericForeignKey:
    model, _, name = label.rpartition(".")
    found: GenericForeignKey = apps.get_model(model)._meta.get_field(name)
    return found


def _plain(pk: Any) -> Any:
    """An id as JSON keeps it."""
    return pk if isinstance(pk, int) else str(pk)
