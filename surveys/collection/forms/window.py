"""Another closing time, as people type it."""

from __future__ import annotations

from django import forms

from core.forms import MomentField


class ExtendForm(forms.Form):
    """Another closing time."""

    closes_at = MomentField(label="Closes")
