import re

import pytest
from django.test import Client
from django.urls import reverse

from surveys.results import services
from tests.surveys.results.spoken import say, survey

pytestmark = pytest.mark.django_db
FRAME = {"Maple ESC": {"Fallow Local": {"Kettle School": (45, 57), "Gull": (30, 40)}}}


@pytest.fixture
def given():
    found = survey(FRAME)
    say(found.units_by_name["Kettle School"], "Alpha", "Beta", "Gamma")
    say(found.units_by_name["Gull"], "Delta", code="SAY2")
    services.set_words_apart(found)
    return found


@pytest.fixture
def admin(signed_in, state_admin):
    return signed_in(state_admin)


def the(given, text):
    return given.open_answers.get(text=text)


def page(client, name, *args, query=""):
    return client.get(reverse(f"surveys:{name}", args=args) + query).content.decode()


def post(client, name, given, text, query="", follow=True, **data):
    url = reverse(f"surveys:{name}", args=[given.pk, the(given, text).pk]) + query
    return client.post(url, data, follow=follow)


def listed(html):
    return sorted(word for word in ("Alpha", "Beta", "Gamma", "Delta") if word in html)


def test_the_list_names_no_school_and_no_role(admin, given):
    html = page(admin, "words", given.pk)

    assert listed(html) == ["Alpha", "Beta", "Delta", "Gamma"]
    one = page(admin, "words-one", given.pk, the(given, "Alpha").pk)
    for told in ("Kettle", "Gull", "Fallow", "Maple", "teacher"):
        assert told not in html
        assert told not in one


def test_the_address_narrows_by_question_and_verdict(admin, given):
    post(admin, "words-verdict", given, "Alpha", verdict="publish")
    post(admin, "words-verdict", given, "Delta", verdict="publish")

    assert listed(page(admin, "words", given.pk, query="?question=SAY1")) == [
        "Alpha",
        "Beta",
        "Gamma",
    ]
    assert listed(page(admin, "words", given.pk, query="?state=publish")) == ["Alpha", "Delta"]
    both = page(admin, "words", given.pk, query="?state=publish&question=SAY2")
    assert listed(both) == ["Delta"]
    assert "No answer is like this" in page(admin, "words", given.pk, query="?state=withhold")


def test_progress_says_how_many_are_read(admin, given):
    post(admin, "words-verdict", given, "Alpha", verdict="withhold")

    assert "1 of 4</b> read" in page(admin, "words", given.pk)


def test_after_a_verdict_the_next_answer_of_the_narrowed_list_follows(admin, given):
    unread = list(given.open_answers.filter(item_code="SAY1").order_by("item_code", "pk"))
    url = reverse("surveys:words-verdict", args=[given.pk, unread[0].pk])

    answer = admin.post(f"{url}?state=unread&question=SAY1", {"verdict": "publish"})

    following = reverse("surveys:words-one", args=[given.pk, unread[1].pk])
    assert answer.url == f"{following}?state=unread&question=SAY1"
    last = reverse("surveys:words-verdict", args=[given.pk, unread[2].pk])
    answer = admin.post(f"{last}?question=SAY1", {"verdict": "publish"})
    assert answer.url == reverse("surveys:words", args=[given.pk]) + "?question=SAY1"


def test_a_verdict_can_be_undone_from_its_message(admin, given):
    post(admin, "words-verdict", given, "Alpha", verdict="publish")
    html = post(admin, "words-verdict", given, "Alpha", verdict="withhold").content.decode()
    undo = re.search(r'action="([^"]+verdict=publish)"', html).group(1).replace("&amp;", "&")

    admin.post(undo)

    assert the(given, "Alpha").verdict == "publish"


def test_a_verdict_that_is_none_changes_nothing(admin, given):
    post(admin, "words-verdict", given, "Alpha", verdict="burn")

    assert the(given, "Alpha").verdict == "unread"


def test_previous_and_next_are_there_for_the_arrow_keys(admin, given):
    first, second, third = given.open_answers.filter(item_code="SAY1").order_by("pk")
    html = page(admin, "words-one", given.pk, second.pk, query="?question=SAY1")

    def address(answer):
        return reverse("surveys:words-one", args=[given.pk, answer.pk]) + "?question=SAY1"

    assert f'data-previous href="{address(first)}"' in html
    assert f'data-next href="{address(third)}"' in html
    assert "The last one" in page(admin, "words-one", given.pk, third.pk, query="?question=SAY1")


def test_names_are_taken_out_and_put_back(admin, given):
    html = post(admin, "words-clean", given, "Alpha", words="A[…]").content.decode()

    assert ("As it was written" in html, the(given, "Alpha").fit) == (True, "A[…]")
    post(admin, "words-clean", given, "Alpha", original="1")
    assert the(given, "Alpha").fit == "Alpha"
    html = post(admin, "words-clean", given, "Alpha", words="").content.decode()
    assert "Write how it may be published" in html


def test_an_answer_of_another_survey_is_not_found_here(admin, given):
    other = survey(FRAME, title="Other")
    services.set_words_apart(other)

    url = reverse("surveys:words-one", args=[other.pk, the(given, "Alpha").pk])
    assert admin.get(url).status_code == 404


def coded(client, given, text, tags, **data):
    return post(client, "words-code", given, text, tags=[tag.pk for tag in tags], **data)


