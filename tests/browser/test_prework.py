"""Pre-work on a phone: kept while somebody types, told when it is not, and tried again."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from convenings.models import PartAnswer
from tests.browser.answering import PHONE
from tests.browser.looking import faults_on

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def phone(browse, state_agency, prework_part, team, team_member):
    """The form of Kettle's team on a member's phone."""
    page = browse(team_member, **PHONE)
    page.goto(
        reverse("convenings:prework-answer", args=[prework_part.prework.convening_id, team.pk])
    )
    return page


def test_what_is_typed_is_kept_and_two_choices_make_it_done(phone):
    phone.locator("label", has_text="Visit a school").first.click()
    how = phone.get_by_label("How could your team use a version of it? Visit a school")
    how.fill("Four colleagues in May.")
    expect(phone.locator("#saved")).to_contain_text("Saved")
    assert faults_on(phone) == []

    phone.get_by_role("button", name="We are done").click()
    expect(phone.get_by_role("link", name="Ways to spread it: Choose at least 2.")).to_be_visible()
    expect(how).to_have_value("Four colleagues in May.")

    phone.get_by_label("Idea 1 (optional)").fill("A night of questions")
    phone.get_by_label("How could your team use it? Idea 1").fill("Families ask.")
    phone.get_by_role("button", name="We are done").click()
    expect(phone.get_by_text("The pre-work is done.")).to_be_visible()


def test_without_a_network_the_page_says_so_and_tries_again(phone):
    phone.locator("label", has_text="Form a vanguard team").first.click()
    expect(phone.locator("#saved")).to_contain_text("Saved")

    phone.context.set_offline(True)
    how = phone.get_by_label("How could your team use a version of it? Form a vanguard team")
    how.fill("We ask for volunteers.")
    expect(phone.locator("#saved")).to_contain_text("Not saved: no connection.")

    phone.context.set_offline(False)
    expect(phone.locator("#saved")).to_contain_text("Saved", timeout=15_000)
    assert list(PartAnswer.objects.get().how.values()) == ["We ask for volunteers."]


def test_two_phones_in_one_part_are_told(phone, browse, team_lead):
    other = browse(team_lead, **PHONE)
    other.goto(phone.url)
    other.locator("label", has_text="Visit a school").first.click()
    expect(other.locator("#saved")).to_contain_text("Saved")

    phone.locator("label", has_text="Read a book together").first.click()

    expect(phone.get_by_text("was changed elsewhere while you typed")).to_be_visible()
    assert faults_on(phone) == []
    phone.get_by_role("button", name="Keep mine").click()
    expect(phone.get_by_text("Your answers are saved.")).to_be_visible()
    expect(phone.get_by_label("Read a book together", exact=True)).to_be_checked()
