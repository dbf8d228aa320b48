"""Reading what people wrote by keyboard, and copying a quote."""

import pytest
from playwright.sync_api import expect

from surveys.results import services
from tests.surveys.results.spoken import say, survey

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def answers(state_admin):
    given = survey({"Maple ESC": {"Fallow Local": {"Kettle School": (45, 57), "Gull": (30, 40)}}})
    say(given.units_by_name["Gull"], "Alpha", "Beta", "Gamma")
    services.set_words_apart(given)
    return list(given.open_answers.order_by("pk"))


def address(answer):
    return f"/surveys/{answer.administration_id}/words/{answer.pk}/"


def test_arrow_keys_lead_to_the_next_answer_and_back(browse, state_admin, answers, live_server):
    page = browse(state_admin)
    page.goto(address(answers[0]))

    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(live_server.url + address(answers[1]))
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(live_server.url + address(answers[2]))
    page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(live_server.url + address(answers[1]))


def test_arrows_in_a_field_move_the_cursor(browse, state_admin, answers, live_server):
    page = browse(state_admin)
    page.goto(address(answers[0]))
    field = page.get_by_label("As it may be published")
    field.focus()

    page.keyboard.press("ArrowRight")
    page.keyboard.type("!")

    expect(page).to_have_url(live_server.url + address(answers[0]))
    expect(field).not_to_have_value(answers[0].text)


def test_a_verdict_by_keyboard_leads_on_and_the_toast_undoes_it(
    browse, state_admin, answers, live_server
):
    page = browse(state_admin)
    page.goto(address(answers[0]))

    page.get_by_role("button", name="Publish", exact=True).press("Enter")
    expect(page).to_have_url(live_server.url + address(answers[1]))
    page.get_by_role("button", name="Undo").press("Enter")

    expect(page).to_have_url(live_server.url + address(answers[0]))
    expect(page.locator(".pl-keyline .pl-chip")).to_have_text("Not read yet")


def test_a_quote_is_copied_as_text(browse, state_admin, quote):
    page = browse(state_admin, permissions=["clipboard-read", "clipboard-write"])
    page.goto("/quotes/")

    page.get_by_role("button", name="Copy as text").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "“More time” – Teacher"
