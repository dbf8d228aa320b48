"""The editor of forms by mouse, by keyboard, and on the phone beside it."""

import pytest
from playwright.sync_api import expect

from tests.browser.looking import faults_on
from tests.surveys.instruments.forms import form, order_of, section_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(state_admin):
    return form({"Practice": ["Q1", "Q2", "Q3"], "Support": ["Q4"], "Empty": []})


@pytest.fixture
def page(browse, state_admin, draft):
    page = browse(state_admin, viewport={"width": 1280, "height": 1400})
    page.goto(f"/instruments/{draft.pk}/edit/")
    return page


def item(page, code):
    return page.locator("[data-item]", has_text=f"· {code} ·")


def drag(page, code, target):
    """By the handle to the lower half of a place."""
    handle = item(page, code).locator("[data-handle]")
    handle.scroll_into_view_if_needed()
    start = handle.bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    for part in (0.4, 0.8, 1, 1):  # on the way the target moves as well
        end = target.bounding_box()
        y = start["y"] + (end["y"] + end["height"] * 0.8 - start["y"]) * part
        page.mouse.move(start["x"] + 60, y)
    with page.expect_response(lambda response: response.url.endswith("/move/")):
        page.mouse.up()


def test_a_question_is_dragged_to_another_section(page, draft):
    drag(page, "Q1", item(page, "Q4"))

    expect(page.locator("#said")).to_have_text("Q1 moved. It is number 2 of Support now.")
    assert order_of(draft) == {"Practice": ["Q2", "Q3"], "Support": ["Q4", "Q1"], "Empty": []}


def test_a_question_is_dragged_into_an_empty_section(page, draft):
    empty = section_of(draft, "Empty")
    drag(page, "Q4", page.locator(f"#section-{empty.pk} .pl-panel__foot"))

    expect(page.locator("#said")).to_have_text("Q4 moved. It is number 1 of Empty now.")
    assert order_of(draft)["Empty"] == ["Q4"]


def test_escape_leaves_a_dragged_question_where_it_was(page, draft):
    start = item(page, "Q1").locator("[data-handle]").bounding_box()
    end = item(page, "Q3").bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 60, end["y"] + 30, steps=4)
    page.keyboard.press("Escape")
    page.mouse.up()

    codes = page.locator("[data-item] .pl-caption").all_inner_texts()
    assert [words.split(" · ")[1] for words in codes] == ["Q1", "Q2", "Q3", "Q4"]
    assert order_of(draft)["Practice"] == ["Q1", "Q2", "Q3"]


def test_by_keyboard_the_focus_stays_on_the_question(page, draft):
    item(page, "Q3").get_by_role("link").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#said")).to_have_text("Q3 moved. It is number 2 of Practice now.")
    expect(item(page, "Q3").get_by_role("button", name="Move Q3 up")).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_have_text("Q3 moved. It is number 1 of Practice now.")

    assert order_of(draft)["Practice"] == ["Q3", "Q1", "Q2"]


def test_the_phone_follows_each_change(page, draft):
    phone = page.frame_locator("[data-look]")
    first = phone.locator("fieldset.pl-question").first
    expect(first).to_contain_text("Wording of Q1.")

    item(page, "Q1").get_by_role("button", name="Move Q1 down").click()
    expect(first).to_contain_text("Wording of Q2.")

    page.get_by_role("link", name="Show Support on the phone").click()
    expect(first).to_contain_text("Wording of Q4.")


def test_removing_is_undone_from_the_toast(page, draft):
    item(page, "Q2").get_by_role("button", name="Remove Q2").click()
    expect(page.get_by_role("heading", name="Removed")).to_be_visible()

    page.get_by_role("button", name="Undo").click()

    expect(page.get_by_text("Q2 is back in Practice.")).to_be_visible()
    assert order_of(draft)["Practice"] == ["Q1", "Q2", "Q3"]


def test_the_answers_of_a_condition_come_once_its_question_is_chosen(page, draft):
    item(page, "Q4").get_by_role("link").click()
    page.get_by_label("Asked only if").select_option("Q1")
    page.locator("#conditions label", has_text="Strongly agree").click()
    page.get_by_role("button", name="Save").click()

    expect(item(page, "Q4")).to_contain_text("asked if Q1 is 4")


def test_without_javascript_the_buttons_move(browse, state_admin, draft):
    page = browse(state_admin, java_script_enabled=False)
    page.goto(f"/instruments/{draft.pk}/edit/")
    item(page, "Q1").get_by_role("button", name="Move Q1 down").click()

    assert order_of(draft)["Practice"] == ["Q2", "Q1", "Q3"]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("address", ["edit/", "", "facts/", "changes/", "bank/", "sections/new/"])
def test_pages_of_the_editor_have_no_fault_and_no_sideways_scroll(
    browse, state_admin, draft, width, address
):
    page = browse(state_admin, viewport={"width": width, "height": 800})
    page.goto(f"/instruments/{draft.pk}/{address}")

    assert faults_on(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
