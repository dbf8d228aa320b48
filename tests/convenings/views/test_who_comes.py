"""Who comes, for organizers; questions; seats of a team; one person's place."""

import datetime as dt

import pytest
from django.urls import reverse

from convenings.models import Question, Registration
from core import clock
from messaging.models import Message
from network.models import Activity
from tests.factories.cohorts import TeamMembershipFactory
from tests.factories.convenings import QuestionFactory, RegistrationFactory, SessionFactory


def url(name, *args):
    return reverse(f"convenings:{name}", args=args)


def place(session, person):
    found = Registration.objects.filter(convening=session.convening_id, person=person).first()
    return (found.session.region, found.state) if found else None


@pytest.mark.parametrize("how_many", [1, 5])
def test_page_takes_the_same_queries_for_any_number_of_people(
    how_many, convening, specialist, signed_in, django_assert_num_queries
):
    question = QuestionFactory(convening=convening)
    for _ in range(how_many):
        membership = TeamMembershipFactory(team__cohort=convening.cohort)
        session = SessionFactory(convening=convening)
        seat = RegistrationFactory(session=session, person=membership.person)
        seat.answers.create(question=question, text="No nuts")
        seat.changes.create(session=session, after="registered", reason="Because")
    client = signed_in(specialist)
    client.get(url("registration", convening.pk))

    with django_assert_num_queries(22):
        # 3 for who asks, convening, 6 for sessions and one's own place, tabs, count, page, teams,
        # 4 for answers, look noted once a day, 3 for teams, changes
        page = client.get(url("registration", convening.pk))

    assert len(page.context["rows"]) == how_many


def test_organizers_see_who_comes_and_others_do_not(
    convening, north, team, specialist, team_member, signed_in
):
    coming = TeamMembershipFactory(team=team, person__last_name="Albright").person
    RegistrationFactory(session=north, person=coming)

    assert "Albright (North)" in signed_in(specialist).get(url("registration", convening.pk)).text
    assert signed_in(team_member).get(url("registration", convening.pk)).status_code == 404


def test_waitlist_stands_in_the_order_in_which_people_came(convening, north, specialist, signed_in):
    now = clock.now()
    first = RegistrationFactory(session=north, state="waiting", registered_at=now)
    RegistrationFactory(session=north)
    later = now + dt.timedelta(minutes=1)
    second = RegistrationFactory(session=north, state="waiting", registered_at=later)
    offered = RegistrationFactory(
        session=north, state="offered", offer_ends_at=later, registered_at=now
    )

    page = signed_in(specialist).get(url("registration", convening.pk), {"show": "waitlist"})

    assert [row.registration for row in page.context["rows"]] == [offered, first, second]


def test_people_are_found_by_name_and_session(convening, north, south, specialist, signed_in):
    ada = RegistrationFactory(session=north, person__first_name="Ada")
    bo = RegistrationFactory(session=south, person__first_name="Bo")
    client = signed_in(specialist)

    def found(**query):
        page = client.get(url("registration", convening.pk), query)
        return [row.registration for row in page.context["rows"]]

    assert found(q="ada") == [ada]
    assert found(session=south.pk) == [bo]
    assert found(session="x'") == [ada, bo]


