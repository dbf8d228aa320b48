"""What people may type about artifacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from core.file_or_link import FileOrLink
from improvement.models import Artifact, ArtifactComment
from network.models import Component, Indicator

if TYPE_CHECKING:
    from collections.abc import Iterator


class ArtifactForm(FileOrLink):
    """A file or a link, what it is called, and what it shows."""

    title = forms.CharField(
        max_length=120, help_text="What somebody else should know it by, such as Goal cards."
    )
    link_help = "Check that the people of your team and your specialist can open it."
    no_student_identified = forms.BooleanField(
        label="No student can be identified in it: no names, faces, voices or marks."
    )

    field_order = ("title", "file", "url", "no_student_identified")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """One group of boxes per component of the framework's current version."""
        super().__init__(*args, **kwargs)
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
