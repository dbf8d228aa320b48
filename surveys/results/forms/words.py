"""What is typed about people's own words: clean wording, tags, a quote, a codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from surveys.results.models import OpenAnswer, Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.results.querysets import TagQuerySet
    from surveys.results.words.attribution import Attribution

LONGEST = 4_000


class CleanForm(forms.Form):
    """How an answer may be published."""

    words = forms.CharField(
        label="As it may be published",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Take out names, schools and whatever else points at somebody. "
        "Write […] in their place.",
    )


class VerdictForm(forms.Form):
    """What becomes of an answer."""

    verdict = forms.ChoiceField(choices=OpenAnswer.Verdict.choices)


class CodingForm(forms.Form):
    """The tags of one answer; none is a judgment too."""

    tags = forms.ModelMultipleChoiceField(
        Tag.objects.none(),
        label="Tags",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, offered: TagQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["tags"]
        field.queryset = offered  # type: ignore[attr-defined]  # a model choice


class TagForm(forms.ModelForm[Tag]):
    """A word of the codebook."""

    class Meta:
        model = Tag
        fields = ("name", "meaning")
        labels = {"name": "Tag", "meaning": "When to use it"}
        help_texts = {"meaning": "One sentence, and what does not belong here."}


class QuoteForm(forms.Form):
    """A part of an answer, and what is said about who gave it."""

    words = forms.CharField(
        label="Quote",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The person’s own words. Write … for what you leave out.",
    )
    attribution = forms.ChoiceField(label="Attributed to", widget=forms.RadioSelect)

    def __init__(self, *args: Any, safe: Sequence[Attribution], **kwargs: Any) -> None:
        self.safe = {str(one): one for one in safe}
        super().__init__(*args, **kwargs)
        field = self.fields["attribution"]
        field.choices = [(words, words) for words in self.safe]  # type: ignore[attr-defined]  # a choice
        field.initial = next(iter(self.safe))
        field.help_text = "Only what enough respondents share is offered."

    @property
    def chosen(self) -> Attribution:
        """The attribution that was chosen."""
        return self.safe[self.cleaned_data["attribution"]]
