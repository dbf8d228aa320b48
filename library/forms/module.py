"""What the state's administrators may change about modules and lessons."""

from __future__ import annotations

from typing import Any

from django import forms

from core.forms import LinesField
from library.models import Lesson, Module
from library.rules.progress import BadQuestion, question_of


class ModuleForm(forms.ModelForm[Module]):
    """What a module is called and how long it takes."""

    class Meta:
        model = Module
        fields = ("title", "summary", "minutes", "contact_minutes", "is_published")
        labels = {
            "minutes": "Minutes it takes",
            "contact_minutes": "Contact minutes on the certificate",
            "is_published": "Everybody sees it",
        }
        help_texts = {
            "minutes": "",
            "contact_minutes": "Certificates that were issued keep theirs.",
        }
        widgets = {"summary": forms.Textarea(attrs={"rows": 3})}


class LessonTextForm(forms.ModelForm[Lesson]):
    """A lesson's words; a quick check also has its question."""

    video_url = forms.URLField(label="Address of the video", required=False, assume_scheme="https")
    wording = forms.CharField(label="Question", max_length=300)
    options = LinesField(label="Answers, one a line")
    right = forms.IntegerField(label="Number of the right answer", min_value=1)
    because = forms.CharField(
        label="Why it is right", max_length=600, required=False, widget=forms.Textarea
    )

    class Meta:
        model = Lesson
        fields = ("title", "minutes", "body", "video_url", "transcript")
        labels = {
            "minutes": "Minutes it takes",
            "body": "Text",
        }
        widgets = {
            "body": forms.Textarea(attrs={"rows": 12}),
            "transcript": forms.Textarea(attrs={"rows": 8}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.kind != Lesson.Kind.VIDEO:
            del self.fields["video_url"], self.fields["transcript"]
        for name in ("wording", "options", "right", "because"):
            if self.instance.kind == Lesson.Kind.CHECK:
                self.fields[name].initial = self.instance.question.get(name)
            else:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """The parts of a question become one fact; one that nobody could answer is refused."""
        typed = super().clean() or self.cleaned_data
        if self.instance.kind != Lesson.Kind.CHECK:
            return typed
        parts = ("wording", "options", "right", "because")
        question = {name: typed.pop(name) for name in parts if name in typed}
        if not self.errors:
            try:
                question_of(question)
            except BadQuestion as refusal:
                self.add_error("right", str(refusal))
        return {**typed, "question": question}
