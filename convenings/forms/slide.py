"""What people may type about their team's evidence slide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.template.defaultfilters import filesizeformat

from convenings.services.slides import ENDINGS, TAKEN

if TYPE_CHECKING:
    from convenings.models import EvidenceSlide

NEITHER = "Choose a file or enter a link"
BOTH = "Choose a file or enter a link, not both"


class SlideForm(forms.Form):
    """A file or a link, and its words for those who cannot see it."""

    says_what_is_optional = True

    title = forms.CharField(max_length=120, help_text="Such as What learners told us about pace.")
    file = forms.FileField(
        required=False, widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)})
    )
    url = forms.URLField(
        required=False,
        label="Or a link",
        max_length=200,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        help_text="Check that everybody who comes can open it.",
    )
    alt_text = forms.CharField(
        label="What the slide says",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For those who cannot see it: its words, and what its picture shows.",
    )
    no_student_identified = forms.BooleanField(
        label="No student can be identified in it: no names, faces, voices or marks."
    )

    def __init__(self, *args: Any, slide: EvidenceSlide | None, **kwargs: Any) -> None:
        self.slide = slide
        if slide is not None:
            kwargs["initial"] = {
                name: getattr(slide, name) for name in ("title", "url", "alt_text")
            }
        super().__init__(*args, **kwargs)
        size = filesizeformat(settings.UPLOAD_LIMIT_BYTES)
        kept = "Leave it empty to keep the one there. " if slide and slide.file else ""
        taken = f"{TAKEN[:1].upper()}{TAKEN[1:]}, at most {size}."
        self.fields["file"].help_text = f"{kept}{taken} An image is shown right in the gallery."

    def clean(self) -> dict[str, Any]:
        """Exactly one of file and link, unless a file is there already."""
        cleaned = super().clean() or {}
        if {"file", "url"} & self.errors.keys():
            return cleaned
        has_file = bool(self.slide and self.slide.file)
        old_link = self.slide.url if self.slide else ""
        if cleaned.get("file") and cleaned.get("url") not in ("", old_link):
            self.add_error("url", BOTH)
        elif not (cleaned.get("file") or cleaned.get("url") or has_file):
            self.add_error("file", NEITHER)
        return cleaned

    def facts(self) -> dict[str, Any]:
        """What the service takes."""
        cleaned = self.cleaned_data
        url = "" if cleaned["file"] else cleaned["url"]
        return {
            "title": cleaned["title"],
            "alt_text": cleaned["alt_text"],
            "file": cleaned["file"],
            "url": url,
        }
