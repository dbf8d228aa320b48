"""What people may type at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms

from cohorts.models import DesignTeam

if TYPE_CHECKING:
    from cohorts.models import Cohort


class GuestForm(forms.Form):
    """Somebody who came and is not on the list."""

    first_name = forms.CharField(max_length=60)
    last_name = forms.CharField(max_length=60)
    email = forms.EmailField(
        label="E-mail address",
        help_text="So that one person is never counted twice, and can be asked how it was.",
    )
    team = forms.ModelChoiceField(
        DesignTeam.objects.none(), label="Came with", empty_label="Choose a team"
    )

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = cast("forms.ModelChoiceField[DesignTeam]", self.fields["team"])
        team.queryset = DesignTeam.objects.filter(cohort=cohort)
