"""What people may type about instruments, one file per noun."""

from surveys.instruments.forms.instruments import CloneForm, FactsForm, NewInstrumentForm
from surveys.instruments.forms.items import ItemForm
from surveys.instruments.forms.lists import ListForm
from surveys.instruments.forms.sections import SectionForm

__all__ = ["CloneForm", "FactsForm", "ItemForm", "ListForm", "NewInstrumentForm", "SectionForm"]
