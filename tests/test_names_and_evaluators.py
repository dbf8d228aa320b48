"""Evaluators take out figures and know nobody by name: no page of theirs names anybody else."""

from django.urls import reverse

from network.models import Person
from network.services import activity
from tests.factories.convenings import AttendanceFactory, RegistrationFactory
from tests.factories.network import SupportAssignmentFactory
from tests.test_every_door import DOORS, PEOPLE, argument_of, knocking

EVALUATOR = PEOPLE.index("evaluator")
# The demo's list and letters are of fictional people; a personal link is for whoever has it, and
# the code of a certificate for whoever was shown the paper.
NOT_ASKED = {
    "demo-sign-in",
    "demo-mail",
    "demo-mailbox",
    "styleguide",
    "network:welcome",
    "convenings:certificate",
    "library:certificate",
}
OPEN = sorted(
    (name, door.args)
    for name, door in DOORS.items()
    if door.who[EVALUATOR] == "O" and name not in NOT_ASKED
)


def test_an_evaluator_reads_no_name(request, db):
    everybody = {who: request.getfixturevalue(who) for who in PEOPLE[1:]}
    things = {fixture: request.getfixturevalue(fixture) for one in OPEN for fixture in one[1]}
    by = everybody["esc_director"].person
    for named in ("district", "school", "team", "cohort", "convening"):
        activity.record(request.getfixturevalue(named), "changed", f"{by} invited {by}.", by=by)
    for place in ("district", "school"):
        SupportAssignmentFactory(
            organization=request.getfixturevalue(place), specialist=everybody["specialist"].person
        )
    request.getfixturevalue("shared_view")
    request.getfixturevalue("move_use")
    request.getfixturevalue("wish_for_contact")
    member, session = everybody["team_member"].person, request.getfixturevalue("session")
    RegistrationFactory(session=session, person=member)
    AttendanceFactory(session=session, person=member)
    others = Person.objects.exclude(pk=everybody["evaluator"].person.pk)
    words = {word for one in others for word in (str(one), one.email) if word}

    told = {}
    browser = knocking(everybody["evaluator"])
    for name, fixtures in OPEN:
        args = [argument_of(things[fixture]) for fixture in fixtures]
        answer = browser.get(reverse(name, args=args))
        body = (b"".join(answer) if answer.streaming else answer.content).decode(errors="replace")
        if said := sorted(word for word in words if word in body):
            told[name] = said

    assert told == {}
