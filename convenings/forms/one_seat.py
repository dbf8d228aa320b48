"""What organizers type to register one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms

from cohorts.models import TeamMembership
from convenings.models import Registration, Session
from convenings.pages.one_seat import Found, seats_in_words
from network.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from convenings.models import Convening


class OneSeatForm(forms.Form):
    """Somebody of the cohort, and the session in which they get a place.

    Anybody of the cohort may be sent, so that a second press of the button finds what the first
    one did; only those without a place are offered.
    """

    person = forms.ModelChoiceField(
        Person.objects.none(), label="Who", widget=forms.RadioSelect, empty_label=None
    )
    session = forms.ModelChoiceField(
        Session.objects.none(),
        label="Session",
        widget=forms.RadioSelect,
        empty_label=None,
        help_text="Where no seat is free, the person joins the waitlist.",
    )

    def __init__(
        self,
        *args: Any,
        convening: Convening,
        found: Found,
        sessions: Iterable[Session],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.convening = convening
        members = TeamMembership.objects.current().filter(team__cohort=convening.cohort_id)
        person, session = (
            cast("forms.ModelChoiceField[Any]", self.fields[name]) for name in ("person", "session")
        )
        person.queryset = Person.objects.filter(pk__in=members.values("person"))
        session.queryset = convening.sessions.upcoming()
        offered = [(one.pk, f"{one.region}, {one.when}: {seats_in_words(one)}") for one in sessions]
        _offer(person, [(member.person.pk, member.words) for member in found.members])
        _offer(session, offered)
        if len(offered) == 1:
            session.initial = offered[0][0]

    def clean(self) -> dict[str, Any]:
        """A place in another session is moved on the person's own page, knowingly."""
        cleaned = super().clean() or {}
        person, session = cleaned.get("person"), cleaned.get("session")
        if person is None or session is None:
            return cleaned
        elsewhere = Registration.objects.standing().filter(convening=self.convening, person=person)
        held = elsewhere.exclude(session=session).select_related("session").first()
        if held is not None:
            region = held.session.region
            self.add_error("person", f"{person} has a place in {region}. Take that back first.")
        return cleaned


def _offer(field: forms.ModelChoiceField[Any], choices: list[tuple[int, str]]) -> None:
    widget = cast("forms.RadioSelect", field.widget)
    widget.choices = choices
