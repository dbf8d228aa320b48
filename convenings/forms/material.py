"""What people may type about materials."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.template.defaultfilters import filesizeformat

from convenings.models import Material
from core.content import ENDINGS, TAKEN

NEITHER = "Choose a file or enter a link"
BOTH = "Choose a file or enter a link, not both"


class MaterialChangeForm(forms.ModelForm[Material]):
    """What it is called and who may open it."""

    class Meta:
        model = Material
        fields = ("title", "kind", "access")
        labels = {"kind": "What it is", "access": "Who may open it"}
        widgets = {"access": forms.RadioSelect}
        help_texts = {"title": "What somebody looks for a year later."}


class MaterialForm(MaterialChangeForm):
    """A file or a link besides."""

    says_what_is_optional = True

    file = forms.FileField(
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
    )
    url = forms.URLField(
        required=False,
        label="Or a link",
        max_length=200,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        help_text="For a recording: where it can be watched without another account.",
    )

    field_order = ("title", "kind", "file", "url", "access")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The limits stand beside the field."""
        super().__init__(*args, **kwargs)
        size = filesizeformat(settings.UPLOAD_LIMIT_BYTES)
        self.fields["file"].help_text = f"{TAKEN}, at most {size}. Or enter a link below."

    def clean(self) -> dict[str, Any]:
        """Exactly one of file and link."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not ({"file", "url"} & self.errors.keys()):
            if cleaned.get("file") and cleaned.get("url"):
                self.add_error("url", BOTH)
            elif not (cleaned.get("file") or cleaned.get("url")):
                self.add_error("file", NEITHER)
        return cleaned
