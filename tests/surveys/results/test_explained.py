"""The two public pages: every number of their examples is what the product itself would show."""

import re
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from surveys.results.engine.statistics import (
    change,
    largest_remainder,
    percent_one_decimal,
    pooled,
    range_over_occasions,
    response_rate,
    share_in_words,
    wilson_interval,
)
from tests.surveys.results.builders import ITEM, hidden, released

GRADE = 8.0
SCHOOL = [6, 9, 10, 14, 6]  # Example School, strongly disagree first


class Page(HTMLParser):
    """The words of a page's article, by paragraph, and the rows of its tables."""

    def __init__(self):
        super().__init__()
        self.blocks, self.rows, self.inside, self.cell = [], [], False, False

    def handle_starttag(self, tag, attrs):
        self.inside = self.inside or tag == "article"
        if tag in ("p", "li", "h1", "h2"):
            self.blocks.append("")
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.cell = True
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "article"
        self.cell = self.cell and tag not in ("th", "td")

    def handle_data(self, data):
        if self.cell:
            self.rows[-1][-1] += data.strip()
        elif self.inside and self.blocks:
            self.blocks[-1] += data


def page_of(client, name):
    page = Page()
    page.feed(client.get(reverse(f"surveys:{name}")).content.decode())
    return page


@pytest.fixture
def made(client, db):
    return page_of(client, "figures-made")


@pytest.fixture
def protected(client, db):
    return page_of(client, "figures-protected")


def test_the_example_school_adds_up(made):
    counts = [row[1:] for row in made.rows[1:7]]

    assert counts[:5] == [
        [str(n), str(label)] for n, label in zip(SCHOOL, largest_remainder(SCHOOL), strict=True)
    ]
    assert counts[5] == ["45", "100"]


def test_percent_rate_interval_and_words_are_those_of_the_product(made):
    words = " ".join(made.blocks)
    interval = wilson_interval(20, 45, 60)

    assert f"20 ÷ 45 = {percent_one_decimal(20, 45)}%" in words
    assert f"47 ÷ 60 = {response_rate(47, 60)}%" in words
    assert "from {}% to {}%".format(*interval.whole) in words
    assert f"“{share_in_words(20, 45, interval)}”" in words


def test_totals_ranges_and_changes_are_those_of_the_product(made):
    words = " ".join(made.blocks)
    schools = [(20, 45), (18, 30), (21, 60)]
    total = pooled(schools)
    better, unclear = change((20, 45), (33, 48)), change((20, 45), (25, 48))

    assert made.rows[-1] == ["Together", str(total.agree), str(total.n), f"{total.percent}%"]
    assert f"“{range_over_occasions([(116, 120), (98, 100), (78, 80)])} over 3" in words
    assert f"a change of {better.points} points" in words
    assert "from {} to {}".format(*better.interval.whole) in words
    assert f"would be {unclear.points} points, from −12 to 27" in words
    assert unclear.interval.whole == (-12, 27)


def test_the_hidden_schools_are_those_the_rule_hides(protected):
    release = released({"E": {"A": (45, 60), "B": (12, 18), "C": (7, 11)}})
    marks = {row[0][-1]: row[3] for row in protected.rows[1:4]}

    assert hidden(release) == {name for name, shown in marks.items() if shown == "hidden"}
    assert marks["A"] == "45"
    assert protected.rows[4] == ["All three", "89", "64", "64"]


def test_the_percents_of_small_groups_are_what_the_rule_shows(protected):
    agreeing = {"X": 12, "Y": 9, "Z": 21}
    release = released({"E": {"X": (12, 14), "Y": (20, 24), "Z": (45, 60)}}, agreeing)
    x, y, z, total = (release.item(unit, ITEM.code) for unit in ("X", "Y", "Z", "E"))
    shown = [row[2] for row in protected.rows[6:10]]

    assert shown == [x.coded, f"{y.n} answers, no percent", f"{z.percent}%", f"{total.percent}%"]
    assert (y.percent, y.coded) == (None, None)


def test_the_limit_of_the_network_is_named(protected):
    words = " ".join(protected.blocks)

    assert "the limit is usually 10 answers" in words
    assert "never below 5" in words


@pytest.mark.parametrize("name", ["figures-made", "figures-protected"])
def test_an_eighth_grader_can_read_it(client, db, name):
    words = " ".join(block.strip().rstrip(".") + "." for block in page_of(client, name).blocks)

    assert grade(words) <= GRADE


@pytest.mark.parametrize("name", ["figures-made", "figures-protected"])
def test_the_landing_page_and_every_footer_lead_there(client, db, name):
    link = f'href="{reverse(f"surveys:{name}")}"'

    assert link in client.get(reverse("landing")).content.decode()
    assert link in client.get(reverse("privacy")).content.decode()


def grade(text):
    """Flesch–Kincaid grade level; syllables are groups of vowels, a silent e left out."""
    sentences = [s for s in re.split(r"[.!?]\s", text) if re.search(r"[a-zA-Z]", s)]
    words = re.findall(r"[a-zA-Z’]+", text)
    syllables = sum(
        max(1, len(re.findall(r"[aeiouy]+", re.sub(r"(?<=[^l])es?$", "", word.lower()))))
        for word in words
    )
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
