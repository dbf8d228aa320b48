"""A form of another tool: the file, and what the draft made of it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from surveys.instruments.forms.words import CODE
from surveys.instruments.models import Instrument

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from surveys.instruments.formats.report import Understood

OF_A_NEW_FORM = ("code", "name", "audience")
ACCEPTED = ".xlsx,.xlsm,.xls,.lss,.qsf,.json"


class UploadForm(forms.Form):
    """The file; what it really is the readers find out."""

    file = forms.FileField(
        label="Form",
        help_text="An XLSForm (.xlsx, .xls), a LimeSurvey survey (.lss), a Qualtrics survey (.qsf) "
        "or our own JSON, up to 20 MB. You see what becomes of it before anything is made.",
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )

    def content(self) -> tuple[bytes, str]:
        """The bytes, and the name of the file."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        return file.read(), file.name or ""


class ImportForm(forms.Form):
    """Whether it becomes a new form or a new version of one; `read` is what was understood."""

    says_what_is_optional = True  # what only a new form needs says so by its name

    read = forms.CharField(widget=forms.HiddenInput, strip=False)
    instrument = forms.ModelChoiceField(
        Instrument.objects.none(),
        label="Make",
        required=False,
        empty_label="A new form",
        help_text="A new version keeps the name and the audience of its form.",
    )
    code = forms.CharField(
        label="Code of a new form",
        max_length=20,
        validators=[CODE],
        help_text="Short, such as IMT. It never changes.",
    )
    name = forms.CharField(label="Name of a new form", max_length=120)
    audience = forms.CharField(
        label="Who is asked by a new form",
        max_length=60,
        help_text="One audience for one form: teachers.",
    )

    def __init__(self, *args: Any, understood: Understood | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = Instrument.objects.current().order_by("name", "pk")
        field = self.fields["instrument"]
        field.queryset = current  # type: ignore[attr-defined]  # a model choice
        field.label_from_instance = _as_version  # type: ignore[attr-defined]  # a model choice
        if understood is not None and not self.is_bound:
            form = understood.form
            self.initial.update({key: form.get(key, "") for key in OF_A_NEW_FORM})
            self.initial["instrument"] = current.filter(code__iexact=form["code"]).first()
        is_version = (
            self.data.get("instrument") if self.is_bound else self.initial.get("instrument")
        )
        for name in OF_A_NEW_FORM:
            self.fields[name].required = not is_version

    def facts(self) -> dict[str, Any]:
        """As the service takes them."""
        return {key: said for key, said in self.cleaned_data.items() if key != "read"}


def _as_version(instrument: Instrument) -> str:
    return f"A new version of {instrument} ({instrument.code})"
