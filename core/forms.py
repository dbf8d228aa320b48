"""How every form on the site is drawn: one field template, one error summary."""

from collections.abc import Iterable

from django import forms
from django.forms.renderers import TemplatesSetting


class HouseBoundField(forms.BoundField):
    """Give every field's wrapper the class our CSS looks for."""

    def css_classes(self, extra_classes: str | Iterable[str] | None = None) -> str:
        extra = extra_classes.split() if isinstance(extra_classes, str) else extra_classes or []
        return super().css_classes(["pl-field", *extra])


class HouseFormRenderer(TemplatesSetting):
    """Draws fields with templates/forms/field.html."""

    field_template_name = "forms/field.html"
    bound_field_class = HouseBoundField


class DateInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    """The browser's own field for date and time, in the network's zone."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")
