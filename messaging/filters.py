"""How the outbox can be narrowed."""

import django_filters
from django.db.models import Q

from core import mail
from core.forms import DateInput
from messaging.models import Message


def _kinds() -> list[tuple[str, str]]:
    """The kinds that a page lists, by title."""
    unlisted = mail.unlisted_kinds()
    listed = [(kind.name, kind.title) for kind in mail.kinds() if kind.name not in unlisted]
    return sorted(listed, key=_title)


def _title(choice: tuple[str, str]) -> str:
    return choice[1]


class MessageFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    """By words in address or subject, state, kind, and the days on which they were written."""

    q = django_filters.CharFilter(label="Address or subject", method="holding")
    state = django_filters.ChoiceFilter(choices=Message.State.choices, empty_label="All")
    kind = django_filters.ChoiceFilter(choices=_kinds, empty_label="All")
    since = django_filters.DateFilter(
        label="Written since", field_name="created_at", lookup_expr="date__gte", widget=DateInput()
    )
    until = django_filters.DateFilter(
        label="Written until", field_name="created_at", lookup_expr="date__lte", widget=DateInput()
    )

    class Meta:
        model = Message
        fields = ["q", "state", "kind", "since", "until"]

    def holding(self, rows, name, value):  # type: ignore[no-untyped-def]  # as above
        return rows.filter(Q(to__icontains=value) | Q(subject__icontains=value))
