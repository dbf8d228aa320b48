"""What people may type when they register: answers, and seats for a whole team."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms

from convenings.models import Question
from convenings.services.answers import BETWEEN, forgotten_on, last_end
from core.forms import LinesField
from core.templatetags.house import day, long_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from cohorts.models import TeamMembership
    from convenings.models import Convening, Registration, Session
    from network.models import Person

LONGEST = 500


class AnswersForm(forms.Form):
    """The questions of a convening, each with who sees its answer and how long it is kept."""

    def __init__(
        self, *args: Any, convening: Convening, mine: Registration | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        # A plain press on "Register" brings no answers and must not empty those given before.
        self.fields["answered"] = forms.BooleanField(
            required=False, initial=True, widget=forms.HiddenInput
        )
        self.questions = list(convening.questions.standing())
        known = dict(mine.answers.values_list("question_id", "text")) if mine else {}
        last_at = last_end(convening) if self.questions else None
        for question in self.questions:
            field = _field_of(question, known.get(question.pk, ""))
            field.help_text = _promise(question, last_at)
            self.fields[f"question_{question.pk}"] = field

    def answers(self) -> dict[int, str]:
        """What was answered, by the id of the question."""
        if not self.cleaned_data["answered"]:
            return {}
        given = {q.pk: self.cleaned_data[f"question_{q.pk}"] for q in self.questions}
        return {
            pk: BETWEEN.join(answer) if isinstance(answer, list) else answer
            for pk, answer in given.items()
        }


class TeamSeatsForm(forms.Form):
    """One list per member: the session in which they get a seat, or none."""

    NO_SEAT = ""
    says_what_is_optional = True  # the first answer of each list is no seat

    def __init__(
        self,
        *args: Any,
        members: Iterable[TeamMembership],
        sessions: Iterable[Session],
        held: Mapping[int, Registration],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = list(members)
        self.sessions = {str(session.pk): session for session in sessions}
        offered = [
            (key, f"{one.region}, {day(one.starts_at)}") for key, one in self.sessions.items()
        ]
        for member in self.members:
            mine = held.get(member.person_id)
            choices = [(self.NO_SEAT, "No seat"), *offered]
            if mine and str(mine.session_id) not in self.sessions:
                # A session that closed meanwhile: what is held there must not look given back.
                choices.append((str(mine.session_id), f"{mine.session.region}, registered"))
            field = forms.ChoiceField(label=str(member.person), choices=choices, required=False)
            field.initial = str(mine.session_id) if mine else self.NO_SEAT
            field.help_text = mine.get_state_display() if mine else "No seat yet"
            self.fields[self.name_of(member)] = field

    @staticmethod
    def name_of(member: TeamMembership) -> str:
        """The name of a member's field."""
        return f"seat_{member.person_id}"

    def seats(self) -> list[tuple[Person, Session | None]]:
        """Whom to bring where; only what was changed."""
        return [
            (member.person, self.sessions.get(self.cleaned_data[self.name_of(member)]))
            for member in self.members
            if self.name_of(member) in self.changed_data
        ]


class ReasonForm(forms.Form):
    """Why somebody's place is taken away."""

    reason = forms.CharField(max_length=200, help_text="The other organizers read it.")


class QuestionForm(forms.Form):
    """A question to those who register."""

    words = forms.CharField(label="Question", max_length=200)
    kind = forms.ChoiceField(
        label="Answered by",
        choices=Question.Kind.choices,
        widget=forms.RadioSelect,
        initial=Question.Kind.TEXT,
    )
    options = LinesField(
        label="Answers to choose from",
        required=False,
        help_text="One per line, where people choose from a list.",
    )
    is_required = forms.BooleanField(label="Must be answered to register", required=False)
    is_private = forms.BooleanField(
        label="Only organizers see the answers, and they are deleted afterwards",
        required=False,
        initial=True,
        help_text="For food, access needs and whatever else is nobody’s business.",
    )
    keep_days = forms.IntegerField(
        label="Delete private answers so many days after the last session",
        min_value=0,
        max_value=365,
        initial=14,
    )

    def clean(self) -> dict[str, Any]:
        """A list needs at least two answers."""
        cleaned = super().clean() or {}
        options = list(dict.fromkeys(cleaned.get("options", [])))
        if cleaned.get("kind") == Question.Kind.TEXT:
            options = []
        elif len(options) < 2:
            self.add_error("options", "Enter at least two answers, one per line.")
        if any(len(option) > 80 for option in options):
            self.add_error("options", "Keep each answer under 80 characters.")
        return {**cleaned, "options": options}


def as_typed(question: Question) -> dict[str, Any]:
    """A question as its form shows it."""
    names = ["words", "kind", "options", "is_required", "is_private", "keep_days"]
    return {name: getattr(question, name) for name in names}


def _field_of(question: Question, answered: str) -> forms.Field:
    choices = [(option, option) for option in question.options]
    facts: dict[str, Any] = {"label": question.words, "required": question.is_required}
    if question.kind == Question.Kind.CHOICE:
        blank = [] if question.is_required else [("", "No answer")]
        return forms.ChoiceField(
            choices=[*choices, *blank], widget=forms.RadioSelect, initial=answered, **facts
        )
    if question.kind == Question.Kind.CHOICES:
        chosen = answered.split(BETWEEN) if answered else []
        widget = forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=choices, widget=widget, initial=chosen, **facts)
    field = forms.CharField(max_length=LONGEST, initial=answered, **facts)
    return cast("forms.Field", field)


def _promise(question: Question, last_at: dt.datetime | None) -> str:
    if not question.is_private:
        return "The organizers see your answer."
    kept = (
        f"on {long_day(forgotten_on(question, last_at))}"
        if last_at
        else f"{question.keep_days} days after the last session"
    )
    return f"Only the organizers see your answer. It is deleted {kept}."
