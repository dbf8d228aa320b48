"""How the log is narrowed; the choice lives in the address."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q

from core import clock
from core.forms import DateInput
from core.words import every_word, words_in
from network.models import Activity, Person

if TYPE_CHECKING:
    from django.contrib.contenttypes.models import ContentType

    from network.querysets.activity import ActivityQuerySet

A_DAY = dt.timedelta(days=1)
# Beyond them a day has no neighbor that a calendar can compute.
SENSIBLE = (MinValueValidator(dt.date(1990, 1, 1)), MaxValueValidator(dt.date(2200, 1, 1)))


class ActivityForm(forms.Form):
    """Words, who, what kind, about what, and a period with both days included."""

    q = forms.CharField(label="Words", required=False, widget=forms.TextInput({"type": "search"}))
    who = forms.CharField(label="Who did it", required=False)
    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[("", "All"), *Activity.Kind.choices]
    )
    about = forms.ChoiceField(label="About", required=False)
    since = forms.DateField(label="From", required=False, widget=DateInput, validators=SENSIBLE)
    until = forms.DateField(label="To", required=False, widget=DateInput, validators=SENSIBLE)

    def __init__(self, *args: Any, things: list[ContentType], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["about"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  as declared above
        field.choices = [("", "Everything"), *((str(kind.pk), kind.name) for kind in things)]

    def narrow(self, lines: ActivityQuerySet) -> ActivityQuerySet:
        """The lines that fit; what could not be read narrows nothing and is said at its field."""
        self.full_clean()
        asked = self.cleaned_data
        for word in words_in(asked.get("q", "")):
            lines = lines.filter(Q(summary__icontains=word) | Q(verb__icontains=word))
        if who := words_in(asked.get("who", "")):
            # SECURITY: by name alone, which the line shows. Who did it may be out of scope, and
            # their address would come out word by word.
            named = Person.objects.filter(every_word(who, "name_text"))
            lines = lines.filter(actor__in=named.values("pk"))
        if kind := asked.get("kind"):
            lines = lines.filter(kind=kind)
        if about := asked.get("about"):
            lines = lines.filter(content_type=about)
        if since := asked.get("since"):
            lines = lines.filter(at__gte=clock.on_day(since, hour=0))
        if until := asked.get("until"):
            lines = lines.filter(at__lt=clock.on_day(until + A_DAY, hour=0))
        return lines

    @property
    def is_narrowed(self) -> bool:
        """Whether the address narrows anything."""
        return any(self.data.get(name) for name in self.fields)
