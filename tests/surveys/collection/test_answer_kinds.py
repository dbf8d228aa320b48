"""Every kind of question on the page, and what the buttons do without JavaScript."""

import re

import pytest

from surveys.collection import drafts, links
from surveys.collection.models import Draft
from tests.surveys.all_kinds import survey_of_all_kinds


@pytest.fixture
def invitation(cohort, school):
    return survey_of_all_kinds(cohort, school)[1]


@pytest.fixture
def token(invitation):
    return links.token_for(invitation)


@pytest.fixture
def url(token):
    return f"/answer/{token}/"


def text_of(page):
    return page.content.decode()


def inside(text, code):
    """The markup of one question."""
    found = re.search(rf'<(fieldset|tr)[^>]*data-question="{code}".*?</\1>', text, re.DOTALL)
    return found.group()


def turn(client, url, section, go="next", **answers):
    return client.post(url, {"section": section, "go": go, **answers})


def test_required_and_optional_are_said_in_words(client, url):
    text = text_of(client.get(f"{url}?section=2"))

    assert re.search(r"Question 2 of 11 <b>· required</b>", inside(text, "Q1"))
    assert re.search(r"Question 5 of 11 .*· optional", inside(text, "Q4"))


def test_each_kind_has_its_field(client, url):
    text = text_of(client.get(f"{url}?section=2"))

    assert inside(text, "Q1").count('type="radio"') == 3
    assert inside(text, "Q2").count('type="checkbox"') == 7
    assert "Choose up to 3." in inside(text, "Q2")
    assert 'inputmode="numeric"' in inside(text, "Q3")
    assert "Of this school year. A whole number from 0 to 60." in inside(text, "Q3")
    assert 'maxlength="200"' in inside(text, "Q4")
    assert "<textarea" in inside(text_of(client.get(f"{url}?section=5")), "Q10")


def test_all_kinds_are_kept_and_stand_on_the_page_again(client, url, token):
    moved = turn(client, url, 2, Q1="1", Q2=["", "2", "5"], Q3="12", Q4=' "Maps" & <b>')

    assert moved.url == f"{url}?section=3"
    assert drafts.read(token) == {"Q1": 1, "Q2": [2, 5], "Q3": 12, "Q4": '"Maps" & <b>'}
    text = text_of(client.get(f"{url}?section=2"))
    assert re.findall(r'id="(Q\d-\d)"[^>]* checked', text) == ["Q1-1", "Q2-2", "Q2-5"]
    assert 'value="12"' in inside(text, "Q3")
    assert 'value="&quot;Maps&quot; &amp; &lt;b&gt;"' in inside(text, "Q4")


def test_an_answer_of_several_can_be_taken_back_whole(client, url, token):
    turn(client, url, 2, Q1="1", Q2=["", "2"], Q3="1")
    turn(client, url, 2, Q1="1", Q2=[""], Q3="1")

    assert drafts.read(token)["Q2"] == []


def test_neighbors_with_the_same_answers_are_one_table(client, url):
    text = text_of(client.get(f"{url}?section=3"))

    table = re.search(r"<table.*?</table>", text, re.DOTALL).group()
    assert re.findall(r'data-question="(\w+)"', table) == ["Q5", "Q6", "Q7"]
    assert re.findall(r'role="columnheader" scope="col"[^>]*>([^<]+)<', table) == [
        "Strongly disagree",
        "Disagree",
        "Agree",
        "Strongly agree",
        "Prefer not to answer",
    ]
    assert 'aria-labelledby="Q6-words Q6-3-label"' in table
    assert "<fieldset" in inside(text, "Q8")


def test_a_required_question_is_asked_again_before_the_next_section(client, url, token):
    page = turn(client, url, 2, Q4="Maps")

    text = text_of(page)
    assert page.status_code == 422
    assert "<title>Error: Help, All kinds" in text
    assert (
        '<a href="#Q1-1">Question 2 needs an answer. “Prefer not to answer” is one too.</a>' in text
    )
    assert 'value="Maps"' in text
    assert drafts.read(token) == {"Q4": "Maps"}


def test_going_back_asks_for_nothing(client, url):
    assert turn(client, url, 2, go="back", Q4="Maps").url == f"{url}?section=1"


def test_prefer_not_to_answer_is_an_answer_to_a_required_question(client, url):
    assert turn(client, url, 2, Q1="0").url == f"{url}?section=3"


def test_what_is_not_asked_is_not_missing(client, url):
    assert turn(client, url, 2, Q1="2").url == f"{url}?section=3"
    assert turn(client, url, 2, Q1="1").status_code == 422  # now the hours are asked