def test_answers_are_asked_kept_and_shown_with_a_note_in_the_log(
    convening, north, team_member, specialist, signed_in
):
    food = QuestionFactory(convening=convening, kind="choices", options=["Vegan", "No nuts"])
    QuestionFactory(convening=convening, words="Anything else?", is_required=True)
    client = signed_in(team_member)
    assert url("register", north.pk) in client.get(convening.get_absolute_url()).text
    page = client.get(url("register", north.pk)).text
    assert "Only the organizers see your answer. It is deleted on" in page

    sent = {"answered": "on", f"question_{food.pk}": ["Vegan", "No nuts"]}
    refused = client.post(url("register", north.pk), sent)
    assert refused.status_code == 422
    assert refused.context["form"][f"question_{food.pk}"].value() == ["Vegan", "No nuts"]
    assert place(north, team_member.person) is None

    other = Question.objects.get(words="Anything else?")
    client.post(url("register", north.pk), {**sent, f"question_{other.pk}": "No"})

    assert place(north, team_member.person) == ("North", "registered")
    mine = client.get(url("register", north.pk)).context["form"][f"question_{food.pk}"]
    assert mine.value() == ["Vegan", "No nuts"]
    organizers = signed_in(specialist)
    [answered, _] = organizers.get(url("registration", convening.pk)).context["answers"]
    assert {given.text: given.count for given in answered.given} == {"Vegan": 1, "No nuts": 1}
    assert Activity.objects.filter(kind="view", actor=specialist.person).count() == 1
    csv = b"".join(organizers.get(url("seats-csv", convening.pk)).streaming_content).decode()
    assert "Vegan" not in csv
    assert team_member.person.last_name in csv


def test_plain_press_does_not_empty_answers_given_before(convening, north, team_member, signed_in):
    food = QuestionFactory(convening=convening, is_private=False)
    client = signed_in(team_member)
    client.post(url("register", north.pk), {"answered": "on", f"question_{food.pk}": "Rice"})

    client.post(url("register", north.pk))

    assert Registration.objects.get().answers.get().text == "Rice"


def test_required_question_is_not_passed_by_a_plain_press(convening, north, team_member, signed_in):
    QuestionFactory(convening=convening, is_required=True)

    assert signed_in(team_member).post(url("register", north.pk)).status_code == 422
    assert place(north, team_member.person) is None


def test_formula_in_a_name_is_no_formula_in_the_file(convening, north, specialist, signed_in):
    RegistrationFactory(session=north, person__last_name="=1+1")

    response = signed_in(specialist).get(url("seats-csv", convening.pk))

    assert "'=1+1" in b"".join(response.streaming_content).decode()


def test_lead_registers_the_whole_team_on_one_form(
    convening, north, south, team, team_lead, team_member, signed_in
):
    third = TeamMembershipFactory(team=team).person
    RegistrationFactory(session=north, person=third)
    people = {"lead": team_lead.person, "member": team_member.person, "third": third}
    client = signed_in(team_lead)
    address = url("team-seats", convening.pk, team.pk)
    assert f"Register everybody of {team}" in client.get(convening.get_absolute_url()).text
    assert client.get(address).status_code == 200

    page = client.post(
        address,
        {
            f"seat_{people['lead'].pk}": north.pk,
            f"seat_{people['member'].pk}": south.pk,
            f"seat_{third.pk}": "",
        },
        follow=True,
    )

    assert place(south, team_member.person) == ("South", "registered")
    assert place(north, third) == ("North", "cancelled")
    assert place(north, team_lead.person) == ("North", "registered")
    assert "given back" in page.text
    assert Message.objects.filter(to=team_member.person.email).count() == 1


def test_team_form_sent_twice_changes_nothing_twice(
    convening, south, team, team_lead, team_member, signed_in
):
    client = signed_in(team_lead)
    sent = {f"seat_{team_member.person.pk}": south.pk}
    for _ in range(2):
        client.post(url("team-seats", convening.pk, team.pk), sent)

    assert Message.objects.count() == 1
    assert Registration.objects.get().changes.count() == 1


def test_lead_is_told_who_keeps_a_seat_elsewhere(
    convening, north, south, team, team_lead, team_member, signed_in
):
    RegistrationFactory(session=north, person=team_member.person)
    RegistrationFactory(session=south)

    page = signed_in(team_lead).post(
        url("team-seats", convening.pk, team.pk),
        {f"seat_{team_member.person.pk}": south.pk},
        follow=True,
    )

    assert "South is full, so you keep your seat in North." in page.text
    assert place(north, team_member.person) == ("North", "registered")


