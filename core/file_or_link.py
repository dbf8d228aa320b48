"""A form that takes a file or a link, never both."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.template.defaultfilters import filesizeformat

from core.content import ENDINGS, TAKEN

NEITHER = "Choose a file or enter a link"
BOTH = "Choose a file or enter a link, not both"


class FileOrLink(forms.Form):
    """Two fields of which one is filled in; a subclass says what the link should be."""

    says_what_is_optional = True

    file = forms.FileField(
        required=False, widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)})
    )
    url = forms.URLField(
        required=False,
        label="Or a link",
        max_length=200,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )
    link_help = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The limits stand beside the field."""
        super().__init__(*args, **kwargs)
        size = filesizeformat(settings.UPLOAD_LIMIT_BYTES)
        self.fields["file"].help_text = f"{TAKEN}, at most {size}. Or enter a link below."
        self.fields["url"].help_text = self.link_help

    def clean(self) -> dict[str, Any]:
        """Exactly one of file and link."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not ({"file", "url"} & self.errors.keys()):
            if cleaned.get("file") and cleaned.get("url"):
                self.add_error("url", BOTH)
            elif not (cleaned.get("file") or cleaned.get("url") or self.has_one):
                self.add_error("file", NEITHER)
        return cleaned

    @property
    def has_one(self) -> bool:
        """Whether there is a file or link already that may stay."""
        return False
