"""What a lesson asks: a reflection to write, or an answer to choose."""

from __future__ import annotations

from typing import Any

from django import forms

from library.models import Lesson, LessonProgress, ModuleCompletion
from library.rules.progress import question_of
from library.services.progress import mark_of

LONGEST = 5000


class LessonForm(forms.Form):
    """Has the fields of its lesson's kind: none for what is read or watched."""

    says_what_is_optional = True  # what may be left open is clear from what happens then

    def __init__(
        self, *args: Any, lesson: Lesson, progress: LessonProgress | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if lesson.kind == Lesson.Kind.REFLECTION:
            kept = progress.reflection if progress else ""
            self.fields["reflection"] = forms.CharField(
                label="Your reflection",
                required=False,
                max_length=LONGEST,
                initial=kept,
                widget=forms.Textarea(attrs={"rows": 8}),
                help_text="Only you ever read it: no facilitator, no report, no search.",
            )
            self.fields["seen"] = forms.CharField(
                required=False, max_length=16, initial=mark_of(kept), widget=forms.HiddenInput
            )
        if lesson.kind == Lesson.Kind.CHECK:
            self.fields["answer"] = forms.TypedChoiceField(
                label=question_of(lesson.question).wording,
                choices=question_of(lesson.question).choices,
                coerce=int,
                required=False,
                empty_value=None,
                initial=progress.answer if progress else None,
                widget=forms.RadioSelect,
            )


class TellForm(forms.Form):
    """The check after a module: how it was, one idea, and whether somebody may get in touch."""

    says_what_is_optional = True  # all three, said above them

    reaction = forms.TypedChoiceField(
        label="How useful was it?",
        choices=ModuleCompletion.Reaction.choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    idea = forms.CharField(
        label="One thing you will try",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    wants_contact = forms.BooleanField(
        label="Somebody of the network may get in touch with me about it", required=False
    )
