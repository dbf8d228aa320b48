"""How the roster is narrowed, what is changed for the teams that are ticked, and words to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from cohorts.forms.shared import choose_from
from cohorts.milestones import BY_HAND
from cohorts.models import Enrollment, Milestone
from core import clock
from core.forms import DayField
from core.nonce import new_nonce
from network.forms.relations import Specialists, specialists_known_to
from network.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models import User
    from cohorts.models import Cohort

EVERYBODY, LEADS = "everybody", "leads"
LONGEST_WORDS = 4000


class RosterFilter(forms.Form):
    """By words, status and specialist; the choice lives in the address."""

    says_what_is_optional = True

    q = forms.CharField(label="Team or place", required=False, max_length=80)
    status = forms.ChoiceField(label="Status", required=False)
    specialist = forms.ChoiceField(label="Specialist", required=False)

    def __init__(
        self,
        *args: Any,
        counts: Iterable[tuple[str, str, int]],
        supporters: Iterable[Person] | None,
        **kwargs: Any,
    ) -> None:
        """`supporters` None leaves specialists out."""
        super().__init__(*args, **kwargs)
        choices = [(key, f"{title} ({count})") for key, title, count in counts]
        self.fields["status"].choices = [("", "All"), *choices]  # type: ignore[attr-defined]  # a ChoiceField
        if supporters is None:
            del self.fields["specialist"]
        else:
            named = [(str(person.pk), str(person)) for person in supporters]
            self.fields["specialist"].choices = [("", "All"), *named, ("nobody", "Nobody yet")]  # type: ignore[attr-defined]  # as above


class MarkForm(forms.Form):
    """A milestone that people mark, and when it was reached."""

    milestone = forms.ModelChoiceField(
        Milestone.objects.none(), label="Milestone reached", empty_label="Choose a milestone"
    )
    on = DayField(label="Reached on")

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "milestone", cohort.milestones.filter(rule=BY_HAND))
        self.fields["on"].initial = clock.today


class SupportForm(forms.Form):
    """Who supports the places of the teams from today on."""

    specialist = Specialists(Person.objects.none(), empty_label="Choose a specialist")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "specialist", specialists_known_to(user))


class StatusForm(forms.Form):
    """What becomes of the places of the teams from today on."""

    status = forms.ChoiceField(
        label="Status",
        choices=[
            ("", "Choose a status"),
            *(one for one in Enrollment.Status.choices if one[0] != Enrollment.Status.ACCEPTED),
        ],
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=300,
        help_text="Asked for when they pause or leave; it stays in the history.",
    )


class LetterForm(forms.Form):
    """A message to the people of teams."""

    to = forms.ChoiceField(
        label="Who gets it",
        choices=[(EVERYBODY, "Everybody in the teams"), (LEADS, "Team leads only")],
        widget=forms.RadioSelect,
        initial=EVERYBODY,
    )
    subject = forms.CharField(label="Subject", max_length=120)
    words = forms.CharField(
        label="Message", max_length=LONGEST_WORDS, widget=forms.Textarea(attrs={"rows": 8})
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput, initial=new_nonce)
