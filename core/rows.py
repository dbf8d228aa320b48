"""Rows as JSON keeps them: every column exactly, to be compared and put back later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, models, transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

Facts = dict[str, Any]


def columns_of(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    """The columns that hold facts: neither the key nor what PostgreSQL computes."""
    for field in model._meta.concrete_fields:
        is_link = field.remote_field is not None and getattr(
            field.remote_field, "parent_link", False
        )
        if not (field.primary_key or field.generated or is_link or field.name == "id"):
            yield field


def facts_of_row(row: models.Model) -> Facts:
    """All columns of a row by name; moments keep their microseconds."""
    return {
        field.attname: None if getattr(row, field.attname) is None else field.value_to_string(row)
        for field in columns_of(type(row))
    }


def from_facts(model: type[models.Model], facts: Facts) -> dict[str, Any]:
    """The same as values for the model."""
    known = {field.attname: field for field in columns_of(model)}
    return {
        name: None if value is None else known[name].to_python(value)
        for name, value in facts.items()
        if name in known
    }


def put_back(model: type[models.Model], pk: Any, facts: Facts) -> str:
    """Insert a row again as it was; returns why it could not be, or an empty text."""
    values = from_facts(model, facts)
    name = str(model._meta.verbose_name)
    for field in columns_of(model):
        value = values.get(field.attname)
        if isinstance(field, models.ForeignKey) and value is not None:
            target = field.remote_field.model
            if not target._base_manager.filter(pk=value).exists():
                if not field.null:
                    gone = target._meta.verbose_name
                    return f"A {name} was not put back: its {gone} does not exist anymore."
                values[field.attname] = None
    try:
        with transaction.atomic():
            model(pk=pk, **values).save_base(raw=True, force_insert=True)
    except IntegrityError:
        return f"A {name} was not put back: another one has taken its place since."
    return ""
