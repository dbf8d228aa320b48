from django.urls import reverse

from library.models import Resource
from messaging.models import Message

SUGGEST = reverse("library:resource-suggest")
FACTS = {"kind": "move", "title": "Gallery walk", "summary": "Helps.", "steps": "Walk\nTalk"}


def address(name, thing):
    return reverse(f"library:{name}", args=[thing.pk])


def test_a_member_suggests_and_staff_publishes(team_member, specialist, signed_in, client):
    member = signed_in(team_member)
    page = member.post(SUGGEST, FACTS, follow=True).text
    suggested = Resource.objects.get()
    assert "Not published yet" in page
    member.logout()
    assert client.get(suggested.get_absolute_url()).status_code == 404

    staff = signed_in(specialist)
    assert "Gallery walk" in staff.get(reverse("library:review")).text
    assert "Decide on “Gallery walk”" in staff.get(reverse("home")).text
    staff.post(address("resource-publish", suggested))
    staff.logout()

    assert client.get(suggested.get_absolute_url()).status_code == 200
    assert Message.objects.get().to == team_member.person.email


def test_what_staff_adds_is_published_at_once(specialist, signed_in):
    signed_in(specialist).post(SUGGEST, FACTS)

    assert Resource.objects.get().state == "published"


def test_declining_asks_for_a_reason_that_the_author_reads(suggestion, specialist, signed_in):
    staff = signed_in(specialist)
    refused = staff.post(address("resource-decline", suggestion), {"words": ""})
    assert refused.status_code == 422

    staff.post(address("resource-decline", suggestion), {"words": "It is there already."})

    author = signed_in(suggestion.suggested_by.user)
    assert "It is there already." in author.get(suggestion.get_absolute_url()).text


def test_who_decides_second_is_told(suggestion, specialist, esc_director, signed_in):
    signed_in(esc_director).post(address("resource-publish", suggestion))

    page = signed_in(specialist).post(
        address("resource-decline", suggestion), {"words": "No"}, follow=True
    )

    assert "Kettle cards is published already by Augusta" in page.text
    assert Resource.objects.get().state == "published"


def test_faults_are_said_and_what_was_typed_stays(team_member, signed_in):
    given = FACTS | {"steps": "", "url": "javascript:alert(1)", "minutes": "0"}

    answer = signed_in(team_member).post(SUGGEST, given)

    assert answer.status_code == 422
    assert "Write how the move goes, a step a line." in answer.text
    assert "Enter a valid URL" in answer.text
    assert "Gallery walk" in answer.text
    assert not Resource.objects.exists()


def test_staff_changes_and_the_log_says_what(move, specialist, signed_in):
    given = FACTS | {"title": "Slide walk", "audiences": ["staff"]}

    page = signed_in(specialist).post(address("resource-change", move), given, follow=True).text

    assert "Slide walk is changed." in page
    assert "Slide walk was changed." in page
    assert Resource.objects.get().audiences == ["staff"]


def test_what_is_removed_is_found_nowhere_until_it_is_brought_back(move, specialist, signed_in):
    staff = signed_in(specialist)
    page = staff.post(address("resource-remove", move), follow=True).text
    assert address("resource-restore", move) in page
    assert move not in staff.get(reverse("library:resources")).context["page"]
    assert "Gallery walk" in staff.get(reverse("library:review")).text
    staff.logout()
    assert staff.get(move.get_absolute_url()).status_code == 404

    signed_in(specialist).post(address("resource-restore", move))

    assert Resource.objects.published().get() == move


def test_links_that_do_not_open_are_listed_for_staff(move, specialist, signed_in):
    Resource.objects.update(
        url="https://gone.example", link_state="broken", link_fault="Nothing is there any more."
    )

    page = signed_in(specialist).get(reverse("library:review")).text

    assert "https://gone.example" in page
    assert "Nothing is there any more." in page
