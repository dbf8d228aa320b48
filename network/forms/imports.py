"""What a state administrator may type about an import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from network.directory.columns import COLUMNS
from network.models import DirectoryImport

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile

HISTORY = "history"
# For a file without a `record` column: what all of its rows are.
RECORDS = [
    ("=district", "Every row is a district"),
    ("=service_center", "Every row is a service center"),
    ("=school", "Every row is a school"),
]


class UploadForm(forms.Form):
    """The file of a directory list; what it really holds is looked at by the service."""

    file = forms.FileField(
        label="Directory list",
        help_text="CSV, XLSX or a OneRoster ZIP, up to 20 MB. Nothing is written before you have "
        "seen what changes.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx,.xls,.zip"}),
    )
    reader = forms.ChoiceField(
        label="Which list is it?",
        required=False,
        choices=[("", "Find out from the file"), *DirectoryImport.Reader.choices],
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
        columns = COLUMNS[directory_import.reader]
        self.columns = [column.name for column in columns]
        choices = [("", "Not in this file"), *((name, name) for name in header if name)]
        for column in columns:
            self.fields[column.name] = forms.ChoiceField(
                label=column.label,
                choices=[*choices, *RECORDS] if column.name == "record" else choices,
                required=column.is_required,
                initial=directory_import.mapping.get(column.name, ""),
            )
        self.fields["puts_zeros_back"].initial = directory_import.puts_zeros_back
        if len(years) > 1:
            self._ask_for_a_year(directory_import, years)
        self.order_fields(["chosen_year", *self.columns, "puts_zeros_back"])

    def _ask_for_a_year(self, directory_import: DirectoryImport, years: Sequence[int]) -> None:
        choices = [(str(year), str(year)) for year in reversed(years)]
        initial = str(directory_import.year or years[-1])
        if directory_import.reader in ("ccd_agencies", "ccd_history"):
            told = f"All {len(years)} years, {years[0]} to {years[-1]}, as history"
            choices.append((HISTORY, told))
        if directory_import.reader == "ccd_history":
            initial = HISTORY
        self.fields["chosen_year"] = forms.ChoiceField(
            label="School year to import",
            choices=choices,
            initial=initial,
            help_text="The list holds several years. The year in which the school year begins. "
            "As history, every agency gets its newest facts and every year what happened.",
        )

    @property
    def mapping(self) -> dict[str, str]:
        """Our column names to the file's."""
        return {name: self.cleaned_data[name] for name in self.columns}

    @property
    def year(self) -> int | None:
        """The one year to import; None for all, or where there is nothing to choose."""
        chosen = self.cleaned_data.get("chosen_year") or HISTORY
        return None if chosen == HISTORY else int(chosen)

    @property
    def is_history(self) -> bool:
        """Whether all years are wanted."""
        return self.cleaned_data.get("chosen_year") == HISTORY


class ReaderForm(forms.Form):
    """Which list it is, where the guess was wrong."""

    reader = forms.ChoiceField(
        label="Read it as",
        choices=[
            (code, title)
            for code, title in DirectoryImport.Reader.choices
            if code != DirectoryImport.Reader.ONEROSTER
        ],
    )


class AcceptForm(forms.Form):
    """For which fields edited here the file's value is taken; a page asks about its own rows."""

    shown = forms.MultipleChoiceField(required=False)
    take = forms.MultipleChoiceField(required=False)
    everything = forms.ChoiceField(
        required=False, choices=[("file", "Take all from the file"), ("ours", "Keep all as edited")]
    )

    def __init__(self, *args: Any, kept: Sequence[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edits = [(str(line["row"]), edit) for line in kept for edit in line["fields"]]
        for name in ("shown", "take"):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101  as declared above
            field.choices = [(f"{row}:{edit['field']}", "") for row, edit in self.edits]

    @property
    def accepted(self) -> dict[str, list[str]]:
        """The fields by row; what the page did not show stays as it was chosen."""
        everything = self.cleaned_data["everything"]
        shown, take = set(self.cleaned_data["shown"]), set(self.cleaned_data["take"])
        found: dict[str, list[str]] = {}
        for row, edit in self.edits:
            code = f"{row}:{edit['field']}"
            taken = code in take if code in shown else edit["is_taken"]
            if everything == "file" or (taken and everything != "ours"):
                found.setdefault(row, []).append(edit["field"])
        return found


class MissingForm(forms.Form):
    """Whether those that the list no longer names are closed."""

    closes_missing = forms.BooleanField(required=False)


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
