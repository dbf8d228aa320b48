"""What somebody types about the proposed team, consents and documents of an application."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from cohorts.models import Consent, Position, ProposedMember
from core.content import ENDINGS, TAKEN

if TYPE_CHECKING:
    from collections.abc import Sequence


class ProposedMemberForm(forms.ModelForm[ProposedMember]):
    """Somebody for the team."""

    class Meta:
        model = ProposedMember
        fields = ("first_name", "last_name", "email", "position", "job", "is_lead")
        labels = {"job": "Job"}
        help_texts = {
            "email": "An invitation goes there when the application is accepted, not before.",
            "job": "Such as art teacher, or director of curriculum.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.TypedChoiceField", self.fields["position"])
        field.choices = [("", "Choose one"), *Position.choices]


class ConsentForm(forms.ModelForm[Consent]):
    """Whom to ask for consent."""

    class Meta:
        model = Consent
        fields = ("name", "email", "position")
        labels = {"name": "Name", "position": "As"}

    def __init__(self, *args: Any, positions: Sequence[str], **kwargs: Any) -> None:
        """Only those whose word the form asks for; of one, nobody has to choose."""
        super().__init__(*args, **kwargs)
        field = cast("forms.TypedChoiceField", self.fields["position"])
        field.choices = [(code, Position(code).label) for code in positions]
        if len(positions) == 1:
            field.initial = positions[0]
            field.widget = forms.HiddenInput()


class ConsentAnswerForm(forms.Form):
    """A leader's yes or no, in their own words if they like."""

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[("yes", "I consent"), ("no", "I do not consent")],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        max_length=500,
        required=False,
        label="In your words",
        help_text="They and those who review the application read it.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DocumentForm(forms.Form):
    """One file."""

    file = forms.FileField(widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The limits stand beside the field."""
        super().__init__(*args, **kwargs)
        size = filesizeformat(settings.UPLOAD_LIMIT_BYTES)
        self.fields["file"].help_text = f"{TAKEN}, at most {size}."
