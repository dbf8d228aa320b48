import pytest
from django.urls import reverse

from convenings import services
from convenings.models import ChoiceSession
from tests.factories.convenings import ChoiceSessionFactory, RegistrationFactory


def url(name, *args):
    return reverse(f"convenings:{name}", args=args)


@pytest.fixture
def maps(session):
    return ChoiceSessionFactory(session=session, title="Maps", capacity=5)


@pytest.fixture
def garden(session):
    return ChoiceSessionFactory(session=session, title="School garden", capacity=1)


@pytest.mark.parametrize("how_many", [1, 6])
def test_page_takes_the_same_queries_for_any_number_of_people_and_choices(
    how_many, session, specialist, signed_in, django_assert_num_queries
):
    for _ in range(how_many):
        choice = ChoiceSessionFactory(session=session)
        seat = RegistrationFactory(session=session)
        seat.wishes.create(choice=choice, rank=1)
        seat.places.create(choice=choice, round=1)
    client = signed_in(specialist)
    client.get(url("choices", session.pk))

    with django_assert_num_queries(11):
        # 3 for who asks, session, choices, people, their teams, wishes, places, 2 for the form to
        # move somebody
        page = client.get(url("choices", session.pk))

    [(shown, _)] = page.context["rounds"]
    assert len(shown.goers) == how_many


def test_member_wishes_and_sees_place_and_rank(
    session, maps, garden, team_member, specialist, signed_in
):
    RegistrationFactory(session=session, person=team_member.person)
    client = signed_in(team_member)
    assert url("wishes", session.pk) in client.get(session.convening.get_absolute_url()).text

    sent = {"round_1_wish_1": garden.pk, "round_1_wish_2": maps.pk}
    client.post(url("wishes", session.pk), sent)
    page = client.get(url("wishes", session.pk))
    assert page.context["form"]["round_1_wish_2"].value() == maps.pk

    organizer = signed_in(specialist)
    told = organizer.post(url("choices-assign", session.pk, 1), {"seed": 5}, follow=True).text
    assert "Places given in round 1: 1." in told
    assert "First wish: <strong>1</strong>" in told
    shown = signed_in(team_member).get(url("wishes", session.pk)).text
    assert "your first wish" in shown
    assert "Keep my wishes" not in shown


def test_same_wish_twice_and_a_gap_are_asked_about(session, maps, garden, team_member, signed_in):
    RegistrationFactory(session=session, person=team_member.person)
    client = signed_in(team_member)

    twice = {"round_1_wish_1": maps.pk, "round_1_wish_2": maps.pk}
    refused = client.post(url("wishes", session.pk), twice)
    assert refused.status_code == 422
    assert "You wished for this above." in refused.text
    gap = client.post(url("wishes", session.pk), {"round_1_wish_2": maps.pk})
    assert "Fill in the wish above first." in gap.text


def test_who_has_no_seat_has_no_wishes(session, maps, team_member, signed_in):
    assert signed_in(team_member).get(url("wishes", session.pk)).status_code == 404


def test_organizer_adds_changes_and_removes_a_choice_session(session, specialist, signed_in):
    client = signed_in(specialist)
    sent = {"title": "Maps", "round": 1, "capacity": 5, "another": "yes"}
    assert client.post(url("choice-new", session.pk), sent).url == url("choice-new", session.pk)
    again = client.post(url("choice-new", session.pk), sent)
    assert "Round 1 has one of this title. Choose another." in again.text

    maps = ChoiceSession.objects.get()
    client.post(url("choice", maps.pk), {**sent, "room": "12"})
    maps.refresh_from_db()
    assert maps.room == "12"

    client.post(url("choice-remove", maps.pk))
    assert not ChoiceSession.objects.standing().exists()


def test_removed_choice_session_comes_back_with_its_wishes(
    session, maps, garden, team_member, specialist, signed_in
):
    seat = RegistrationFactory(session=session, person=team_member.person)
    seat.wishes.create(choice=maps, rank=1)
    seat.wishes.create(choice=garden, rank=2)
    client = signed_in(specialist)
    change, undo = url("choice", maps.pk), url("choice-restore", maps.pk)
    assert f'href="{change}"' in client.get(url("choices", session.pk)).text

    page = client.post(url("choice-remove", maps.pk), follow=True).text
    assert f'action="{undo}"' in page
    assert f'href="{change}"' not in page
    assert client.get(change).status_code == 404
    assert "Maps" not in signed_in(team_member).get(url("wishes", session.pk)).text

    client = signed_in(specialist)
    for _ in range(2):
        assert "Maps is offered again." in client.post(undo, follow=True).text
    form = signed_in(team_member).get(url("wishes", session.pk)).context["form"]
    assert form["round_1_wish_1"].value() == maps.pk


def test_nobody_is_asked_to_wish_once_the_only_choice_session_is_removed(
    session, maps, team_member, specialist, signed_in
):
    RegistrationFactory(session=session, person=team_member.person)
    wishes = url("wishes", session.pk)
    pages = [session.convening.get_absolute_url(), "/home/"]
    client = signed_in(team_member)
    assert [wishes in client.get(page).text for page in pages] == [True, True]

    signed_in(specialist).post(url("choice-remove", maps.pk))

    client = signed_in(team_member)
    assert [wishes in client.get(page).text for page in pages] == [False, False]


def test_removed_choice_session_is_no_wish(
    session, maps, garden, team_member, specialist, signed_in
):
    seat = RegistrationFactory(session=session, person=team_member.person)
    seat.wishes.create(choice=maps, rank=1)
    services.remove_choice(maps, by=None)

    assert url("wishes", session.pk) in signed_in(team_member).get("/home/").text
    page = signed_in(specialist).get(url("choices", session.pk))
    [(one, _)] = page.context["rounds"]
    assert one.wishers == 0


def test_choice_session_whose_title_was_taken_does_not_come_back(
    session, maps, specialist, signed_in
):
    client = signed_in(specialist)
    client.post(url("choice-remove", maps.pk))
    client.post(url("choice-new", session.pk), {"title": "Maps", "round": 1})

    page = client.post(url("choice-restore", maps.pk), follow=True).text

    assert "Round 1 has one of this title." in page
    assert ChoiceSession.objects.standing().count() == 1


def test_organizer_moves_somebody_by_hand_and_a_full_one_is_refused_in_words(
    session, garden, specialist, signed_in
):
    first, second = RegistrationFactory.create_batch(2, session=session)
    client = signed_in(specialist)
    address = url("choices-move", session.pk, 1)
    client.post(address, {"registration": first.pk, "choice": garden.pk})

    page = client.post(address, {"registration": second.pk, "choice": garden.pk}, follow=True)

    assert "School garden is full: 1 of 1. Move somebody out first." in page.text
    assert garden.places.get().registration == first
    wrong = client.post(address, {"registration": "0", "choice": garden.pk}, follow=True)
    assert "Choose a person who comes and where they go." in wrong.text


def test_file_says_who_goes_where_and_which_wish_it_was(session, maps, specialist, signed_in):
    seat = RegistrationFactory(session=session, person__last_name="Albright")
    seat.wishes.create(choice=maps, rank=1)
    seat.places.create(choice=maps, round=1)

    response = signed_in(specialist).get(url("choices-csv", session.pk))

    [head, line] = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert head == "Last name,First name,School,Team,Round,Choice session,Room,Wish"
    assert line.startswith("Albright,")
    assert line.endswith("1,Maps,,first wish")
