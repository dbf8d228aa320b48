"""What a phone loads at its first visit: under 100 KB compressed, fonts aside."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders

from plnetwork.local import answer_styles
from plnetwork.local.places import PROJECT
from surveys.collection import links
from tests.surveys.all_kinds import survey_of_all_kinds

MOST = 100_000
CLASSES = re.compile(r"\busa-[\w-]+")


@pytest.fixture
def url(cohort, school):
    return f"/answer/{links.token_for(survey_of_all_kinds(cohort, school)[1])}/"


def weight_of(page, client):
    """The page and each file that it names, compressed."""
    html = page.content.decode()
    names = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js|svg))"', html)
    assert len(names) == 5  # the icon, three style sheets, the script
    files = [Path(finders.find(name)) for name in names]
    styles = "".join(file.read_text() for file in files if file.suffix == ".css")
    images = set(re.findall(r"url\(\.\./(img/[^)]+)\)", styles))
    files += [Path(finders.find(f"vendor/uswds/{name}")) for name in images]
    bodies = [page.content, *(file.read_bytes() for file in files)]
    bodies.append(client.get("/answer/worker.js").content)
    return sum(len(brotli.compress(body)) for body in bodies)


def test_a_first_visit_weighs_less_than_100_kilobytes(client, url):
    first = weight_of(client.get(url), client)
    rest = len(brotli.compress(client.get(f"{url}?offline=1").content))

    assert first + rest < MOST / 2  # half of what is allowed, so that there is room


def test_no_style_that_the_pages_use_is_cut_away():
    folders = ("templates/surveys/answer", "templates/surveys/open")
    templates = [path for folder in folders for path in (PROJECT / folder).glob("*.html")]
    used = {name for path in templates for name in CLASSES.findall(path.read_text())}

    assert used - answer_styles.USED == set()


def test_only_rules_in_use_are_kept():
    css = (
        '@charset "utf-8";@font-face{font-family:X;src:url(x)}html{color:red}'
        ".usa-button,.usa-nav{margin:0}.usa-nav .usa-button{top:0}"
        "@media print{.usa-nav{left:0}}@media print{.usa-button:not(.usa-nav){left:0}}"
    )

    assert answer_styles.cut(css) == (
        "html{color:red}.usa-button{margin:0}@media print{.usa-button:not(.usa-nav){left:0}}"
    )
