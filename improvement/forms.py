"""What people may type about artifacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.core.validators import URLValidator
from django.template.defaultfilters import filesizeformat

from core.content import ENDINGS, TAKEN
from improvement.models import Artifact, ArtifactComment
from network.models import Component, Indicator

if TYPE_CHECKING:
    from collections.abc import Iterator

NEITHER = "Choose a file or enter a link"
BOTH = "Choose a file or enter a link, not both"


class ArtifactForm(forms.Form):
    """A file or a link, what it is called, and what it shows."""

    says_what_is_optional = True

    title = forms.CharField(
        max_length=120, help_text="What somebody else should know it by, such as Goal cards."
    )
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
        help_text="Check that the people of your team and your specialist can open it.",
    )
    no_student_identified = forms.BooleanField(
        label="No student can be identified in it: no names, faces, voices or marks."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One group of boxes per component of the framework's current version."""
        super().__init__(*args, **kwargs)
        size = filesizeformat(settings.UPLOAD_LIMIT_BYTES)
        self.fields["file"].help_text = f"{TAKEN}, at most {size}. Or enter a link below."
        components = Component.objects.filter(version__is_current=True)
        self.components = []
        for component in components.prefetch_related("indicators"):
            name = f"component_{component.pk}"
            self.components.append(name)
            indicators = component.indicators.all()
            self.fields[name] = forms.ModelMultipleChoiceField(
                indicators,
                label=str(component),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def groups(self) -> Iterator[forms.BoundField]:
        """The boxes of each component."""
        return (self[name] for name in self.components)

    def clean(self) -> dict[str, Any]:
        """Exactly one of file and link, and all ticked indicators together."""
        cleaned = super().clean() or {}
        if not ({"file", "url"} & self.errors.keys()):
            if cleaned.get("file") and cleaned.get("url"):
                self.add_error("url", BOTH)
            elif not (cleaned.get("file") or cleaned.get("url")):
                self.add_error("file", NEITHER)
        return cleaned

    @property
    def asked(self) -> dict[str, Any]:
        """What the service needs."""
        cleaned = self.cleaned_data
        ticked: list[Indicator] = [tag for name in self.components for tag in cleaned[name]]
        return {
            "title": cleaned["title"],
            "kind": Artifact.Kind.FILE if cleaned["file"] else Artifact.Kind.LINK,
            "file": cleaned["file"],
            "url": cleaned["url"] or "",
            "indicators": ticked,
            "no_student_identified": cleaned["no_student_identified"],
        }


class CommentForm(forms.ModelForm[ArtifactComment]):
    """What somebody says about an artifact."""

    class Meta:
        model = ArtifactComment
        fields = ("text",)
        labels = {"text": "Your comment"}
        widgets = {"text": forms.Textarea(attrs={"rows": 4})}
        help_texts = {"text": "The team and the people who work with it read it."}
