import pytest

from tests.factories.surveys import shipped

pytestmark = pytest.mark.django_db


def test_a_preview_shows_codes_answers_and_indicators(signed_in, specialist):
    page = signed_in(specialist).get(f"/instruments/{shipped('IMT').pk}/")
    text = page.content.decode()

    assert "Learners in my class set their own goals" in text
    assert "IMT11" in text
    assert "1.1 Goals and choices" in text


def test_a_blank_copy_numbers_the_questions_as_the_form_does(signed_in, specialist):
    page = signed_in(specialist).get(f"/instruments/{shipped('IMT').pk}/printable/")
    text = page.content.decode()

    assert "What is your role?" in text
    assert '<ol class="pl-blank" start="2">' in text
    assert "Question" not in text


def test_a_form_is_public_once_somebody_was_asked_with_it(client):
    version = shipped("IMT")
    address = f"/instruments/{version.pk}/printable/"
    assert client.get(address).status_code == 404

    version.is_frozen = True
    version.save()

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("code", ["CVF", "IMT"])
def test_a_preview_costs_the_same_queries_whatever_its_length(
    signed_in, specialist, code, django_assert_max_num_queries
):
    client, address = signed_in(specialist), f"/instruments/{shipped(code).pk}/"
    client.get(address)

    # Session, user, person, grants; the version, its sections, items, scales and indicators.
    with django_assert_max_num_queries(11):
        client.get(address)
