"""What may be chosen on a results page; the address keeps it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import forms

from surveys.results.pages.sections import ORDERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import QueryDict

    from surveys.results.pages.readers import AskedItem


class ResultsChoice(forms.Form):
    """The item that groups are compared by, the groups, and the order of the items.

    Nothing else is offered, and nothing of it leaves anybody out of a figure: an address that asks
    for more, or for what there is not, shows the default (disclosure.md 4).
    """

    item = forms.ChoiceField(label="Item")
    by = forms.ChoiceField(label="Compare by")
    order = forms.ChoiceField(label="Order of items", choices=list(ORDERS.items()))

    def __init__(self, asked: QueryDict, items: Sequence[AskedItem], by: Mapping[str, str]) -> None:
        self.items = items
        offered = {"item": [item.code for item in items], "by": list(by), "order": list(ORDERS)}
        chosen = {
            name: value if (value := asked.get(name, "")) in codes else codes[0]
            for name, codes in offered.items()
        }
        super().__init__(chosen)
        titles = [(item.code, f"{item.code} {item.title}") for item in items]
        for name, choices in (("item", titles), ("by", list(by.items()))):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        if len(by) == 1:
            del self.fields["by"]

    @property
    def chosen(self) -> AskedItem:
        """The item asked for."""
        return next(item for item in self.items if item.code == self.data["item"])

    @property
    def split_by(self) -> str:
        """By what its figures are split."""
        return str(self.data["by"])

    @property
    def order_by(self) -> str:
        """The order asked for."""
        return str(self.data["order"])

    @property
    def rest(self) -> str:
        """The choice without the item, as links to other items carry it on."""
        return urlencode({"by": self.split_by, "order": self.order_by})

    @property
    def address(self) -> str:
        """The whole choice, as links to files and other places carry it on."""
        return urlencode({"item": self.data["item"], "by": self.split_by, "order": self.order_by})
