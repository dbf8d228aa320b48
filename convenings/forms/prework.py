"""What people may type when they write pre-work: its facts, its parts and their options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from convenings.models import PreWork, PreWorkPart
from core import local_time
from core.forms import MomentField

if TYPE_CHECKING:
    from convenings.models import PartOption

is_address = URLValidator(schemes=["http", "https"])
LONGEST_LABEL = 80
LINKS_HELP = (
    "One per line: its words, then its address. Words without an address wait until you add it."
)


class PreWorkForm(forms.ModelForm[PreWork]):
    """Title, who answers, how long it takes, when it opens and is due."""

    opens_at = MomentField(label="Opens at", required=False)
    due_at = MomentField(label="Due at", required=False)

    class Meta:
        model = PreWork
        fields = (
            "title",
            "intro",
            "answered_by",
            "least_minutes",
            "most_minutes",
            "opens_at",
            "due_at",
            "asks_slide",
        )
        labels = {
            "intro": "What it is for",
            "answered_by": "Who answers",
            "least_minutes": "Minutes at least",
            "most_minutes": "Minutes at most",
            "asks_slide": "Each team brings an evidence slide",
        }
        widgets = {"intro": forms.Textarea(attrs={"rows": 4}), "answered_by": forms.RadioSelect}

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = local_time.zone_words(year)
        self.fields["opens_at"].help_text = f"Empty: 28 days before the first session. {zone}."
        self.fields["due_at"].help_text = "Empty: when the first session starts."

    def clean(self) -> dict[str, Any]:
        """What ends does so after it begins."""
        cleaned = super().clean() or {}
        least, most = cleaned.get("least_minutes"), cleaned.get("most_minutes")
        if least and most and most < least:
            self.add_error("most_minutes", f"Enter {least} or more.")
        opens, due = cleaned.get("opens_at"), cleaned.get("due_at")
        if opens and due and due <= opens:
            self.add_error("due_at", "Choose a moment after it opens.")
        return cleaned


class PartForm(forms.ModelForm[PreWorkPart]):
    """One step: what to do, and what an answer must hold."""

    class Meta:
        model = PreWorkPart
        fields = (
            "kind",
            "title",
            "words",
            "minutes",
            "is_required",
            "least",
            "asks_how",
            "takes_own",
        )
        labels = {
            "kind": "What people do",
            "words": "What it says",
            "is_required": "Needed before the pre-work is done",
            "least": "Of a list: choose at least",
            "asks_how": "Of a list: each choice asks how the team could use it",
            "takes_own": "Of a list: ideas of their own can be added, and count",
        }
        widgets = {"kind": forms.RadioSelect, "words": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = PreWorkPart.Kind.choices  # type: ignore[attr-defined]  # none is not offered
        self.fields["least"].min_value = 1  # type: ignore[attr-defined]  # an integer field
        self.fields["minutes"].help_text = "About how long it takes."

    def clean_least(self) -> int:
        """Something must be chosen of a list that is needed."""
        least: int = self.cleaned_data["least"]
        if least < 1:
            raise ValidationError("Enter 1 or more.")
        return least


class OptionForm(forms.Form):
    """Something to watch, read or choose."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = forms.CharField(max_length=120)
    words = forms.CharField(
        label="In a sentence",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    links = forms.CharField(
        required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=LINKS_HELP
    )

    def clean_links(self) -> list[dict[str, str]]:
        """Each line as its words and its address."""
        lines = (line.strip() for line in self.cleaned_data["links"].splitlines())
        return [_link(line) for line in lines if line]


class BaseOptions(forms.BaseFormSet[OptionForm]):
    """The options of one part, in order; an id that is not of the part is none."""

    known: frozenset[int] = frozenset()

    def add_fields(self, form: OptionForm, index: int | None) -> None:
        """Place and removal in our words; the first field says which option it is."""
        super().add_fields(form, index)
        form.fields["ORDER"].label = "Place in the list"
        form.fields["DELETE"].label = "Take it out"

    def rows(self) -> list[dict[str, Any]]:
        """What the service takes."""
        kept = [form for form in self.ordered_forms if form.has_changed() or form.initial]
        return [self._row(form.cleaned_data) for form in kept if form.cleaned_data.get("title")]

    def _row(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        facts = {name: cleaned[name] for name in ("title", "words", "links")}
        return {**facts, "pk": cleaned["pk"]} if cleaned["pk"] in self.known else facts


Options = forms.formset_factory(
    OptionForm, formset=BaseOptions, extra=2, max_num=40, can_order=True, can_delete=True
)


def as_typed(option: PartOption) -> dict[str, Any]:
    """An option as the form shows it."""
    links = "\n".join(f"{link['label']} {link['url']}".strip() for link in option.links)
    return {"pk": option.pk, "title": option.title, "words": option.words, "links": links}


def _link(line: str) -> dict[str, str]:
    label, _, last = line.rpartition(" ")
    if not last.lower().startswith(("http://", "https://")):
        label, last = line, ""
    elif len(last) > 500:
        raise ValidationError("Shorten the address: 500 characters are the most.")
    else:
        is_address(last)
    label = label.strip(" :–-") or last.partition("//")[2].partition("/")[0]
    if len(label) > LONGEST_LABEL:
        raise ValidationError(f"Keep the words of a link under {LONGEST_LABEL} characters.")
    return {"label": label, "url": last}
