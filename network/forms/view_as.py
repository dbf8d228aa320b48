"""Why somebody wants to look through another's eyes."""

from django import forms

from network.models import ViewAs


class ViewAsForm(forms.ModelForm[ViewAs]):
    """The reason, which the log keeps."""

    class Meta:
        model = ViewAs
        fields = ("reason",)
        labels = {"reason": "Why do you need to?"}
        help_texts = {"reason": "The log keeps it beside your name, for as long as the network."}
