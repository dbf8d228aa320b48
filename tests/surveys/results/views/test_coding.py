import pytest
from django.urls import reverse

from surveys.results.models import Tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(signed_in, state_admin):
    return signed_in(state_admin)


def book(client, instrument, **data):
    url = reverse("surveys:codebook", args=[instrument.pk])
    return client.post(url, data, follow=True) if data else client.get(url)


def test_a_tag_is_added_with_its_meaning(admin, spoken_instrument):
    html = book(admin, spoken_instrument, name="trust", meaning="Being trusted").content.decode()

    assert "The tag trust is in the codebook." in html
    assert "Being trusted" in html


def test_a_tag_of_the_same_name_is_refused_in_words(admin, spoken_instrument, tag):
    answer = book(admin, spoken_instrument, name="TIME", meaning="")

    assert answer.status_code == 422
    assert "The codebook has the tag “time” already." in answer.content.decode()
    assert Tag.objects.count() == 1


def test_a_removed_tag_is_no_longer_offered_stays_where_it_was_given_and_comes_back(
    admin, spoken_survey, spoken_instrument, open_answer, tag
):
    one = reverse("surveys:words-one", args=[spoken_survey.pk, open_answer.pk])
    code = reverse("surveys:words-code", args=[spoken_survey.pk, open_answer.pk])
    admin.post(code, {"tags": [tag.pk]})

    page = admin.post(reverse("surveys:tag-remove", args=[tag.pk]), follow=True)

    assert reverse("surveys:tag-restore", args=[tag.pk]) in page.content.decode()
    assert f'value="{tag.pk}"' not in admin.get(one).content.decode()
    assert list(open_answer.codings.get().tags.all()) == [tag]
    book(admin, spoken_instrument, name="Time", meaning="")
    assert f'value="{tag.pk}"' in admin.get(one).content.decode()


def test_a_tag_is_renamed_but_not_to_another_one(admin, spoken_instrument, tag):
    book(admin, spoken_instrument, name="trust", meaning="")
    url = reverse("surveys:tag", args=[tag.pk])

    refused = admin.post(url, {"name": "Trust", "meaning": ""})
    admin.post(url, {"name": "time for it", "meaning": "More hours"})

    assert refused.status_code == 422
    tag.refresh_from_db()
    assert (tag.name, tag.meaning) == ("time for it", "More hours")


def test_tags_of_another_codebook_cannot_be_given(admin, spoken_survey, open_answer, tag):
    other = Tag.objects.create(instrument=tag.instrument.__class__.objects.create(code="X"))
    code = reverse("surveys:words-code", args=[spoken_survey.pk, open_answer.pk])

    page = admin.post(code, {"tags": [other.pk]}, follow=True)

    assert "Choose among the tags of the codebook." in page.content.decode()
    assert not open_answer.codings.exists()
