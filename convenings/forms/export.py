"""What people may type about files of hours: which hours, and in which columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from convenings.exports import COLUMNS, STANDARD
from convenings.models import Convening, ExportLayout
from core.forms import DayField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from accounts.models import User


class HoursForm(forms.Form):
    """A convening, or a period; and a layout."""

    convening = forms.ModelChoiceField(
        Convening.objects.none(), required=False, empty_label="All in the period below"
    )
    first = DayField(label="From", required=False)
    last = DayField(label="To", required=False)
    layout = forms.ModelChoiceField(
        ExportLayout.objects.none(), required=False, empty_label="Standard"
    )

    says_what_is_optional = True

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Only what this user runs is offered."""
        super().__init__(*args, **kwargs)
        runs = Convening.objects.run_by(user).select_related("cohort").order_by("cohort", "number")
        convening, layout = self.fields["convening"], self.fields["layout"]
        convening.queryset = runs  # type: ignore[attr-defined]  # a choice of rows
        layout.queryset = ExportLayout.objects.visible_to(user)  # type: ignore[attr-defined]  # too

    def clean(self) -> dict[str, Any]:
        """Without a convening both days are needed, in their order."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("convening") or self.errors:
            return cleaned
        first, last = cleaned.get("first"), cleaned.get("last")
        for name in ("first", "last"):
            if not cleaned.get(name):
                self.add_error(name, "Enter a day, or choose a convening")
        if first and last and last < first:
            self.add_error("last", "Choose a day that is not before the first")
        return cleaned


@dataclass(frozen=True)
class ColumnFields:
    """The two fields of one column, side by side."""

    label: str
    sample: str
    place: forms.BoundField
    heading: forms.BoundField


class LayoutForm(forms.Form):
    """A name, and for each column its place and its heading; an empty place leaves it out."""

    says_what_is_optional = True

    name = forms.CharField(max_length=80, help_text="Such as the name of the state's system.")

    def __init__(self, *args: Any, layout: ExportLayout | None = None, **kwargs: Any) -> None:
        """The columns as they are in a layout, or in the standard one."""
        chosen = list(layout.columns if layout else STANDARD)
        headings = dict(zip(layout.columns, layout.headings, strict=False)) if layout else {}
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = layout.name if layout else ""
        for code, column in COLUMNS.items():
            self.fields[f"place_{code}"] = forms.IntegerField(
                label=f"Place of {column.label}",
                required=False,
                min_value=1,
                max_value=99,
                initial=chosen.index(code) + 1 if code in chosen else None,
            )
            self.fields[f"heading_{code}"] = forms.CharField(
                label=f"Heading of {column.label}",
                required=False,
                max_length=80,
                initial=headings.get(code, ""),
                widget=forms.TextInput(attrs={"placeholder": column.label, "class": "pl-words"}),
            )

    def rows(self) -> Iterator[ColumnFields]:
        """One per column."""
        for code, column in COLUMNS.items():
            place, heading = self[f"place_{code}"], self[f"heading_{code}"]
            yield ColumnFields(column.label, column.sample, place, heading)

    def clean(self) -> dict[str, Any]:
        """At least one column has a place."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not self._in_order(cleaned):
            self.add_error(None, "Give at least one column a place, such as 1.")
        return cleaned

    @property
    def layout(self) -> dict[str, Any]:
        """What the service needs."""
        codes = self._in_order(self.cleaned_data)
        headings = [self.cleaned_data[f"heading_{code}"] or COLUMNS[code].label for code in codes]
        return {"name": self.cleaned_data["name"], "columns": codes, "headings": headings}

    def _in_order(self, cleaned: dict[str, Any]) -> list[str]:
        """Equal places keep the order of the page."""
        placed = [(cleaned[f"place_{code}"], n) for n, code in enumerate(COLUMNS)]
        codes = list(COLUMNS)
        return [codes[n] for _, n in sorted(one for one in placed if one[0])]
