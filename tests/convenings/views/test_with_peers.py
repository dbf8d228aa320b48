import datetime as dt

import pytest
from django.urls import reverse

from accounts.services import account_for
from cohorts.models import Offering
from convenings.models import Registration
from core import clock
from network.services.people import person_behind
from tests.factories.cohorts import CohortFactory
from tests.factories.convenings import ConveningFactory, SessionFactory


@pytest.fixture
def open_session(center):
    """Of a cohort that people join alone, in a week."""
    cohort = CohortFactory(name="EXPLORE 2024", home=center)
    Offering.objects.filter(pk=cohort.offering_id).update(unit="person")
    start = clock.now() + dt.timedelta(days=7)
    return SessionFactory(
        convening=ConveningFactory(cohort=cohort, topic="Goal cards"),
        starts_at=start,
        ends_at=start + dt.timedelta(hours=1),
    )


@pytest.fixture
def alone(db):
    """Somebody who began EXPLORE with an address and nothing else."""
    user = account_for("ana.ortiz@elsewhere.example")
    person_behind(user, first_name="Ana", last_name="Ortiz")
    return user


def beside(module):
    return reverse("convenings:with-peers", args=[module.pk])


def test_open_sessions_stand_beside_a_module_for_everybody(client, module, open_session, session):
    shown = client.get(beside(module))

    assert "Goal cards" in shown.text
    assert session.convening.topic not in shown.text
    assert "begin with your e-mail" in shown.text
    assert beside(module) in client.get(module.get_absolute_url()).text


def test_beside_a_module_nothing_stands_while_nothing_is_planned(client, module):
    assert client.get(beside(module), headers={"HX-Request": "true"}).text.strip() == ""


def test_whoever_is_known_registers_without_a_team(alone, open_session, session, signed_in):
    browser = signed_in(alone)

    sent = browser.post(reverse("convenings:register", args=[open_session.pk]))

    assert sent.url == open_session.convening.get_absolute_url()
    assert Registration.objects.get().person == alone.person
    assert browser.get(sent.url).status_code == 200
    assert browser.post(reverse("convenings:register", args=[session.pk])).status_code == 404


def test_open_sessions_are_not_put_on_everybodys_day(alone, open_session, signed_in):
    assert "Register for" not in signed_in(alone).get(f"{reverse('home')}?all").text
