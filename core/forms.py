"""How every form on the site is drawn: one field template, one error summary, USWDS's classes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from core import clock, local_time

if TYPE_CHECKING:
    from collections.abc import Iterable

REQUIRED = forms.Field.default_error_messages["required"]

# Days further away are typing errors, and have no neighbor that a calendar can compute.
FIRST_YEAR, LAST_YEAR = 1800, 2200

# Widgets by the kind of control a person meets; the more special class first.
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.SelectMultiple, "choices"),
    (forms.Select, "select"),
    (forms.CheckboxInput, "checkbox"),
    (forms.FileInput, "file"),
    (forms.Textarea, "textarea"),
    (forms.DateInput, "moment"),
    (forms.DateTimeInput, "moment"),
    (forms.TimeInput, "moment"),
)
CSS = {
    "checkboxes": "usa-checkbox__input usa-checkbox__input--tile",
    "radios": "usa-radio__input usa-radio__input--tile",
    "choices": "usa-select",
    "select": "usa-select",
    "checkbox": "usa-checkbox__input",
    "file": "usa-input pl-file",
    "textarea": "usa-textarea",
    "moment": "usa-input pl-short",
    "text": "usa-input",
}
# What to do about a field left empty, instead of "This field is required."
ADVICE = {
    "checkboxes": "Choose at least one",
    "choices": "Choose at least one",
    "radios": "Choose one",
    "select": "Choose one",
    "checkbox": "Tick this to go on",
    "file": "Choose a file",
    "moment": "Enter a date",
    "text": "Fill this in",
    "textarea": "Fill this in",
}


class HouseBoundField(forms.BoundField):
    """Knows which kind of control it is, the classes that go with it, and how to word an error."""

    @property
    def kind(self) -> str:
        """What the field template draws: "text", "select", "radios" and so on."""
        widget = self.field.widget
        return next((kind for cls, kind in KINDS if isinstance(widget, cls)), "text")

    def css_classes(self, extra_classes: str | Iterable[str] | None = None) -> str:
        """The classes of the field's wrapper."""
        extra = extra_classes.split() if isinstance(extra_classes, str) else extra_classes or []
        wrong = ["usa-form-group--error"] if self.errors else []
        return super().css_classes(["pl-field", *wrong, *extra])

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Add USWDS's classes to those that the widget brings."""
        built = super().build_widget_attrs(attrs, widget)
        if self.is_hidden:
            return built
        own = self.field.widget.attrs.get("class", "")
        wrong = "usa-input--error" if self.errors and self.kind not in _TICKED else ""
        classes = [own, built.get("class", ""), CSS[self.kind], wrong]
        return {**built, "class": " ".join(part for part in classes if part)}

    @property
    def says_optional(self) -> bool:
        """Whether the label ends in "(optional)"; a single box to tick is so by nature.

        A form with `says_what_is_optional` says it in other words, such as "a file or a link".
        """
        said = getattr(self.form, "says_what_is_optional", False)
        return not (self.field.required or said or self.kind == "checkbox")

    @property
    def complaints(self) -> list[str]:
        """The errors in words that say what to do."""
        return [ADVICE[self.kind] if error == REQUIRED else str(error) for error in self.errors]

    @property
    def named_complaints(self) -> list[str]:
        """The same words with the field's label before them, for the summary."""
        label = str(self.label).rstrip(".")
        lead = label if label.endswith("?") else f"{label}:"
        return [f"{lead} {complaint}" for complaint in self.complaints]


_TICKED = {"checkbox", "checkboxes", "radios"}


class HouseFormRenderer(TemplatesSetting):
    """Draws fields with templates/forms/field.html."""

    field_template_name = "forms/field.html"
    bound_field_class = HouseBoundField


class LinesField(forms.CharField):
    """One entry per line, as a list."""

    widget = forms.Textarea(attrs={"rows": 5})

    def prepare_value(self, value: Any) -> Any:
        """A list as its lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """The lines that are not empty."""
        lines = (super().to_python(value) or "").replace("\0", " ").splitlines()
        return [line.strip() for line in lines if line.strip()]


class DateInput(forms.DateInput):
    """The browser's own date field."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day near enough to today that the day before and the day after can be computed."""

    widget = DateInput

    def validate(self, value: dt.date | None) -> None:
        """Refuse what has no neighbor."""
        super().validate(value)
        if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise forms.ValidationError(f"Choose a day between {FIRST_YEAR} and {LAST_YEAR}.")


class PastDayField(DayField):
    """Today or a day before."""

    def validate(self, value: dt.date | None) -> None:
        """Refuse a day to come."""
        super().validate(value)
        if value is not None and value > clock.today():
            raise forms.ValidationError("Choose today or a day before.")


class DateTimeInput(forms.DateTimeInput):
    """The browser's own field for date and time, in the network's zone."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A date and time in the network's zone; an hour that clocks skip or repeat is refused.

    Guessing would open or close something an hour off.
    """

    widget = DateTimeInput

    def to_python(self, value: Any) -> dt.datetime | None:
        """The moment that was typed."""
        if value in self.empty_values:
            return None
        typed = value if isinstance(value, dt.datetime) else self._typed(str(value).strip())
        if not FIRST_YEAR <= typed.year <= LAST_YEAR:
            raise forms.ValidationError(f"Choose a day between {FIRST_YEAR} and {LAST_YEAR}.")
        if timezone.is_aware(typed):
            return typed
        try:
            return local_time.moment(typed.date(), typed.time())
        except (local_time.TimeSkipped, local_time.TimeDoubled) as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def _typed(self, text: str) -> dt.datetime:
        """As the browser's field writes it, or as people type it where there is no such field."""
        try:
            known = parse_datetime(text)
        except ValueError:
            known = None
        if known is not None:
            return known
        for pattern in self.input_formats or ():
            try:
                return dt.datetime.strptime(text, pattern)  # noqa: DTZ007  the zone is ours
            except ValueError:
                continue
        raise forms.ValidationError("Enter a date and a time, such as 2024-04-08 08:00.")
