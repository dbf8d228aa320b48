from django.urls import reverse

from convenings import services
from convenings.models import Facilitator, Session
from core import clock
from tests.factories.convenings import SessionFactory

DOOR = Facilitator.Duty.DOOR


def test_somebody_with_a_duty_sees_and_checks_in_and_after_removal_nothing_stays_but_the_name(
    convening, outsider, signed_in
):
    session = SessionFactory(convening=convening, starts_at=clock.now())  # it runs now
    client = signed_in(outsider)
    page = reverse("convenings:session", args=[session.pk])
    door = reverse("convenings:attendance", args=[session.pk])
    assert client.get(page).status_code == 404

    added = services.add_facilitator(session, person=outsider.person, duty=DOOR, by=None)
    assert client.get(page).status_code == 200
    assert client.get(door).status_code == 200

    services.remove_facilitator(added, by=None)
    services.remove_facilitator(added, by=None)
    assert client.get(page).status_code == 404
    assert client.get(door).status_code == 404
    assert not Session.objects.checked_in_by(outsider).exists()
    assert session.facilitators.get().person == outsider.person


def test_whoever_was_removed_comes_back_with_the_new_duty(session, outsider):
    person = outsider.person
    first = services.add_facilitator(session, person=person, duty=DOOR, by=None)
    services.remove_facilitator(first, by=None)

    again = services.add_facilitator(session, person=person, duty=Facilitator.Duty.LEAD, by=None)

    assert again.pk == first.pk
    assert (again.removed_at, again.duty) == (None, "lead")
