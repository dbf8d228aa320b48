"""A list of who was there, pasted or as a file."""

from __future__ import annotations

from typing import Any

from django import forms

from core.encoding import NotText, decode

FILE_AT_MOST = 500_000  # bytes; a thousand rows are a fifth of it


class AttendanceFileForm(forms.Form):
    """Rows with a header."""

    says_what_is_optional = True

    text = forms.CharField(
        label="Rows",
        required=False,
        strip=False,
        max_length=FILE_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text="Copied from a spreadsheet, with the row that names the columns.",
    )
    file = forms.FileField(
        label="Or a CSV file",
        required=False,
        help_text="As a spreadsheet or meeting software saves it.",
    )

    def clean(self) -> dict[str, Any]:
        """One text, wherever it came from."""
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if file is None:
            return cleaned
        if file.size > FILE_AT_MOST:
            self.add_error("file", "The file is too large for a list of people. Split it.")
            return cleaned
        try:
            cleaned["text"] = decode(file.read())[0]
        except NotText as refusal:
            self.add_error("file", str(refusal))
        return cleaned