@pytest.fixture
def tags(given):
    instrument = given.version.instrument
    return [services.add_tag(instrument, name=name, meaning="") for name in ("time", "trust")]


@pytest.fixture
def coder(agreement, given, evaluator):
    """An evaluator whose agreement in force names words of this survey, in a browser apart."""
    agreement.administrations.add(given)
    client = Client()
    client.force_login(evaluator)
    session = client.session
    session["demo_sign_in"] = True
    session.save()
    return client


def published(given, *texts):
    given.open_answers.filter(text__in=texts).update(verdict="publish")


def test_an_evaluator_under_an_agreement_gets_what_is_read_and_fit_and_no_more(
    coder, given, agreement
):
    published(given, "Alpha", "Beta")
    services.take_out_names(the(given, "Beta"), words="B[…]", by=None)

    html = page(coder, "words", given.pk)

    assert listed(html) == ["Alpha"]
    assert "B[…]" in html
    beta = page(coder, "words-one", given.pk, the(given, "Beta").pk)
    assert ("B[…]" in beta, "Beta" in beta, "Hold back" in beta) == (True, False, False)
    gamma = reverse("surveys:words-one", args=[given.pk, the(given, "Gamma").pk])
    assert coder.get(gamma).status_code == 404
    verdict = reverse("surveys:words-verdict", args=[given.pk, the(given, "Alpha").pk])
    assert coder.post(verdict, {"verdict": "withhold"}).status_code == 404


@pytest.mark.parametrize("lacking", ["words", "force", "survey"])
def test_an_evaluator_reads_no_words_without_such_an_agreement(coder, given, agreement, lacking):
    published(given, "Alpha")
    if lacking == "words":
        agreement.variables = ["role"]
    elif lacking == "force":
        agreement.signed_on = None
    else:
        agreement.administrations.remove(given)
    agreement.save()

    assert coder.get(reverse("surveys:words", args=[given.pk])).status_code == 404


def test_a_coder_sees_the_tags_of_others_only_after_having_coded(
    admin, coder, given, tags, evaluator
):
    published(given, "Alpha")
    coded(coder, given, "Alpha", tags[:1])

    before = page(admin, "words-one", given.pk, the(given, "Alpha").pk)
    by_tag = page(admin, "words", given.pk, query=f"?tag={tags[0].pk}")
    after = coded(admin, given, "Alpha", []).content.decode()

    name = str(evaluator.person)
    assert ("Tags of others" in before, name in before) == (False, False)
    assert listed(by_tag) == []
    assert ("Tags of others" in after, name in after) == (True, True)
    assert listed(page(admin, "words", given.pk, query=f"?tag={tags[0].pk}")) == ["Alpha"]


def test_what_one_has_not_coded_can_be_listed_and_coded_one_after_the_other(admin, given, tags):
    first, second, _ = given.open_answers.filter(item_code="SAY1").order_by("pk")
    url = reverse("surveys:words-code", args=[given.pk, first.pk]) + "?state=uncoded"

    answer = admin.post(url, {"tags": [tags[0].pk], "next": "1"})

    assert answer.url == reverse("surveys:words-one", args=[given.pk, second.pk]) + "?state=uncoded"
    left = listed(page(admin, "words", given.pk, query="?state=uncoded"))
    assert left == sorted({"Alpha", "Beta", "Gamma", "Delta"} - {first.text})


def test_agreement_of_two_coders_stands_on_the_page_and_in_the_file(admin, coder, given, tags):
    published(given, "Alpha", "Beta", "Gamma", "Delta")
    time, trust = tags
    for text, theirs, mine in (
        ("Alpha", [time], [time]),
        ("Beta", [time, trust], [time]),
        ("Gamma", [], []),
        ("Delta", [trust], [trust]),
    ):
        coded(coder, given, text, theirs)
        coded(admin, given, text, mine)

    html = page(admin, "coders", given.pk)
    rows = admin.get(reverse("surveys:coders-csv", args=[given.pk])).getvalue().decode()

    assert "<b>4</b> answers coded by both" in html
    assert [line.split(",")[0] for line in rows.splitlines()] == [
        "\ufeffTag",
        "time",
        "trust",
        "All tags",
    ]
    assert rows.splitlines()[1].split(",")[6:8] == ["100", "1.0000"]
    # Both 1, one only 1, neither 2: (0.75 - 0.5) / 0.5
    assert rows.splitlines()[2].split(",")[6:8] == ["75", "0.5000"]


def test_nobody_else_reads_words(signed_in, given, request):
    for who in ("state_viewer", "partner_facilitator", "evaluator", "esc_director", "team_lead"):
        client = signed_in(request.getfixturevalue(who))
        assert client.get(reverse("surveys:words", args=[given.pk])).status_code == 404, who


@pytest.mark.parametrize("how_many", [2, 20])
def test_the_list_costs_the_same_however_many_wrote(how_many, admin, django_assert_num_queries):
    given = survey(FRAME, title="Spoken")
    say(given.units_by_name["Gull"], *[f"Words {n}" for n in range(how_many)])
    services.set_words_apart(given)
    page(admin, "words", given.pk)  # the form is read once

    with django_assert_num_queries(9):
        page(admin, "words", given.pk)
