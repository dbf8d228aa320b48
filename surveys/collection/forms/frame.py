"""The frame as people type, paste or upload it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from network.directory.files import Refused
from surveys.collection.frame_lines import MOST_STAFF, read_lines, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from network.models import School
    from surveys.collection.frame_lines import Reading

LARGEST_FILE = 4 * 1024 * 1024
LONGEST_TEXT = 1_000_000


class SchoolForm(forms.Form):
    """How many people one school has, together or by role group."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        school: School,
        roles: Sequence[str],
        initial: Mapping[str, int],
        invited: int = 0,
    ) -> None:
        super().__init__(data, prefix=prefix_of(school.pk), initial=dict(initial))
        self.school, self.roles, self.invited = school, roles, invited
        for number, role in enumerate(roles, start=1):
            self.fields[f"role_{number}"] = _count(role.capitalize(), school)
        self.fields["staff"] = _count("All together" if roles else "People", school)

    def clean(self) -> dict[str, Any]:
        """A total, or role groups that make one; when both are given they agree."""
        cleaned = super().clean() or {}
        by_role = {
            role: cleaned.get(f"role_{number}") or 0
            for number, role in enumerate(self.roles, start=1)
        }
        total = sum(by_role.values())
        if total and cleaned.get("staff") not in (None, total):
            self.add_error("staff", f"The role groups make {total}. Empty one of the two.")
        cleaned["by_role"] = by_role if total else {}
        cleaned["total"] = total or cleaned.get("staff") or 0
        if self.invited and not self.errors:
            self._mind_the_invited(cleaned)
        return cleaned

    def _mind_the_invited(self, cleaned: dict[str, Any]) -> None:
        """An emptied row never takes invitations along unseen; a zero does."""
        is_left_out = cleaned.get("staff") == 0 and not cleaned["total"]
        if cleaned["total"] < self.invited and not is_left_out:
            self.add_error(
                "staff",
                f"{self.invited} are invited here, so at least {self.invited} are expected. Write "
                "0 to leave the school out with its invitations.",
            )


class PasteForm(forms.Form):
    """The frame as lines of a spreadsheet, pasted or as a file."""

    says_what_is_optional = True
    file = forms.FileField(
        label="A file",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xls"}),
        help_text="CSV or XLSX with the columns IRN and Staff, or one column for each role group.",
    )
    lines = forms.CharField(
        label="Or one school per line",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="IRN, then the number of people; or IRN, then one number for each role group, in "
        "the order of the columns above. Commas, semicolons or tabs part them.",
    )

    def __init__(self, *args: Any, roles: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = roles

    def clean(self) -> dict[str, Any]:
        """What was given as text, and what it says; single faulty lines are part of that."""
        cleaned = super().clean() or {}
        given = cleaned.get("file")
        if self.errors:
            return cleaned
        if given and given.size > LARGEST_FILE:
            raise ValidationError("This file is larger than 4 MB, which no frame is.")
        try:
            text = text_of(given.read()) if given else cleaned["lines"]
            if not text.strip():
                raise ValidationError("Choose a file, or paste lines.")
            cleaned["text"], cleaned["reading"] = text, read_lines(text, self.roles)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return cleaned

    @property
    def reading(self) -> Reading:
        """What the lines say; only of a valid form."""
        found: Reading = self.cleaned_data["reading"]
        return found


def prefix_of(school_pk: int) -> str:
    """What the names of a school's fields begin with."""
    return f"school-{school_pk}"


def _count(label: str, school: School) -> forms.IntegerField:
    """In a table the head of a column is no label, so the field carries its own."""
    field = forms.IntegerField(min_value=0, max_value=MOST_STAFF, required=False, label=label)
    field.widget.attrs.update({"inputmode": "numeric", "aria-label": f"{label}, {school}"})
    return field
