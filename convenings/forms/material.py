"""What people may type about materials."""

from __future__ import annotations

from django import forms

from convenings.models import Material
from core.file_or_link import FileOrLink


class MaterialChangeForm(forms.ModelForm[Material]):
    """What it is called and who may open it."""

    class Meta:
        model = Material
        fields = ("title", "kind", "access")
        labels = {"kind": "What it is", "access": "Who may open it"}
        widgets = {"access": forms.RadioSelect}
        help_texts = {"title": "What somebody looks for a year later."}


class MaterialForm(FileOrLink, MaterialChangeForm):
    """A file or a link besides."""

    link_help = "For a recording: where it can be watched without another account."
    field_order = ("title", "kind", "file", "url", "access")
