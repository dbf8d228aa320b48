import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from surveys.instruments.models import InstrumentVersion
from tests.surveys.instruments.formats.books import book_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "exit.xlsx"
    path.write_bytes(book_of(survey=[["type", "name", "label"], ["text", "why", "Why?"]]))
    return path


def printed(*args):
    out = StringIO()
    call_command("import_instrument", *map(str, args), stdout=out)
    return out.getvalue()


def test_a_dry_run_tells_and_writes_nothing(file):
    told = printed(file)
    assert "taken: survey, row 2: text “why”: Why, a few words." in told
    assert "Nothing is written. Add --commit" in told
    assert not InstrumentVersion.objects.exists()


def test_a_draft_is_made_under_the_code_that_is_given(file):
    told = json.loads(printed(file, "--code", "EXIT", "--name", "Exit card", "--commit", "--json"))
    version = InstrumentVersion.objects.get()
    assert (told["format"], told["version"]) == ("XLSForm", version.pk)
    assert (version.instrument.code, version.instrument.name) == ("EXIT", "Exit card")
    assert {line["outcome"] for line in told["report"]} == {"taken"}
    with pytest.raises(CommandError, match="can still be changed"):
        printed(file, "--code", "EXIT", "--commit")


def test_what_cannot_be_read_is_an_error_in_words(tmp_path):
    (tmp_path / "a.txt").write_text("no form")
    with pytest.raises(CommandError, match="This is no form that we can read"):
        printed(tmp_path / "a.txt")
    with pytest.raises(CommandError, match="cannot be read"):
        printed(tmp_path / "none.xlsx")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("--code", "exit card"), "no code of a form"),
        (("--code", "E" * 21), "no code of a form"),
        (("--name", "n" * 121), "120 characters"),
    ],
)
def test_a_code_or_name_that_no_page_could_show_is_refused(file, given, words):
    with pytest.raises(CommandError, match=words):
        printed(file, *given, "--commit")
    assert not InstrumentVersion.objects.exists()
