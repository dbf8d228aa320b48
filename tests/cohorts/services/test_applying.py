import datetime as dt

import pytest

from cohorts.models import Application
from cohorts.rules import states
from cohorts.services import applying as services
from cohorts.services.submission import withdraw_application
from core import clock
from messaging.models import Message
from network.models import Activity
from tests.factories.cohorts import OfferingFactory
from tests.factories.network import DistrictFactory, PersonFactory, SchoolFactory


@pytest.fixture
def ada(db):
    return PersonFactory(first_name="Ada", last_name="Quill", email="ada@kettle.example")


def test_beginning_makes_a_draft_with_one_writer_and_a_first_step(open_offering, school, ada):
    application = services.begin_application(open_offering, place=school, by=ada)

    assert (application.state, application.place) == (states.DRAFT, school)
    assert [editor.person for editor in application.editors.all()] == [ada]
    assert [step.state for step in application.steps.all()] == [states.DRAFT]
    assert Activity.objects.filter(verb="began").count() == 1


def test_a_second_click_gets_the_same_draft(open_offering, school, ada):
    first = services.begin_application(open_offering, place=school, by=ada)

    assert services.begin_application(open_offering, place=school, by=ada) == first
    assert Application.objects.count() == 1


def test_a_place_has_one_application_and_its_writers_can_be_asked(open_offering, school, ada):
    other = PersonFactory(first_name="Bo", email="bo@kettle.example")
    first = services.begin_application(open_offering, place=school, by=ada)

    with pytest.raises(services.AppliedAlready) as refusal:
        services.begin_application(open_offering, place=school, by=other)
    services.ask_to_write(refusal.value.application, by=other)
    services.ask_to_write(refusal.value.application, by=other)

    assert refusal.value.application == first
    [letter] = Message.objects.filter(kind="cohorts/application-asks")
    assert letter.to == "ada@kettle.example"


def test_after_a_withdrawal_the_place_may_begin_again(open_offering, school, ada):
    first = services.begin_application(open_offering, place=school, by=ada)
    withdraw_application(first, by=ada)

    assert services.begin_application(open_offering, place=school, by=ada) != first


def test_a_closed_offering_takes_nobody_and_says_since_when(open_offering, school, ada):
    with (
        clock.at(clock.now() + dt.timedelta(days=60)),
        pytest.raises(services.ClosedOffering, match="closed on"),
    ):
        services.begin_application(open_offering, place=school, by=ada)


def test_an_offering_that_opens_later_says_when(launch_form):
    offering = OfferingFactory(
        form=launch_form, apply_from=clock.today() + dt.timedelta(days=3), apply_until=None
    )

    assert " open on " in services.why_closed(offering)


def test_only_what_the_offering_is_for_may_apply(open_offering, ada):
    with pytest.raises(services.ClosedPlace):
        services.begin_application(open_offering, place=DistrictFactory(), by=ada)


def test_a_closed_school_cannot_apply(open_offering, ada):
    with pytest.raises(services.ClosedPlace):
        services.begin_application(open_offering, place=SchoolFactory(status="closed"), by=ada)