def test_lead_cannot_register_somebody_else_or_elsewhere(
    convening, north, other_convening, team, team_lead, outsider, signed_in
):
    elsewhere = SessionFactory(convening=other_convening)
    client = signed_in(team_lead)
    address = url("team-seats", convening.pk, team.pk)

    client.post(address, {f"seat_{outsider.person.pk}": north.pk})
    refused = client.post(address, {f"seat_{team_lead.person.pk}": elsewhere.pk})

    assert refused.status_code == 422
    assert Registration.objects.count() == 0


def test_after_the_deadline_the_lead_finds_no_session_and_the_organizer_does(
    convening, north, team, team_lead, specialist, signed_in
):
    north.seats_close_at = clock.now() - dt.timedelta(hours=1)
    north.save()
    address = url("team-seats", convening.pk, team.pk)
    sent = {f"seat_{team_lead.person.pk}": north.pk}

    assert signed_in(team_lead).post(address, sent).status_code == 422
    signed_in(specialist).post(address, sent)

    assert place(north, team_lead.person) == ("North", "registered")


def test_registration_that_has_closed_is_refused_in_words(north, team_member, signed_in):
    north.seats_close_at = clock.now() - dt.timedelta(hours=1)
    north.save()
    client = signed_in(team_member)

    page = client.post(url("register", north.pk), follow=True)

    assert "Registration for North closed on" in page.text
    assert "Registration has closed" in client.get(url("register", north.pk)).text


def test_organizer_takes_a_seat_back_with_a_reason_that_is_kept(
    convening, north, specialist, signed_in
):
    seat = RegistrationFactory(session=north)
    waiting = RegistrationFactory(session=north, state="waiting")
    client = signed_in(specialist)
    assert client.post(url("seat", seat.pk), {"reason": ""}).status_code == 422

    client.post(url("seat", seat.pk), {"reason": "Moved to another school."})

    waiting.refresh_from_db()
    assert waiting.state == "offered"
    assert "Moved to another school." in client.get(url("seat", seat.pk)).text
    assert "Moved to another school." in client.get(url("registration", convening.pk)).text


def test_food_and_access_are_asked_with_one_press(convening, specialist, signed_in):
    client = signed_in(specialist)
    for _ in range(2):
        client.post(url("questions", convening.pk))

    assert [q.is_private for q in convening.questions.all()] == [True, True]
    assert "What food do you need?" in client.get(url("questions", convening.pk)).text


def test_question_with_a_list_needs_two_answers_and_keeps_what_was_typed(
    convening, specialist, signed_in
):
    sent = {"words": "Which bus?", "kind": "choice", "options": "Red", "keep_days": 14}
    client = signed_in(specialist)

    refused = client.post(url("question-new", convening.pk), sent)
    assert refused.status_code == 422
    assert "Enter at least two answers, one per line." in refused.text
    assert "Which bus?" in refused.text

    client.post(url("question-new", convening.pk), {**sent, "options": "Red\nBlue\n\nRed"})
    assert convening.questions.get().options == ["Red", "Blue"]


def test_promise_of_privacy_holds_while_there_are_answers(convening, north, specialist, signed_in):
    question = QuestionFactory(convening=convening)
    seat = RegistrationFactory(session=north)
    seat.answers.create(question=question, text="No nuts")
    sent = {"words": "Food?", "kind": "text", "keep_days": 300}

    signed_in(specialist).post(url("question", question.pk), sent)

    question.refresh_from_db()
    assert (question.words, question.is_private, question.keep_days) == ("Food?", True, 14)


def test_question_is_removed_and_brought_back(convening, specialist, signed_in):
    question = QuestionFactory(convening=convening)
    client = signed_in(specialist)

    page = client.post(url("question-remove", question.pk), follow=True)
    assert convening.questions.standing().count() == 0
    assert url("question-restore", question.pk) in page.text

    client.post(url("question-restore", question.pk))
    assert convening.questions.standing().count() == 1
