"""What people may type who review applications and decide on them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, cast

from django import forms

from cohorts.forms.shared import choose_from
from cohorts.models import Cohort
from cohorts.rules import states
from cohorts.rules.questions import RUBRIC_WORDS, parts_of
from cohorts.services.review import Score
from core import clock
from core.forms import DayField
from network.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from cohorts.models import Application, ApplicationForm

VERDICTS = [
    (states.ACCEPTED, "Accept into a cohort"),
    (states.WAITLISTED, "Put on the waitlist of a cohort"),
    (states.DECLINED, "Decline with a letter"),
]
LONGEST_LETTER = 4000
DAYS_TO_ANSWER = 14


class ReviewersForm(forms.Form):
    """Whom to ask for a review."""

    reviewers = forms.ModelMultipleChoiceField(
        Person.objects.none(), label="Reviewers", widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        *args: Any,
        people: Iterable[tuple[Person, str]],
        rows: QuerySet[Person],
        **kwargs: Any,
    ) -> None:
        """`people` come with what to know of each; `rows` are the same people."""
        super().__init__(*args, **kwargs)
        field = choose_from(self, "reviewers", rows)
        field.choices = [(person.pk, f"{person}, {what}") for person, what in people]


class InformationForm(forms.Form):
    """Which parts open again, why, and until when."""

    parts = forms.MultipleChoiceField(
        label="Parts to open again", widget=forms.CheckboxSelectMultiple
    )
    message = forms.CharField(
        label="What do you ask for?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="The writers of the application read it in a mail and above these parts.",
    )
    due_on = DayField(label="Answer until", help_text="That whole day included.")

    def __init__(self, *args: Any, form_asked: ApplicationForm, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {})
        in_two_weeks = clock.today() + dt.timedelta(days=DAYS_TO_ANSWER)
        kwargs["initial"] = {"due_on": in_two_weeks, **kwargs["initial"]}
        super().__init__(*args, **kwargs)
        field = cast("forms.MultipleChoiceField", self.fields["parts"])
        field.choices = [(part.code, part.title) for part in parts_of(form_asked)]

    def clean_due_on(self) -> dt.date:
        """Nobody can answer before they read it."""
        due_on: dt.date = self.cleaned_data["due_on"]
        if due_on <= clock.today():
            raise forms.ValidationError("Choose a day after today.")
        return due_on


class DecisionForm(forms.Form):
    """One verdict for one application or several."""

    verdict = forms.ChoiceField(label="Decision", choices=VERDICTS, widget=forms.RadioSelect)
    cohort = forms.ModelChoiceField(
        Cohort.objects.none(),
        required=False,
        label="Cohort",
        empty_label="Choose a cohort",
        help_text="To accept, or for the waitlist. Who finds no place left goes on its waitlist.",
    )
    letter = forms.CharField(
        label="Letter",
        required=False,
        max_length=LONGEST_LETTER,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="The applicant reads it in the mail and beside the decision. Needed to decline.",
    )
    says_what_is_optional = True

    def __init__(
        self,
        *args: Any,
        cohorts: QuerySet[Cohort],
        applications: Sequence[Application],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.applications = applications
        choose_from(self, "cohort", cohorts)

    def clean(self) -> dict[str, Any]:
        """A place needs a cohort of the same offering; a no needs words."""
        cleaned = super().clean() or {}
        verdict, cohort = cleaned.get("verdict"), cleaned.get("cohort")
        if verdict == states.DECLINED:
            cleaned["cohort"] = None
            if not cleaned.get("letter", "").strip():
                self.add_error("letter", "Say why in a few sentences: the applicant reads them.")
        elif verdict and cohort is None and "cohort" not in self.errors:
            self.add_error("cohort", "Choose the cohort.")
        elif verdict and cohort is not None:
            others = [one for one in self.applications if one.offering_id != cohort.offering_id]
            if others:
                named = ", ".join(str(one.place) for one in others[:3])
                self.add_error(
                    "cohort", f"{named} applied for another offering. Decide on them by themselves."
                )
        return cleaned


class RankForm(forms.Form):
    """Where on the waitlist."""

    rank = forms.IntegerField(min_value=1, max_value=999, label="Rank on the waitlist")


class ConflictForm(forms.Form):
    """What the conflict of interest is."""

    words = forms.CharField(
        label="What is your conflict of interest?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as: I coach this school. Whoever decides reads it; the applicant does not.",
    )


class ScoreForm(forms.Form):
    """A score and a reason for each criterion; all of them only when the review is done."""

    says_what_is_optional = True

    def __init__(self, *args: Any, asked: ApplicationForm, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = []
        for criterion in asked.criteria:
            code = criterion["code"]
            self.codes.append(code)
            self.fields[f"score_{code}"] = forms.TypedChoiceField(
                label=criterion["name"],
                choices=_levels(criterion["words"]),
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"reason_{code}"] = forms.CharField(
                label=f"Why: {criterion['name'].lower()}",
                max_length=500,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.fields["summary"] = forms.CharField(
            label="In all",
            max_length=2000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text="What whoever decides should know besides the scores.",
        )

    @property
    def is_done(self) -> bool:
        """Whether the button for a finished review was pressed."""
        return "done" in self.data

    def clean(self) -> dict[str, Any]:
        """A finished review scores everything and says why; what is put by may have gaps."""
        cleaned = super().clean() or {}
        if self.is_done:
            for code in self.codes:
                if cleaned.get(f"score_{code}") is None and f"score_{code}" not in self.errors:
                    self.add_error(f"score_{code}", "Choose a score, or put the review by.")
                if not cleaned.get(f"reason_{code}") and f"reason_{code}" not in self.errors:
                    self.add_error(f"reason_{code}", "Say why in a sentence.")
        return cleaned

    def scores(self) -> dict[str, Score]:
        """What was scored, by the code of the criterion."""
        cleaned = self.cleaned_data
        return {
            code: Score(cleaned[f"score_{code}"], cleaned[f"reason_{code}"]) for code in self.codes
        }


def _levels(words: Sequence[str]) -> list[tuple[int, str]]:
    """1 to 4, with the criterion's own words for each where it has some."""
    said = zip(RUBRIC_WORDS, words, strict=True)
    return [
        (level, f"{level} {name}: {own}" if own else f"{level} {name}")
        for level, (name, own) in enumerate(said, start=1)
    ]
