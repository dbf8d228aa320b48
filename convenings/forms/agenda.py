"""What may be typed about the steps of the day, and what is tried before it: a line for each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms

from convenings.models import AgendaItem, ChecklistItem
from convenings.services.agenda import Step

if TYPE_CHECKING:
    from convenings.models import Convening

LONGEST_STEP = 600  # minutes
LINE = re.compile(
    r"(?P<minutes>\d{1,4})\s*(?:min(?:utes)?\b\.?)?\s+(?P<title>[^:]+)(?::(?P<detail>.*))?"
)


class AgendaForm(forms.Form):
    """Agenda and dry run as people write them down anyway."""

    agenda = forms.CharField(
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="One step per line: minutes, what happens, and after a colon more about it."
        " Such as: 45 Case study: two teams read one school’s story",
    )
    checklist = forms.CharField(
        label="To try or bring before the day",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="One per line. What is done stays done as long as its words stay.",
    )

    def __init__(self, *args: Any, convening: Convening, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "agenda": "\n".join(_line(step) for step in convening.agenda.all()),
            "checklist": "\n".join(item.words for item in convening.checklist.all()),
        }
        super().__init__(*args, **kwargs)

    def clean_agenda(self) -> list[Step]:
        """The steps; each line that is not understood is named."""
        steps, faults = [], []
        for number, line in enumerate(self.cleaned_data["agenda"].splitlines(), start=1):
            if not line.strip():
                continue
            step = _step(line.strip())
            if step is None:
                faults.append(
                    f"Line {number}: begin with minutes, up to {LONGEST_STEP}, then say"
                    " what happens in a few words."
                )
            else:
                steps.append(step)
        if faults:
            raise forms.ValidationError(faults)
        return steps

    def clean_checklist(self) -> list[str]:
        """The lines that are not empty, each once."""
        lines = [line.strip() for line in self.cleaned_data["checklist"].splitlines()]
        longest = _length(ChecklistItem, "words")
        if any(len(line) > longest for line in lines):
            raise forms.ValidationError(f"Keep each line under {longest} characters.")
        return list(dict.fromkeys(line for line in lines if line))


def _line(step: AgendaItem) -> str:
    return f"{step.minutes} {step.title}" + (f": {step.detail}" if step.detail else "")


def _step(line: str) -> Step | None:
    found = LINE.fullmatch(line)
    if found is None:
        return None
    minutes, title = int(found["minutes"]), found["title"].strip()
    detail = (found["detail"] or "").strip()
    fits = len(title) <= _length(AgendaItem, "title") and len(detail) <= _length(
        AgendaItem, "detail"
    )
    return Step(minutes, title, detail) if fits and title and 0 < minutes <= LONGEST_STEP else None


def _length(model: type[AgendaItem | ChecklistItem], name: str) -> int:
    return int(model._meta.get_field(name).max_length or 0)  # type: ignore[union-attr]  # a CharField
