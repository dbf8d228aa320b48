"""Results pages as somebody meets them who hears, prints or holds a phone."""

import datetime as dt
import re

import pytest
from django.conf import settings
from django.urls import reverse

from core import clock
from surveys.instruments.models import Scale
from surveys.results.models import Release, ReleasedUnit
from tests.browser.looking import faults_on
from tests.surveys.results.administrations import TIME, add_frame, administration, released
from tests.surveys.results.administrations import instrument_version as version

pytestmark = pytest.mark.django_db(transaction=True)

STAGES = ["Not started", "Exploring", "Trying in some rooms", "Routine for our team", "Spreading"]


@pytest.fixture
def survey(state_agency, center, district, school):
    """Two waves with an agreement item; the second also asks for a stage, and tells a scale."""
    places = {"Maple ESC": center, "Fallow Local": district, "Kettle School": school}
    schools = {"Fallow Local": {"Kettle School": (45, 57)}, "Gull Local": {"Gull School": (60, 80)}}
    form = version(TIME)
    before = administration(
        form, title="Spring 2023", wave="spring 2023",
        closes_at=clock.on_day(dt.date(2023, 5, 3)),
    )  # fmt: skip
    add_frame(before, {"Maple ESC": schools}, places)
    released(before)
    after = version(TIME)
    answers = Scale.objects.create(code="S5", name="Stage", labels=STAGES, favorable=[])
    after.sections.get().items.create(
        code="IMS01", position=2, slot=1, wording="Learner driven.", scale=answers
    )
    given = administration(after)
    given.frame = add_frame(
        given, {"Maple ESC": schools}, places, options=lambda n: (3, n - 23, 10, 6, 4)
    )
    released(given)
    Release.objects.filter(administration=given).update(
        scales=[{"code": "c", "name": "Conditions", "items": ["IMC01"], "points": 5}],
        roles=["Classroom teacher", "School leader"],
    )
    told = {"n": 105, "mean": 2.4, "sd": 0.9, "alpha": 0.8, "complete": 100}
    ReleasedUnit.objects.filter(release__administration=given).update(scales={"c": told})
    return given


@pytest.fixture
def visit(page, live_server, signed_in, state_viewer):
    """Open the service center's page as the state's viewer."""
    cookie = signed_in(state_viewer).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
    )

    def go(survey, query="", width=1280, place="Maple ESC"):
        page.set_viewport_size({"width": width, "height": 900})
        unit = survey.frame[place]
        address = reverse("surveys:results-unit", args=[survey.pk, unit.pk])
        page.goto(f"{live_server.url}{address}{query}")
        return page

    return go


def test_a_screen_reader_hears_a_chart_row_by_row_and_finds_its_table(survey, visit):
    page = visit(survey)
    panel = page.get_by_role(
        "region", name="Conditions, strongly disagree to strongly agree", exact=True
    )

    heard = panel.aria_snapshot()
    # In this order: what the panel is, what its colors mean, the item, its spread, its percent.
    said = [
        'heading "Conditions, strongly disagree to strongly agree" [level=2]',
        'list "Colors of the bars"',
        'list "Conditions, strongly disagree to strongly agree, item by item"',
        'heading "I have time during the school day to collaborate IMC01',
        "Strongly disagree 6%, disagree 56%, neither agree nor disagree 19%, agree 11%",
        "Agree or strongly agree: 19% , 95% interval 16–23",
        "Table of these numbers",
    ]
    places = [heard.find(words) for words in said]
    assert -1 not in places, heard
    assert places == sorted(places)
    # What is drawn is said in words, so the drawing itself is silent.
    assert panel.locator("svg.pl-bar:not([aria-hidden=true])").count() == 0
    assert "img" not in heard

    panel.get_by_text("Table of these numbers").first.click()
    table = panel.get_by_role(
        "table", name="Conditions, strongly disagree to strongly agree, Maple ESC"
    )
    heads = table.get_by_role("columnheader").all_inner_texts()
    assert heads[:5] == ["Item", "n", "Skipped", "Does not apply", "Strongly disagree"]
    row = table.get_by_role("row", name=re.compile("I have time"))
    assert row.get_by_role("rowheader").inner_text().startswith("I have time")
    assert row.get_by_role("cell").nth(0).inner_text() == "105"


@pytest.mark.parametrize("query", ["", "?item=IMS01", "?by=role", "?by=typology", "?by=level"])
def test_no_choice_has_an_accessibility_fault_or_scrolls_sideways(survey, visit, query):
    for width in (1280, 390):
        page = visit(survey, query, width)
        page.evaluate("document.querySelectorAll('main details').forEach((d) => d.open = true)")
        assert faults_on(page) == [], (query, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (query, width)


def test_a_choice_is_made_with_the_keyboard_and_stays_in_the_address(survey, visit):
    page = visit(survey)
    page.get_by_label("Compare by").select_option("School level")
    page.get_by_role("button", name="Show").press("Enter")
    page.wait_for_url(re.compile("by=level"))
    assert "covers 2 of 2 schools" in page.inner_text("#chosen")


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_on_paper_there_is_no_navigation_and_the_bars_and_tables_stay(survey, visit, paper):
    page = visit(survey, width={"A4": 674, "Letter": 696}[paper])
    page.emulate_media(media="print")

    for gone in (".pl-header", ".pl-tabs", ".pl-filters", ".pl-actions", ".pl-footer"):
        for one in page.locator(gone).all():
            assert not one.is_visible(), gone
    assert page.locator(".pl-likert .pl-bar rect").first.is_visible()
    assert page.get_by_role(
        "table", name="Conditions, strongly disagree to strongly agree, Maple ESC"
    ).is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 696
    assert page.pdf(format=paper).startswith(b"%PDF")
