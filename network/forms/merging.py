"""Two records side by side: whose value goes on, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms

from network.models import Person
from network.services.merge_facts import fields_of, label_of

if TYPE_CHECKING:
    from network.models import Organization
    from network.services.merge_facts import Side


class Row(NamedTuple):
    """One field of both records; `field` is there only where they differ."""

    label: str
    left: str
    right: str
    field: forms.BoundField | None


class MergeForm(forms.Form):
    """What differs between two records is chosen; what is the same, or empty on one side, is not.

    Left and right are as the page shows them. `keep` says which record goes on.
    """

    keep = forms.ChoiceField(
        choices=[("left", "left"), ("right", "right")], widget=forms.HiddenInput
    )

    def __init__(
        self,
        *args: Any,
        left: Person | Organization,
        right: Person | Organization,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.left, self.right = left, right
        self.facts = {
            name: (_in_words(left, name), _in_words(right, name)) for name in fields_of(left)
        }
        for name, (ours, theirs) in self.facts.items():
            if ours and theirs and ours != theirs:
                self.fields[name] = _choice(_label(left, name), ours, theirs)
        if isinstance(left, Person) and isinstance(right, Person) and left.user and right.user:
            works = "left" if left.user.is_active or not right.user.is_active else "right"
            self.fields["account"] = _choice("Signs in as", str(left.user), str(right.user), works)
            self.facts["account"] = (str(left.user), str(right.user))

    @property
    def rows(self) -> list[Row]:
        """Every field that at least one of the two has."""
        return [
            Row(_label(self.left, name), *both, self[name] if name in self.fields else None)
            for name, both in self.facts.items()
            if any(both)
        ]

    @property
    def pair(self) -> tuple[Any, Any]:
        """The record that goes on, and the one that becomes its alias."""
        both = (self.left, self.right)
        return both if self.cleaned_data["keep"] == "left" else both[::-1]

    @property
    def values(self) -> dict[str, Side]:
        """Whose value goes on: the chosen one, or the only one there is."""
        chosen = {name: self._side_of(name) for name in self.facts if name != "account"}
        return {name: side for name, side in chosen.items() if side == "gone"}

    @property
    def account(self) -> Side | None:
        """Whose account signs in; nothing where at most one has one."""
        return self._side_of("account") if "account" in self.fields else None

    def _side_of(self, name: str) -> Side:
        only = "left" if self.facts[name][0] else "right"
        chosen = self.cleaned_data.get(name) or (only if any(self.facts[name]) else None)
        return "kept" if chosen in (None, self.cleaned_data["keep"]) else "gone"


def _choice(label: str, left: str, right: str, initial: str = "left") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("left", left), ("right", right)],
        initial=initial,
        widget=forms.RadioSelect,
    )


def _label(record: Person | Organization, name: str) -> str:
    words = "signs in as" if name == "account" else label_of(record, name)
    return words[:1].upper() + words[1:]


def _in_words(record: Person | Organization, name: str) -> str:
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
