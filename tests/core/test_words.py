import pytest
from django.db.models import CharField, F, Value

from core.words import PlainWords, every_word, words_in
from network.models import Person
from tests.factories.network import PersonFactory


def test_the_state_before_an_identifier_is_no_part_of_it():
    assert words_in("  OH-043752 oh-0 OH-x ") == ["043752", "0", "OH-x"]


def test_a_search_of_many_words_looks_at_the_first_few():
    assert len(words_in("word " * 500)) == 8


def test_a_null_character_separates_words():
    assert words_in("a\0b") == ["a", "b"]


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("jose", True),
        ("JOSÉ muñoz", True),
        ("munoz jose", True),
        ("jose kettle", False),
        ("%", False),
    ],
)
def test_accents_and_capitals_are_ignored_and_every_word_counts(db, typed, is_found):
    PersonFactory(first_name="José", last_name="Muñoz")

    assert Person.objects.filter(every_word(words_in(typed))).exists() is is_found


def test_words_are_looked_for_in_any_plain_text(db):
    PersonFactory(first_name="Ægir")
    text = PlainWords(F("first_name"))

    assert Person.objects.filter(every_word(["aegir"], text)).exists()
    assert not Person.objects.filter(
        every_word(["x"], PlainWords(Value("none", output_field=CharField())))
    ).exists()
