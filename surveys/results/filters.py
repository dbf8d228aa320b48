"""What may be chosen on a results page; the address keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from surveys.results.rows import ORDERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

    from surveys.results.readers import AskedItem


class ResultsChoice(forms.Form):
    """The item that places are compared by, and the order of the items.

    Roles are not offered: they are no declared margin of a release (disclosure.md 4). An address
    that names an unknown item shows the first one.
    """

    item = forms.ChoiceField(label="Item")
    order = forms.ChoiceField(label="Order", choices=list(ORDERS.items()))

    def __init__(self, asked: QueryDict, items: Sequence[AskedItem]) -> None:
        self.items = items
        codes = {item.code for item in items}
        code, order = asked.get("item", ""), asked.get("order", "")
        chosen = {
            "item": code if code in codes else items[0].code,
            "order": order if order in ORDERS else "asked",
        }
        super().__init__(chosen)
        field = self.fields["item"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(item.code, f"{item.code} {item.title}") for item in items]

    @property
    def chosen(self) -> AskedItem:
        """The item asked for."""
        return next(item for item in self.items if item.code == self.data["item"])

    @property
    def order_by(self) -> str:
        """The order asked for."""
        return str(self.data["order"])
