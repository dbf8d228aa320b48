"""What several forms of cohorts need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from cohorts.models import Position

if TYPE_CHECKING:
    from django import forms
    from django.db.models import QuerySet


def choose_from(
    form: forms.BaseForm, name: str, rows: QuerySet[Any]
) -> forms.ModelChoiceField[Any]:
    """Let a field choose from these rows and no others; returns the field."""
    field = cast("forms.ModelChoiceField[Any]", form.fields[name])
    field.queryset = rows
    return field


def name_no_position(form: forms.BaseForm) -> None:
    """Say in words that somebody's position may stay open."""
    field: Any = form.fields["position"]
    field.choices = [("", "Not said"), *Position.choices]
