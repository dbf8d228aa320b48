"""What people may type about their team's evidence slide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from convenings.services.slides import ENDINGS, TAKEN
from core.file_or_link import FileOrLink

if TYPE_CHECKING:
    from convenings.models import EvidenceSlide


class SlideForm(FileOrLink):
    """A file or a link, and its words for those who cannot see it."""

    title = forms.CharField(max_length=120, help_text="Such as What learners told us about pace.")
    link_help = "Check that everybody who comes can open it."
    alt_text = forms.CharField(
        label="What the slide says",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For those who cannot see it: its words, and what its picture shows.",
    )
    no_student_identified = forms.BooleanField(
        label="No student can be identified in it: no names, faces, voices or marks."
    )

    field_order = ("title", "file", "url", "alt_text", "no_student_identified")

    def __init__(self, *args: Any, slide: EvidenceSlide | None, **kwargs: Any) -> None:
        self.slide = slide
        if slide is not None:
            kwargs["initial"] = {
                name: getattr(slide, name) for name in ("title", "url", "alt_text")
            }
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ",".join(ENDINGS)
        size = filesizeformat(settings.UPLOAD_LIMIT_BYTES)
        kept = "Leave it empty to keep the one there. " if slide and slide.file else ""
        taken = f"{TAKEN[:1].upper()}{TAKEN[1:]}, at most {size}."
        self.fields["file"].help_text = f"{kept}{taken} An image is shown right in the gallery."

    def clean_url(self) -> str:
        """A file takes the place of the link that stood there."""
        url: str = self.cleaned_data["url"]
        replaces = self.slide and self.cleaned_data.get("file") and url == self.slide.url
        return "" if replaces else url

    @property
    def has_one(self) -> bool:
        """Whether the file there may stay."""
        return bool(self.slide and self.slide.file)

    def facts(self) -> dict[str, Any]:
        """What the service takes."""
        cleaned = self.cleaned_data
        return {
            "title": cleaned["title"],
            "alt_text": cleaned["alt_text"],
            "file": cleaned["file"],
            "url": cleaned["url"],
        }
