"""Every word that a respondent may read stands in every language that we ask in."""

from io import BytesIO

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from plnetwork.local.places import PROJECT
from surveys.instruments.questionnaire import ENGLISH, LANGUAGES

OTHERS = [code for code in LANGUAGES if code != ENGLISH]
WORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2)}
TEMPLATES = [
    *PROJECT.glob("templates/surveys/answer/*.html"),
    *PROJECT.glob("templates/surveys/open/*.html"),
    PROJECT / "templates/surveys/mode_words.html",
]
MODULES = [*PROJECT.glob("surveys/collection/**/*.py"), *PROJECT.glob("surveys/instruments/*.py")]


def words_in(path):
    """What a template or module hands over to be translated; of a plural, its singular."""
    text = path.read_text()
    if path.suffix == ".html":
        text = "\n".join(line.lstrip() for line in templatize(text).splitlines())
    for _line, found, _comments, _context in extract("python", BytesIO(text.encode()), WORDS):
        yield found[0] if isinstance(found, tuple) else found


def translated_into(language):
    with (PROJECT / f"locale/{language}/LC_MESSAGES/django.po").open("rb") as words:
        for message in read_po(words):
            plural = isinstance(message.id, tuple)
            said = message.string if plural else (message.string,)
            if message.id and all(said):
                yield message.id[0] if plural else message.id


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("path", [*TEMPLATES, *MODULES], ids=lambda path: path.name)
def test_every_word_for_respondents_is_translated(path, language):
    assert set(words_in(path)) - set(translated_into(language)) == set()


def test_the_scan_finds_words():
    found = {word for path in TEMPLATES for word in words_in(path)}

    assert len(found) > 50
    assert "Save and continue" in found
    assert "about %(minutes)s minute left" in found


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_every_placeholder(language):
    with (PROJECT / f"locale/{language}/LC_MESSAGES/django.po").open("rb") as words:
        faults = {message.id: [str(e) for e in message.check()] for message in read_po(words)}

    assert {words: found for words, found in faults.items() if found} == {}
