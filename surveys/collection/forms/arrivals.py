"""A file of answers as it is uploaded, and the form it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from surveys.collection.arrivals.map_file import LARGEST_MAP, read_map
from surveys.collection.arrivals.mapping import plan_of
from surveys.collection.refusals import CannotBringIn
from surveys.collection.services.arrivals import form_for
from surveys.instruments.models import Instrument
from surveys.instruments.questionnaire import questionnaire_of

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class ArrivalForm(forms.Form):
    """The file, the form it answers, and a map if there is one already."""

    instrument = forms.ModelChoiceField(
        Instrument.objects.none(), label="Form", empty_label="Choose the form that was answered"
    )
    file = forms.FileField(
        label="Answers",
        help_text="CSV, XLSX, XLS or SPSS (.sav). Nothing is written before you have seen what "
        "becomes of each row.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xls,.sav,.zsav"}),
    )
    told = forms.FileField(
        label="Map",
        required=False,
        help_text="JSON, if you have one from an earlier file. Else the columns are guessed.",
        widget=forms.FileInput(attrs={"accept": ".json"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["instrument"]
        field.queryset = Instrument.objects.filter(archived_at=None)

    def clean(self) -> dict[str, Any]:
        """A map is one for this form."""
        given = super().clean() or {}
        instrument, told = given.get("instrument"), given.get("told")
        if instrument is not None and told is not None:
            try:
                plan_of(told, questionnaire_of(form_for(instrument, told)))
            except CannotBringIn as refused:
                self.add_error("told", str(refused))
        return given

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse what is too large to be sent through a page."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if file.size is not None and file.size > settings.UPLOAD_LIMIT_BYTES:
            limit = filesizeformat(settings.UPLOAD_LIMIT_BYTES)
            raise forms.ValidationError(
                f"The file is larger than {limit}. Leave out columns, or have it brought in from "
                "the server’s command line, which takes up to 100 MB."
            )
        return file

    def clean_told(self) -> dict[str, Any] | None:
        """The map as an object."""
        file: UploadedFile[Any] | None = self.cleaned_data["told"]
        if file is None:
            return None
        try:
            told = read_map(file.read(LARGEST_MAP + 1))
        except CannotBringIn as refused:
            raise forms.ValidationError(str(refused)) from refused
        if not isinstance(told, dict):
            raise forms.ValidationError("The map is a JSON object, which begins with {.")
        return told
