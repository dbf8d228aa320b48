"""Words that people type are shown as they are, and are never markup or template code."""

import pytest
from django.urls import reverse

from network.models import Activity
from network.services import activity

WORDS = "<img src=x onerror=alert(1)>{{ 7|add:35000 }}{% now 'Y' %}\"'><script>[[link]]"
OBJECTS = {
    "cohorts:detail": ("cohort", "name"),
    "cohorts:team": ("team", "name"),
    "cohorts:invite": ("team", "name"),
    "convenings:detail": ("convening", "topic"),
    "convenings:attendance": ("session", "region"),
    "improvement:artifact": ("artifact", "title"),
    "messaging:message": ("message", "subject"),
    "network:organization": ("district", "name"),
    "surveys:administration": ("survey", "title"),
    "surveys:results": ("released_survey", "title"),
    "surveys:frame": ("survey", "title"),
}
LISTS = ["home", "cohorts:list", "convenings:list", "surveys:list", "messaging:outbox"]


@pytest.mark.parametrize("name", sorted(OBJECTS))
def test_words_of_a_page_and_of_the_lists_are_words(request, name, state_admin, signed_in):
    fixture, field = OBJECTS[name]
    found = request.getfixturevalue(fixture)
    longest = found._meta.get_field(field).max_length
    type(found).objects.filter(pk=found.pk).update(**{field: WORDS[:longest]})
    activity.record(found, "changed", WORDS, by=state_admin.person)
    client = signed_in(state_admin)

    for url in [reverse(name, args=[found.pk]), *map(reverse, LISTS)]:
        text = client.get(url).text
        assert "<img src=x" not in text
        assert "'><script>" not in text
        assert "35007" not in text
    assert Activity.objects.filter(summary=WORDS).exists()


def test_a_person_with_a_hostile_name_is_greeted_by_it(specialist, signed_in, cohort, team):
    person = specialist.person
    person.first_name = WORDS[:60]
    person.save()

    text = signed_in(specialist).get("/home/").text

    assert "&lt;img src=x" in text
    assert "<img src=x" not in text
    assert "35007" not in text
