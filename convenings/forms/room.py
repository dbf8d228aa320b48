"""The code that is shown in a room, as people type it."""

from __future__ import annotations

from django import forms


class RoomCodeForm(forms.Form):
    """Six letters and figures."""

    code = forms.CharField(
        label="Code of the room",
        max_length=20,
        help_text="Six letters and figures, on the screen in the room.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": "Enter the code that is shown in the room"},
    )
