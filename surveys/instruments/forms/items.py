"""A question: words in each language, how it is answered, when it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from network.models import Indicator
from surveys.instruments.conditions import codes_of
from surveys.instruments.forms.words import CODE, TranslatedForm
from surveys.instruments.models import Item, Scale
from surveys.instruments.questionnaire import DOES_NOT_APPLY, ENGLISH, ROLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.instruments.models import InstrumentVersion

Kind = Item.Kind
WITH_LIST = (Kind.CHOICE, Kind.SEVERAL)
MOST_CONDITIONS = 3
FLAGS = (
    "is_required",
    "has_does_not_apply",
    "is_reversed",
    "is_fact",
    "is_consent",
    "is_link_code",
)
FIELDS = (
    "code",
    "wording",
    "help_text",
    "kind",
    "scale",
    *FLAGS,
    "lowest",
    "highest",
    "construct",
    "indicator",
)
WORDS = forms.Textarea(attrs={"rows": 3})


class ScaleChoice(forms.ModelChoiceField[Scale]):
    """A list of answers with its answers, so that nobody has to know its name."""

    def label_from_instance(self, scale: Scale) -> str:
        return f"{scale.name}: {' · '.join(scale.labels)}"


class ItemForm(TranslatedForm):
    """One question. `earlier` are those that its condition may name."""

    translated = ("wording", "help_text")

    code = forms.CharField(
        label="Code",
        max_length=20,
        validators=[CODE],
        help_text="Stays the same over all versions, such as IMT11.",
    )
    wording = forms.CharField(label="Question", max_length=1000, widget=WORDS)
    wording_es = forms.CharField(
        label="Question in Spanish", max_length=1000, widget=WORDS, required=False
    )
    help_text = forms.CharField(label="Help", max_length=1000, widget=WORDS, required=False)
    help_text_es = forms.CharField(
        label="Help in Spanish", max_length=1000, widget=WORDS, required=False
    )
    kind = forms.ChoiceField(label="Answered by", choices=Kind.choices)
    scale = ScaleChoice(
        Scale.objects.all(), label="List of answers", required=False, empty_label="No list"
    )
    is_required = forms.BooleanField(label="Has to be answered", required=False)
    has_does_not_apply = forms.BooleanField(label="Offers “Does not apply”", required=False)
    is_reversed = forms.BooleanField(
        label="Reversed: agreement here means the opposite of its construct", required=False
    )
    is_fact = forms.BooleanField(
        label="A fact about the respondent, never a figure by itself", required=False
    )
    is_consent = forms.BooleanField(
        label="Consent: who agrees may be quoted without a name",
        required=False,
        help_text="Needs a list in which some answers count as agreement, and is a fact.",
    )
    is_link_code = forms.BooleanField(
        label="A code that people may make for themselves, to link their answers of two waves",
        required=False,
        help_text="Answered in a few words and never required. Say in the help how to make one "
        "that only they know and can make again, such as the first two letters of their "
        "birthplace and the last two figures of their phone number.",
    )
    lowest = forms.IntegerField(
        label="Smallest number, or fewest answers",
        required=False,
        min_value=-1_000_000,
        max_value=1_000_000,
    )
    highest = forms.IntegerField(
        label="Largest number, or most answers",
        required=False,
        min_value=-1_000_000,
        max_value=1_000_000,
    )
    construct = forms.CharField(
        label="Construct", max_length=60, required=False, help_text="What it measures."
    )
    indicator = forms.ModelChoiceField(
        Indicator.objects.filter(component__version__is_current=True),
        label="Indicator",
        required=False,
        empty_label="No indicator",
    )

    def __init__(
        self, *args: Any, version: InstrumentVersion, earlier: Sequence[Item], **kwargs: Any
    ) -> None:
        self.earlier = {item.code: item for item in earlier if codes_of(item)}
        self.version = version
        item = kwargs.get("row")
        if item is not None:
            asked = {}
            for number, condition in enumerate(item.show_if):
                asked[f"if_item_{number}"] = condition["item"]
                asked[f"if_codes_{number}"] = [str(code) for code in condition["is"]]
            kwargs["initial"] = {**asked, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        if item is not None and item.indicator is not None:
            # One of an older framework stays until somebody chooses another.
            known = Indicator.objects.filter(pk=item.indicator_id)
            field = self.fields["indicator"]
            field.queryset = field.queryset | known  # type: ignore[attr-defined]  # a model choice
        for number in range(MOST_CONDITIONS):
            self._add_condition(number)

    @property
    def conditions(self) -> list[tuple[forms.BoundField, forms.BoundField | None]]:
        """The selects of the condition: a question, and its answers once it is chosen."""
        pairs: list[tuple[forms.BoundField, forms.BoundField | None]] = []
        for number in range(MOST_CONDITIONS):
            codes = f"if_codes_{number}"
            pairs.append((self[f"if_item_{number}"], self[codes] if codes in self.fields else None))
            if codes not in self.fields:
                break  # the next one comes once this is filled
        return pairs

    def facts(self) -> dict[str, Any]:
        """As services take them."""
        return {
            **self.only(FIELDS),
            "show_if": self._show_if(),
            "translations": self.translations(),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        kind, scale = cleaned.get("kind"), cleaned.get("scale")
        if kind in WITH_LIST and scale is None and "scale" not in self.errors:
            self.add_error("scale", "Choose the answers that are offered.")
        if kind not in WITH_LIST:
            cleaned["scale"] = None
        if cleaned.get("is_consent"):
            cleaned["is_fact"] = True  # nobody wants a figure of it
            if kind != Kind.CHOICE or (scale is not None and not scale.favorable):
                words = "Choose one answer of a list in which some count as agreement."
                self.add_error("is_consent", words)
        if cleaned.get("is_link_code") and (kind != Kind.SHORT or cleaned.get("is_required")):
            words = "Choose “A few words”, and do not require an answer: giving a code is free."
            self.add_error("is_link_code", words)
        lowest, highest = cleaned.get("lowest"), cleaned.get("highest")
        if lowest is not None and highest is not None and lowest > highest:
            self.add_error("highest", f"Enter at least {lowest}, or leave it empty.")
        if highest is not None and highest < 1 and (kind == Kind.SEVERAL or lowest is None):
            self.add_error("highest", "Enter a larger number, or nobody can answer.")
        if kind == Kind.SEVERAL and scale is not None and (lowest or 0) > len(scale.labels):
            self.add_error("lowest", f"The list has {len(scale.labels)} answers.")
        return cleaned

    def _add_condition(self, number: int) -> None:
        name = f"if_item_{number}"
        roles = [(ROLE, "The role")] if self.version.roles else []
        questions = [(code, f"{code} {item.wording}") for code, item in self.earlier.items()]
        label = "Asked only if" if number == 0 else "And only if"
        given = self.data.get(name) if self.is_bound else self.initial.get(name)
        known = {code for code, _ in [*roles, *questions]}
        stray = [(given, f"{given}, which is not asked before")] if given not in known else []
        choices = [("", "Always asked" if number == 0 else "No other condition")]
        self.fields[name] = forms.ChoiceField(
            label=label,
            required=False,
            choices=[*choices, *roles, *questions, *(stray if given else [])],
        )
        if given:
            self.fields[f"if_codes_{number}"] = forms.MultipleChoiceField(
                label=f"{'The role' if given == ROLE else given} is one of",
                choices=self._answers(given),
                widget=forms.CheckboxSelectMultiple,
            )

    def _answers(self, code: str) -> list[tuple[str, str]]:
        if code == ROLE:
            labels = list(self.version.roles)
        elif item := self.earlier.get(code):
            labels = list(item.scale.labels) if item.scale else []
            labels += [DOES_NOT_APPLY[ENGLISH]] if item.has_does_not_apply else []
        else:
            return []
        return [(str(number), label) for number, label in enumerate(labels, start=1)]

    def _show_if(self) -> list[dict[str, Any]]:
        found = []
        for number in range(MOST_CONDITIONS):
            if code := self.cleaned_data.get(f"if_item_{number}"):
                codes = self.cleaned_data[f"if_codes_{number}"]
                found.append({"item": code, "is": sorted(int(one) for one in codes)})
        return found