def test_a_condition_on_the_same_page_is_said_in_words(client, url):
    text = text_of(client.get(f"{url}?section=2"))

    assert "Only if you answered “Yes” to question 2." in inside(text, "Q2")
    assert " hidden" not in inside(text, "Q2").partition(">")[0]
    assert 'data-show-if="[{&quot;item&quot;:&quot;Q1&quot;,&quot;is&quot;:[1]}]"' in inside(
        text, "Q2"
    )


def test_a_section_that_asks_nothing_of_this_role_is_passed_over(client, url):
    turn(client, url, 1, role="1")
    assert turn(client, url, 3, Q5="1").url == f"{url}?section=5"
    assert turn(client, url, 5, go="back").url == f"{url}?section=3"
    assert " hidden" in inside(text_of(client.get(f"{url}?section=4")), "Q9").partition(">")[0]

    turn(client, url, 1, role="2")
    assert turn(client, url, 3, Q5="1").url == f"{url}?section=4"


def test_all_faults_of_a_page_are_told_at_once_and_the_rest_is_kept(client, url, token):
    page = turn(client, url, 2, Q1="1", Q2=["", "1", "2", "3", "4"], Q3="61", Q4="Maps")

    text = text_of(page)
    assert page.status_code == 422
    assert "2 things to correct" in text
    assert '<a href="#Q2-1">Question 3: choose 3 at most.</a>' in text
    assert '<a href="#Q3">Question 4: enter a whole number from 0 to 60.</a>' in text
    assert 'value="61"' in inside(text, "Q3")
    assert len(re.findall(" checked", inside(text, "Q2"))) == 4
    assert "is-faulty" in inside(text, "Q3").partition(">")[0]
    assert drafts.read(token) == {"Q1": 1, "Q4": "Maps"}


def test_a_megabyte_of_text_comes_back_whole(client, url, token):
    long = "é" * 1_000_000
    page = turn(client, url, 5, Q10=long)

    assert page.status_code == 422
    assert "Question 11: shorten your answer by 996000 characters." in text_of(page)
    assert long in text_of(page)
    assert drafts.read(token) is None


def test_a_body_beyond_all_measure_is_told_in_words(client, url, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    page = turn(client, url, 5, Q10="x" * 2000)

    assert page.status_code == 413
    assert "What you answered before is kept." in text_of(page)


def test_the_check_tells_every_answer_and_leaves_out_what_was_not_asked(client, url):
    turn(client, url, 2, Q1="1", Q2=["", "2", "5"], Q3="12", Q4="<Maps>")
    turn(client, url, 3, Q5="0", Q6="4")
    text = text_of(client.get(f"{url}?section=6"))

    said = dict(re.findall(r'<dd data-said="(\w+)">(.*?)</dd>', text))
    assert said["Q2"] == "Shared materials; Watched my class and talked it over"
    assert (said["Q3"], said["Q4"], said["Q5"]) == ("12", "&lt;Maps&gt;", "Prefer not to answer")
    assert said["Q7"] == '<span class="pl-quiet">Not answered</span>'
    assert re.search(r"<div hidden><dt>I lead by trying.</dt>", text)
    assert "4 of 10 questions have no answer." in text
    assert text.count("?section=") == 5  # Change, once per section


def test_nothing_is_sent_while_a_required_answer_is_missing(client, url, invitation):
    turn(client, url, 3, Q5="1")
    page = turn(client, url, 6, go="send")

    assert page.status_code == 422
    assert '<a href="?section=2#Q1-1">Question 2 needs an answer.' in text_of(page)
    invitation.refresh_from_db()
    assert not invitation.is_completed

    turn(client, url, 2, Q1="2")
    assert turn(client, url, 6, go="send").url == f"{url}?sent"


def test_fields_that_are_no_form_are_refused_in_words(client, url):
    page = client.post(url, "Q1=1", content_type="text/plain")

    assert page.status_code == 415
    assert "This could not be taken" in text_of(page)
    assert not Draft.objects.exists()


def test_half_a_form_of_several_parts_is_refused_in_words(client, url):
    page = client.post(url, b"--x\r\nbroken", content_type="multipart/form-data")

    assert page.status_code == 413
    assert "This could not be taken" in text_of(page)


def test_bytes_that_are_no_text_are_kept_as_far_as_they_are(client, url, token):
    body = b"section=5&go=next&Q10=Good%FFday%00"
    moved = client.post(url, body, content_type="application/x-www-form-urlencoded")

    assert moved.url == f"{url}?section=6"
    assert drafts.read(token) == {"Q10": "Good�day"}
