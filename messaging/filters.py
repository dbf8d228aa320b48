"""How the outbox can be narrowed."""

import django_filters

from messaging.models import Message


class MessageFilter(django_filters.FilterSet):  # type: ignore[misc]  # django-filter has no types
    """By state, and by words in address or subject."""

    state = django_filters.ChoiceFilter(choices=Message.State.choices, empty_label="All")
    q = django_filters.CharFilter(label="Address or subject", method="holding")

    class Meta:
        model = Message
        fields = ["q", "state"]

    def holding(self, rows, name, value):  # type: ignore[no-untyped-def]  # as above
        return rows.filter(to__icontains=value) | rows.filter(subject__icontains=value)
