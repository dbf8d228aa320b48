"""What tests of an organization's pages ask again and again."""

import datetime as dt

from django.contrib.messages import get_messages
from django.urls import reverse

TODAY = dt.date(2026, 3, 2)


def address(name, thing):
    return reverse(f"network:{name}", args=[thing.pk])


def page_of(client, organization):
    return client.get(organization.get_absolute_url())


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def typed(form):
    """What a browser would send back for a form as it is drawn."""
    return {name: form[name].value() or "" for name in form.fields}
