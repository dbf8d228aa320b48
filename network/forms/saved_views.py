"""What is asked when a list is kept under a name."""

from __future__ import annotations

from typing import ClassVar

from django import forms

from network.models import SavedView

LONGEST = 1000  # characters of filters, as the table holds them


class SavedViewForm(forms.ModelForm[SavedView]):
    """A name of one's own choice, and whether others see it. The instance knows its owner."""

    class Meta:
        model = SavedView
        fields: ClassVar[list[str]] = ["name", "is_shared"]

    def clean_name(self) -> str:
        """One name once per list and person."""
        name: str = self.cleaned_data["name"]
        kept = self.instance
        mine = SavedView.objects.filter(owner=kept.owner, page=kept.page, name=name)
        if mine.exclude(pk=kept.pk).exists():
            raise forms.ValidationError("You have a view of this name. Choose another.")
        return name

    def clean(self) -> None:
        """What was typed into a search may be longer than anybody keeps."""
        if len(self.instance.query) > LONGEST:
            raise forms.ValidationError("These filters are too long to keep. Search for less.")
