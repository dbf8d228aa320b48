"""What a state administrator may type about an import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from network.directory.columns import LISTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile

    from network.models import DirectoryImport


class UploadForm(forms.Form):
    """The file of a directory list; what it really holds is looked at by the service."""

    file = forms.FileField(
        label="Directory list",
        help_text="CSV or XLSX, up to 20 MB. Nothing is written before you have seen what changes.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xls"}),
    )

    def clean_file(self) -> UploadedFile[Any]:
        """Refuse what is too large to be a directory list."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if file.size is not None and file.size > settings.UPLOAD_LIMIT_BYTES:
            limit = filesizeformat(settings.UPLOAD_LIMIT_BYTES)
            raise forms.ValidationError(f"The file is larger than {limit}. Split the list in two.")
        return file


class ColumnsForm(forms.Form):
    """Which column of the file is which of ours, and which year of the list."""

    puts_zeros_back = forms.BooleanField(
        label="Put leading zeros back",
        required=False,
        help_text="Choose this when a spreadsheet has turned 000442 into 442.",
    )

    def __init__(
        self,
        *args: Any,
        directory_import: DirectoryImport,
        header: Sequence[str],
        years: Sequence[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.columns = [column.name for column in LISTS[directory_import.reader]]
        choices = [("", "Not in this file"), *((name, name) for name in header if name)]
        for column in LISTS[directory_import.reader]:
            self.fields[column.name] = forms.ChoiceField(
                label=column.label,
                choices=choices,
                required=column.is_required,
                initial=directory_import.mapping.get(column.name, ""),
            )
        self.fields["puts_zeros_back"].initial = directory_import.puts_zeros_back
        if len(years) > 1:
            self.fields["chosen_year"] = forms.TypedChoiceField(
                label="School year to import",
                choices=[(year, year) for year in reversed(years)],
                coerce=int,
                initial=directory_import.year or years[-1],
                help_text="The list holds several years. The year in which the school year begins.",
            )
        self.order_fields(["chosen_year", *self.columns, "puts_zeros_back"])

    @property
    def mapping(self) -> dict[str, str]:
        """Our column names to the file's."""
        return {name: self.cleaned_data[name] for name in self.columns}


class AgenciesForm(forms.Form):
    """Which service agencies are service centers; the others are career centers."""

    centers = forms.MultipleChoiceField(
        required=False, widget=forms.CheckboxSelectMultiple, label="Service centers"
    )

    def __init__(self, *args: Any, agencies: Sequence[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["centers"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  as declared above
        field.choices = [(agency["nces_id"], agency["name"]) for agency in agencies]
        field.initial = [agency["nces_id"] for agency in agencies if agency["is_service_center"]]
        self.agencies = agencies

    @property
    def known(self) -> set[str]:
        """Agencies that the directory holds already."""
        return {agency["nces_id"] for agency in self.agencies if agency["is_known"]}

    @property
    def decisions(self) -> dict[str, bool]:
        """Each agency's answer."""
        chosen = set(self.cleaned_data["centers"])
        return {agency["nces_id"]: agency["nces_id"] in chosen for agency in self.agencies}
