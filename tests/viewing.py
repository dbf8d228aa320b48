"""Viewing as somebody else, for tests."""

from django.test import Client
from django.urls import reverse


def view_as(viewer, person, reason="They asked about their list"):
    """A client of `viewer`, signed in as the demo does, who views as `person` from now on."""
    client = Client()
    client.force_login(viewer)
    session = client.session
    session["demo_sign_in"] = True
    session.save()
    answer = client.post(reverse("network:view-as", args=[person.pk]), {"reason": reason})
    assert answer.url == reverse("home")
    return client
