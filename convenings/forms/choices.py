"""What people may type about choice sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms

from convenings.models import ChoiceSession, Registration

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from convenings.models import Session

MOST_WISHES = 3
RANKS = {1: "First wish", 2: "Second wish", 3: "Third wish"}
BIGGEST_LOT = 9999


class ChoiceForm(forms.Form):
    """A breakout with seats of its own."""

    title = forms.CharField(max_length=120)
    round = forms.IntegerField(
        min_value=1,
        max_value=9,
        initial=1,
        help_text="Those of one round are held at the same time; people go to one of them.",
    )
    detail = forms.CharField(
        label="What it is about", max_length=300, required=False, widget=forms.Textarea
    )
    led_by = forms.CharField(label="Led by", max_length=120, required=False)
    room = forms.CharField(max_length=60, required=False)
    capacity = forms.IntegerField(
        label="Seats",
        required=False,
        min_value=1,
        max_value=5000,
        help_text="Empty when everybody fits.",
    )

    @staticmethod
    def as_typed(choice: ChoiceSession) -> dict[str, Any]:
        """A choice session as this form shows it."""
        names = ["title", "round", "detail", "led_by", "room", "capacity"]
        return {name: getattr(choice, name) for name in names}


class WishesForm(forms.Form):
    """First, second and third wish for each round; each choice once, and no gap."""

    says_what_is_optional = True  # the first answer of each list is no wish

    def __init__(
        self,
        *args: Any,
        rounds: Mapping[int, Sequence[ChoiceSession]],
        wished: Mapping[int, Sequence[int]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rounds = rounds
        several = len(rounds) > 1
        for number, choices in rounds.items():
            mine = wished.get(number, [])
            for rank in range(1, min(MOST_WISHES, len(choices)) + 1):
                field = forms.TypedChoiceField(
                    label=f"Round {number}: {RANKS[rank].lower()}" if several else RANKS[rank],
                    choices=[("", "No wish"), *((one.pk, str(one)) for one in choices)],
                    coerce=int,
                    empty_value=None,
                    required=False,
                    initial=mine[rank - 1] if rank <= len(mine) else "",
                )
                self.fields[_name(number, rank)] = field

    def clean(self) -> dict[str, Any]:
        """The same choice twice, or a second wish without a first, is asked about."""
        cleaned = super().clean() or {}
        for number in self.rounds:
            before: list[int | None] = []
            for rank in RANKS:
                name = _name(number, rank)
                if name not in self.fields:
                    break
                wished = cleaned.get(name)
                if wished is not None and wished in before:
                    self.add_error(name, "You wished for this above. Choose another, or no wish.")
                elif wished is not None and None in before:
                    self.add_error(name, "Fill in the wish above first.")
                before.append(wished)
        return cleaned

    def wishes(self) -> dict[int, list[ChoiceSession]]:
        """For each round the choices, wished most first."""
        return {number: list(self._of(number, choices)) for number, choices in self.rounds.items()}

    def _of(self, number: int, choices: Sequence[ChoiceSession]) -> list[ChoiceSession]:
        by_pk = {choice.pk: choice for choice in choices}
        given = [self.cleaned_data.get(_name(number, rank)) for rank in RANKS]
        return [by_pk[pk] for pk in given if pk is not None]


class AssignForm(forms.Form):
    """The number from which the lot is drawn."""

    seed = forms.IntegerField(
        label="Number of the lot",
        min_value=0,
        max_value=BIGGEST_LOT,
        help_text="Decides where wishes alone do not. The same number draws the same lot.",
    )


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """A seat, called by the person who has it."""

    def label_from_instance(self, obj: Registration) -> str:
        """The person's name."""
        return str(obj.person)


class MoveForm(forms.Form):
    """Who is put where by hand."""

    registration = PersonField(
        Registration.objects.none(), label="Person", empty_label="Choose a person"
    )
    choice = forms.ModelChoiceField(
        ChoiceSession.objects.none(), label="Goes to", required=False, empty_label="No place"
    )

    def __init__(self, *args: Any, session: Session, number: int, **kwargs: Any) -> None:
        kwargs["auto_id"] = f"round_{number}_%s"  # one such form per round on the page
        super().__init__(*args, **kwargs)
        seats = session.registrations.holding().select_related("person")
        person = cast("forms.ModelChoiceField[Registration]", self.fields["registration"])
        person.queryset = seats.order_by("person__last_name", "person__first_name", "pk")
        choice = cast("forms.ModelChoiceField[ChoiceSession]", self.fields["choice"])
        choice.queryset = session.choices.standing().filter(round=number)


def _name(number: int, rank: int) -> str:
    return f"round_{number}_wish_{rank}"
