"""A team's charter: read, written by several, nothing lost."""

import pytest
from django.urls import reverse

from cohorts.models import TeamCharter

EMPTY = {"cadence": "", "meeting_times": "", "norms": "", "roles": "", "agreed_on": ""}


@pytest.fixture
def url(team):
    return reverse("cohorts:charter-change", args=[team.pk])


def sent(opened_with, **typed):
    """What a browser sends: the fields, and what each was opened with."""
    before = {f"initial-{name}": value for name, value in (EMPTY | opened_with).items()}
    return EMPTY | opened_with | typed | before


def test_a_team_writes_its_charter_and_reads_it(team_member, team, url, signed_in):
    client = signed_in(team_member)

    answer = client.post(url, sent({}, cadence="Every other Tuesday", norms="One\r\nTwo"))

    assert answer.url == reverse("cohorts:charter", args=[team.pk])
    text = client.get(answer.url).text
    assert "Every other Tuesday" in text
    assert "Draft, not agreed yet" in text
    charter = TeamCharter.objects.get()
    assert (charter.norms, charter.revision) == ("One\nTwo", 1)
    assert charter.changed_by == team_member.person


def test_parts_that_two_people_wrote_at_once_go_together(
    team_member, team_lead, team, url, signed_in
):
    signed_in(team_lead).post(url, sent({}, cadence="Weekly"))
    signed_in(team_member).post(url, sent({}, norms="Listen first"))

    charter = TeamCharter.objects.get()
    assert (charter.cadence, charter.norms) == ("Weekly", "Listen first")


def test_the_second_to_write_the_same_part_sees_both_and_chooses(
    team_member, team_lead, team, url, signed_in
):
    signed_in(team_lead).post(url, sent({}, norms="Listen first", cadence="Weekly"))
    client = signed_in(team_member)

    clash = client.post(url, sent({}, norms="Speak up", roles="Odell writes"))

    assert clash.status_code == 422
    assert "Listen first" in clash.text
    assert "Speak up" in clash.text
    assert TeamCharter.objects.get().norms == "Listen first"

    again = {**clash.context["form"].data, "norms": "Listen first, then speak up"}
    assert client.post(url, again).status_code == 302
    charter = TeamCharter.objects.get()
    assert charter.norms == "Listen first, then speak up"
    assert (charter.cadence, charter.roles) == ("Weekly", "Odell writes")


def test_the_page_carries_what_it_was_opened_with(team_member, team, url, signed_in):
    TeamCharter.objects.create(team=team, norms="Listen first")

    text = signed_in(team_member).get(url).text

    assert 'name="initial-norms" value="Listen first"' in text


def test_saving_twice_writes_once(team_member, team, url, signed_in):
    client = signed_in(team_member)
    for _ in range(2):
        client.post(url, sent({}, norms="Listen first"))

    assert TeamCharter.objects.get().revision == 1


def test_an_agreed_charter_is_no_longer_among_the_next_things(team_member, team, signed_in):
    client = signed_in(team_member)
    assert "Write the team charter" in client.get(team.get_absolute_url()).text

    charter = TeamCharter.objects.create(team=team, norms="Listen first")
    assert "Agree on the team charter" in client.get(team.get_absolute_url()).text

    charter.agreed_on = "2025-10-01"
    charter.save()
    assert "team charter" not in client.get(team.get_absolute_url()).text


@pytest.mark.parametrize("who", ["school_leader", "partner_facilitator"])
def test_others_read_and_do_not_write(request, who, team, url, signed_in):
    client = signed_in(request.getfixturevalue(who))

    assert client.get(reverse("cohorts:charter", args=[team.pk])).status_code == 200
    assert client.post(url, sent({}, norms="Mine")).status_code == 404
