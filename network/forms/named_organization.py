"""An organization typed by its IRN or its name, among those that may be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse_lazy

from network.models import Organization
from network.services.naming import NotNamed, organization_named

if TYPE_CHECKING:
    from django.db.models import QuerySet


class NamedOrganizationField(forms.CharField):
    """Takes what people write in a list or an e-mail; a menu of 5,000 schools helps nobody."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label="Organization", max_length=200, **kwargs)
        self.rows: QuerySet[Organization] = Organization.objects.none()

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """The browser suggests names while one types, from the list that the page holds."""
        return {
            **super().widget_attrs(widget),
            "list": "organization-names",
            "autocomplete": "off",
            "hx-get": reverse_lazy("network:organization-names"),
            "hx-target": "#organization-names",
            "hx-trigger": "input changed delay:250ms",
        }

    def prepare_value(self, value: Any) -> Any:
        """An organization is written as its IRN and name, which `clean` reads back."""
        if isinstance(value, Organization):
            return f"{value.irn} {value.name}".strip()
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)

    def clean(self, value: Any) -> Any:
        """The organization itself, None when nothing was typed and nothing is required."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return organization_named(typed, self.rows)
        except NotNamed as unknown:
            raise forms.ValidationError(str(unknown)) from unknown
